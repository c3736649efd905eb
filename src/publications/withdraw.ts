import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { lookAtNews } from '../hearing/said-anew.ts';
import { say } from '../notices/wording/say.ts';
import { noticeIdFor } from './notice-id.ts';
import type { Noting } from './noting.ts';

export interface Withdrawn {
  readonly outcome: 'withdrawn' | 'already' | 'no-such-notice';
  /** Messages that were not sent yet, and never will be. */
  readonly dropped: number;
}

/** Takes a notice back: nobody is waited for any more, its buttons have no effect, cards that were sent say so, and what was not sent stays unsent. */
export async function withdrawPublication(tx: Tx, noting: Noting, number: bigint, by: string): Promise<Withdrawn> {
  const { corp, keys, at } = noting;
  const row = await tx.publication.findFirst({ where: { corp, number } });
  if (!row) return { outcome: 'no-such-notice', dropped: 0 };
  if (row.recalledAt) return { outcome: 'already', dropped: 0 };
  await tx.publication.updateMany({ where: { corp, id: row.id }, data: { recalledAt: at } });
  const ids = row.to.map((userid) => noticeIdFor(row.id, userid));
  const { count } = await tx.notice.updateMany({
    where: { corp, id: { in: ids }, state: { in: ['waiting', 'held'] } },
    data: { state: 'recalled' },
  });
  await tx.$executeRaw`
    update qungui.notice set outcome = outcome || jsonb_build_object('label', ${say('zh', 'closedWithdrawn')}::text)
    where corp = ${corp} and id = any(${ids}::uuid[]) and state = 'sent' and response_code is not null and outcome->>'label' is null`;
  await lookAtNews(tx, corp, [{ chatId: row.chatId, from: row.at }], at);
  await appendAudit(tx, corp, keys, at, [
    { v: 1, kind: 'notice-withdrawn', publicationId: row.id, dropped: count, by: pseudonymOf(keys, by) },
  ]);
  return { outcome: 'withdrawn', dropped: count };
}
