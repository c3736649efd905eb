import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Directory } from '../events/person.ts';
import { PersonId } from '../ids.ts';
import { type Complaining, complaintNumber, SEALED } from './complaining.ts';
import type { Reason } from './reasons.ts';
import { type Kind, tellWhoLooks } from './tell-people.ts';
import { type Looks, whoLooks } from './who-looks.ts';

interface Handed {
  readonly id: string;
  readonly number: bigint;
  readonly about: Kind;
  readonly reason: Reason;
  readonly text: string;
}

/** One of those who may look at a report hears of it; of nobody it waits (`handOverWaiting`). */
export async function handOver(
  tx: Tx,
  complaining: Complaining,
  directory: Directory,
  { id, number, about, reason, text }: Handed,
  { from, who }: Looks,
): Promise<'told' | 'waits'> {
  const toUserid = firstOf(who, directory, number);
  if (toUserid === null) return 'waits';
  await tx.complaint.updateMany({ where: { corp: complaining.corp.slug, id }, data: { toUserid, goesTo: from } });
  const told = { to: toUserid, number: complaintNumber(number), kind: about, reason, text };
  await tellWhoLooks(tx, complaining, told);
  return 'told';
}

/** They take turns, so that not one of them gets all. */
function firstOf(who: readonly string[], { persons }: Directory, number: bigint): string | null {
  const accounts = [...persons.values()]
    .flatMap(({ id, userid }) => (who.includes(id) && userid !== null ? [userid] : []))
    .sort();
  return accounts[Number(number % BigInt(Math.max(1, accounts.length)))] ?? null;
}

/** So many are looked at in one go; the others have their turn when these are handed over. */
const MOST = 50;

/** Reports that nobody might look at are handed over as soon as somebody may: offices, deputies and lines change. The entries belong into the trail. */
export async function handOverWaiting(tx: Tx, complaining: Complaining, directory: Directory): Promise<AuditEntry[]> {
  const { corp, keys, at } = complaining;
  const rows = await tx.complaint.findMany({
    where: { corp: corp.slug, toUserid: null, decidedAt: null },
    orderBy: { number: 'asc' },
    take: MOST,
  });
  const entries: AuditEntry[] = [];
  for (const row of rows) {
    const { id, number, chatId, memberId } = row;
    const text = keys.open(SEALED.text(id), row.text);
    const parties = { chatId, memberId, text, byId: PersonId.parse(row.byId) };
    const looks = await whoLooks(tx, corp.slug, directory, parties, at);
    const handed = { id, number, about: row.about as Kind, reason: row.reason as Reason, text };
    if ((await handOver(tx, complaining, directory, handed, looks)) === 'told')
      entries.push({ v: 1, kind: 'complaint-handed-over', complaintId: id, goesTo: looks.from });
  }
  return entries;
}
