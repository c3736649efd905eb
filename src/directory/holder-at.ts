import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import { type Corp, PersonId } from '../ids.ts';

/** True of the row `a` of qungui.account that held its userid at a moment: from `since` on, and no longer at `until`. */
export const heldAt = (moment: Date | Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(a.since <= ${moment} and (a.until is null or a.until > ${moment}))`;

/** True also of the row that ended in that very moment: WeCom tells moments in whole seconds. */
const heldOrEndedAt = (moment: Date): Prisma.Sql =>
  Prisma.sql`(a.since <= ${moment} and (a.until is null or a.until >= ${moment}))`;

/** Who held an account at a moment; null where nobody is known to have. */
export const holderAt = (tx: Tx, corp: Corp, userid: string, at: Date): Promise<PersonId | null> =>
  latest(tx, corp, userid, heldAt(at));

/**
 * Who acted under an account in a moment that WeCom told: who was renamed in that second may have acted just before, unless
 * somebody else has the account from then on.
 */
export const actorAt = (tx: Tx, corp: Corp, userid: string, at: Date): Promise<PersonId | null> =>
  latest(tx, corp, userid, heldOrEndedAt(at));

/**
 * Who did something here under an account. We hear of a renaming after it happened: what was done meanwhile under the old name was
 * done by who had it last.
 */
export const doerAt = async (tx: Tx, corp: Corp, userid: string, at: Date): Promise<PersonId | null> =>
  (await holderAt(tx, corp, userid.toLowerCase(), at)) ??
  (await latest(tx, corp, userid.toLowerCase(), Prisma.sql`a.since <= ${at}`));

async function latest(tx: Tx, corp: Corp, userid: string, held: Prisma.Sql): Promise<PersonId | null> {
  const [holder] = await tx.$queryRaw<{ personId: string }[]>`
    select a.person_id::text as "personId" from qungui.account a
    where a.corp = ${corp} and a.userid = ${userid} and ${held}
    order by a.since desc limit 1`;
  return holder ? PersonId.parse(holder.personId) : null;
}
