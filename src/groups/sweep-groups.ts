import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { MOST_ATTEMPTS } from '../timers/claim.ts';

/** Every group is read again within so many days unless the corp says otherwise: nicknames and admins have no event [92130]. */
export const SWEEP_DAYS = 3;
const DAY_MS = 86_400_000;
/** A deadly group is left alone for most of a day. */
const REST_MS = 20 * 3_600_000;
const AT_MOST = 200;

/** The groups a sweep looks at: those with an open case, those a look was given up for, then those longest not looked at. */
export async function dueForSweep(tx: Tx, corp: Corp, at: Date, sweepDays: number): Promise<string[]> {
  const open = await tx.case.findMany({
    where: { corp, closedAt: null },
    distinct: ['chatId'],
    select: { chatId: true },
  });
  const gaps = await tx.coverage.findMany({
    where: { corp, until: null, verdict: 'data-gap' },
    distinct: ['chatId'],
    select: { chatId: true },
  });
  const old = await tx.chatGroup.findMany({
    where: {
      corp,
      dissolvedAt: null,
      reach: { in: ['customer', 'managed'] },
      OR: [{ verifiedAt: null }, { verifiedAt: { lt: new Date(at.getTime() - sweepDays * DAY_MS) } }],
    },
    orderBy: { verifiedAt: { sort: 'asc', nulls: 'first' } },
    take: AT_MOST,
    select: { chatId: true },
  });
  const deadly = await deadlyLately(tx, corp, at);
  return [...new Set([...open, ...gaps, ...old].map((row) => row.chatId))].filter((chatId) => !deadly.has(chatId));
}

/** Groups that no process survived looking at: once a day is often enough. */
async function deadlyLately(tx: Tx, corp: Corp, at: Date): Promise<Set<string>> {
  const rows = await tx.timer.findMany({
    where: {
      corp,
      kind: { in: ['look-group', 'look-again'] },
      attempts: { gt: MOST_ATTEMPTS },
      endedAt: { gt: new Date(at.getTime() - REST_MS) },
    },
    distinct: ['subject'],
    select: { subject: true },
  });
  return new Set(rows.map((row) => row.subject));
}
