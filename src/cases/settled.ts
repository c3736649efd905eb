import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import type { Corp } from '../ids.ts';

/** True of the row `c` of qungui.case of which nobody needs to hear any more: closed, or decided and only to be looked at. */
export const IS_SETTLED = Prisma.sql`(c.closed_at is not null or c.state = 'decided')`;

/** True of one of which nobody is reminded: settled, or HR has it and lists it in the digest. */
export const IS_REMINDED_NO_MORE = Prisma.sql`(${IS_SETTLED} or c.state = 'escalated')`;

/** The cases among these that are settled. */
export async function settledAmong(tx: Tx, corp: Corp, caseIds: readonly string[]): Promise<Set<string>> {
  if (caseIds.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select c.id::text from qungui."case" c
    where c.corp = ${corp} and c.id = any(${[...caseIds]}::uuid[]) and ${IS_SETTLED}`;
  return new Set(rows.map(({ id }) => id));
}
