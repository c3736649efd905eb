import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { MOST_ATTEMPTS } from '../timers/claim.ts';

/** Every group is looked at within a day, those with open cases at every sweep: nicknames and admins have no event [92130]. */
const AT_LEAST_EVERY_MS = 20 * 3_600_000;
const AT_MOST = 200;

/** The groups a sweep looks at: those with an open case, those a look was given up for, then those longest not looked at. */
export async function dueForSweep(tx: Tx, corp: Corp, at: Date): Promise<string[]> {
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
      OR: [{ verifiedAt: null }, { verifiedAt: { lt: new Date(at.getTime() - AT_LEAST_EVERY_MS) } }],
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
      endedAt: { gt: new Date(at.getTime() - AT_LEAST_EVERY_MS) },
    },
    distinct: ['subject'],
    select: { subject: true },
  });
  return new Set(rows.map((row) => row.subject));
}
