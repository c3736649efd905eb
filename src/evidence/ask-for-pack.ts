import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { type Came, type Deciding, nothing } from '../decisions/deciding.ts';
import { type Held, isAbout, seeMatter } from '../decisions/hold-matter.ts';
import { accountNow } from '../directory/account-now.ts';
import { newId } from '../ids.ts';
import { writePrivately } from '../legal/private-card.ts';
import { askedCard } from './request-cards.ts';
import { releasersOf } from './who-releases.ts';

/** So long a wish waits for somebody else to say yes or no. */
const WAITS_MS = 3 * 86_400_000;

interface Wish {
  readonly caseId: string;
  readonly by: string;
  /** What for, in one word. */
  readonly purpose: string;
  /** Why, as the person it is about will read it. */
  readonly reason: string;
  /** Who asked by text gets it as a message; who asked on a page takes it there. */
  readonly via: 'page' | 'reply';
}

/** `repeat`: he asked before, and that still stands. `nobody`: there is no second person who might let it go. */
export type Asked = 'asked' | 'repeat' | 'not-entitled' | 'nobody';

/** Somebody wants to take the evidence of a case out of the house: those who may let it go are told. Nothing leaves yet. */
export async function askForPack(tx: Tx, deciding: Deciding, wish: Wish): Promise<Came<Asked>> {
  const { corp, keys, at } = deciding;
  const by = wish.by.toLowerCase();
  const held = await seeMatter(tx, deciding, wish.caseId);
  if (!held || isAbout(held, by)) return nothing('not-entitled');
  const to = releasersOf(held, by);
  if (to.length === 0) return nothing('nobody');
  if (await standsAlready(tx, deciding, held, by)) return nothing('repeat');
  const id = newId();
  const { caseId, purpose, via } = wish;
  const reason = keys.seal({ table: 'pack_request', column: 'reason', row: id }, wish.reason);
  const until = new Date(at.getTime() + WAITS_MS);
  await tx.packRequest.create({ data: { corp, id, caseId, purpose, reason, askedBy: by, askedAt: at, until, via } });
  await writePrivately(
    tx,
    deciding,
    to,
    askedCard({ id, number: numberOf(held), name: nameOf(held, by), purpose, reason: wish.reason }),
  );
  const entry = { v: 1, kind: 'pack-asked', requestId: id, caseId, purpose, by: pseudonymOf(keys, by) } as const;
  return { outcome: 'asked', entries: [entry] };
}

async function standsAlready(tx: Tx, deciding: Deciding, held: Held, by: string): Promise<boolean> {
  const { corp, at } = deciding;
  const says = { OR: [{ says: null }, { says: 'released' }] };
  const rows = await tx.packRequest.findMany({ where: { corp, caseId: held.matter.id, until: { gt: at }, ...says } });
  for (const row of rows) if ((await askerNow(tx, deciding, held, row)) === by) return true;
  return false;
}

/** The account that who asked has now; null: he has none any more. */
export const askerNow = (
  tx: Tx,
  { corp }: Pick<Deciding, 'corp'>,
  { directory }: Held,
  { askedBy, askedAt }: { readonly askedBy: string; readonly askedAt: Date },
): Promise<string | null> => accountNow(tx, corp, directory, { by: askedBy, at: askedAt });

/** As cards print it. */
export const numberOf = ({ matter }: Held): string => `C-${matter.number}`;

export const nameOf = ({ directory }: Held, userid: string): string => directory.byAccount.get(userid)?.name || userid;
