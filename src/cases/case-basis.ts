import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { resultWindow } from '../rules/response/outcomes.ts';

/** The kept arithmetic of the matter that a case's window names: of its answer, or of its result; null: it rests on no clock. */
export async function clockOf(tx: Tx, corp: Corp, window: string): Promise<unknown> {
  const key = window.endsWith(RESULT) ? window.slice(0, -RESULT.length) : window;
  const waited = await tx.obligation.findFirst({ where: { corp, key }, select: { acknowledge: true, result: true } });
  return (window === key ? waited?.acknowledge : waited?.result) ?? null;
}

const RESULT = resultWindow('');

interface Place {
  readonly chatId: string;
  readonly instance: string;
  readonly openedAt: Date;
}

/** What the rule could see of the group in the moment of the find; null: it was not written down. */
export const seenAt = (tx: Tx, corp: Corp, { chatId, instance, openedAt }: Place) =>
  tx.coverage.findFirst({
    where: {
      corp,
      chatId,
      rule: instance,
      since: { lte: openedAt },
      OR: [{ until: null }, { until: { gt: openedAt } }],
    },
    orderBy: { since: 'desc' },
    select: { verdict: true, reason: true },
  });
