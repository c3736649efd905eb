import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { type Came, type Deciding, nothing } from '../decisions/deciding.ts';
import { type Held, isAbout, seeMatter } from '../decisions/hold-matter.ts';
import { writePrivately } from '../legal/private-card.ts';
import { askerNow, nameOf } from './ask-for-pack.ts';
import { type Pack, packEvidence } from './pack.ts';
import { saidCard } from './request-cards.ts';
import { sendSoon } from './send-soon.ts';
import { releasersOf } from './who-releases.ts';

/** So long it may be taken once it was let go. */
const TAKEN_WITHIN_MS = 86_400_000;

interface Saying {
  readonly id: string;
  readonly says: 'released' | 'refused';
  readonly by: string;
  /** Why it stays in the house, for who asked. */
  readonly because?: string | null;
}

/** `own`: nobody lets go what he asked for himself. */
export type Said = 'done' | 'own' | 'not-entitled' | 'over';

/** A second person lets the evidence of a case leave the house, or not; who asked is told. */
export async function sayOfPack(
  tx: Tx,
  deciding: Deciding,
  { id, says, by, because = null }: Saying,
): Promise<Came<Said>> {
  const { corp, keys, at } = deciding;
  await tx.$queryRaw`select 1 as held from qungui.pack_request where corp = ${corp} and id = ${id}::uuid for update`;
  const row = await tx.packRequest.findFirst({ where: { corp, id, says: null, until: { gt: at } } });
  const held = row && (await seeMatter(tx, deciding, row.caseId));
  if (!row || !held) return nothing('over');
  const asker = await askerNow(tx, deciding, held, row);
  // Neither who asked, by whatever name he has now, nor somebody else under the very name: the row wants two that can be told apart.
  if (asker === by.toLowerCase() || row.askedBy === by.toLowerCase()) return nothing('own');
  if (!releasersOf(held, asker).includes(by.toLowerCase())) return nothing('not-entitled');
  const until = says === 'released' ? new Date(at.getTime() + TAKEN_WITHIN_MS) : row.until;
  const data = { says, saidBy: by.toLowerCase(), saidAt: at, until };
  await tx.packRequest.updateMany({ where: { corp, id, says: null }, data });
  const card = { says, number: String(held.matter.number), name: nameOf(held, by.toLowerCase()), because };
  if (says === 'released' && row.via === 'reply') await sendSoon(tx, deciding, held, { id, until });
  else await writePrivately(tx, deciding, asker === null ? [] : [asker], saidCard(card));
  const of = { requestId: id, caseId: row.caseId, says, by: pseudonymOf(keys, by) };
  return { outcome: 'done', entries: [{ v: 1, kind: 'pack-released', ...of }] };
}

/** What was let go, to who asked for it and to nobody else; null: it was not, or its time is over. Appends to the trail: call it last. */
export async function takePack(
  tx: Tx,
  deciding: Deciding,
  { id, by, ...most }: { readonly id: string; readonly by: string; readonly mostBytes?: number },
): Promise<Pack | null> {
  const { corp, keys, at } = deciding;
  const where = { corp, id, says: 'released', until: { gt: at } };
  const row = await tx.packRequest.findFirst({ where });
  if (!row?.saidBy) return null;
  const held = await seeMatter(tx, deciding, row.caseId);
  if (!held || isAbout(held, by)) return null;
  if ((await askerNow(tx, deciding, held, row)) !== by.toLowerCase()) return null;
  const reason = keys.open({ table: 'pack_request', column: 'reason', row: id }, row.reason);
  const { caseId, purpose, saidBy: second } = row;
  return packEvidence(tx, deciding, { caseId, by, purpose, reason, second, ...most });
}

/** The wish of this account that was let go and stands still, for one case; null: there is none. */
export async function releasedTo(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  by: string,
): Promise<{ readonly id: string; readonly until: Date } | null> {
  const { corp, at } = deciding;
  const where = { corp, caseId: held.matter.id, says: 'released', until: { gt: at } };
  const rows = await tx.packRequest.findMany({ where, orderBy: [{ saidAt: 'desc' }, { id: 'asc' }] });
  for (const row of rows) if ((await askerNow(tx, deciding, held, row)) === by.toLowerCase()) return row;
  return null;
}
