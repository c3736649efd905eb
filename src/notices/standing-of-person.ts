import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { BUDGET_OF, type Spent } from './budget.ts';
import { NOTICE_KINDS, type NoticeKind } from './content.ts';
import { startOfDay, tellableAfterDays } from './quiet-hours.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A matter is brought to the same person again after so many telling days, not sooner. */
const AGAIN_AFTER_DAYS = 2;

/** What has gone to a person: calls of the last minute, and messages of the same budget since midnight. */
export async function spentOn(tx: Tx, { corp, at, manners }: World, to: string, kind: NoticeKind): Promise<Spent> {
  const minuteAgo = at.getTime() - MINUTE_MS;
  const calls = await tx.$queryRaw<{ ms: bigint }[]>`
    select tried.ms::bigint as ms
    from qungui.notice n, jsonb_array_elements_text(n.outcome->'triedMs') as tried (ms)
    where n.corp = ${corp} and n.to_userid = ${to} and n.first_tried_at > ${new Date(minuteAgo - DAY_MS)} and tried.ms::bigint > ${minuteAgo}
    order by 1`;
  const kinds = NOTICE_KINDS.filter((other) => BUDGET_OF[other] === BUDGET_OF[kind]);
  const today = await tx.notice.count({
    where: {
      corp,
      toUserid: to,
      kind: { in: kinds },
      state: { in: ['sending', 'sent', 'unknown'] },
      firstTriedAt: { gte: new Date(startOfDay(at.getTime(), manners.timeZone)) },
    },
  });
  return { callsMs: calls.map((call) => Number(call.ms)), today };
}

/** Cases that this person was reminded of lately, each with the moment from which on he may be again. */
export async function toldLately(
  tx: Tx,
  { corp, at, manners, calendar }: World,
  to: string,
  caseIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ caseId: string; sentAt: Date }[]>`
    select c.case_id::text as "caseId", max(n.sent_at) as "sentAt"
    from qungui.notice_case c join qungui.notice n on n.corp = c.corp and n.id = c.notice_id
    where c.corp = ${corp} and c.case_id = any(${[...caseIds]}::uuid[]) and n.to_userid = ${to} and n.kind = 'reminder' and n.state = 'sent'
    group by c.case_id`;
  const again = rows.map(({ caseId, sentAt }): [string, number] => [
    caseId,
    tellableAfterDays(sentAt.getTime(), AGAIN_AFTER_DAYS, manners, calendar),
  ]);
  return new Map(again.filter(([, fromMs]) => fromMs > at.getTime()));
}

/** `card` for who has pressed a button before: he does not read in WeChat, where cards do not show [90236]. */
export async function usesCards(tx: Tx, corp: Corp, userid: string): Promise<'card' | 'text'> {
  const press = await tx.decision.findFirst({ where: { corp, actor: userid, via: 'card' }, select: { id: true } });
  return press ? 'card' : 'text';
}
