import type { Judged } from '../cases/judged.ts';
import type { Tx } from '../db/client.ts';
import type { Conversation } from '../events/conversation.ts';
import type { Corp } from '../ids.ts';
import { armTimer, cancelTimers } from '../timers/arm.ts';
import type { Line } from './lines.ts';
import { lookFirst } from './look-first.ts';
import { nextStepMs } from './next-step.ts';
import { duePostsMs } from './what-is-due.ts';

/**
 * While messages are not seen, and somebody is waited for: twice as long after each look, for what stands still for some minutes is
 * soon seen again, and who has not agreed, has no seat or reads no archive any more may be so for ever. What is seen again because
 * something is said, or because somebody looks, is judged then.
 */
const BLIND_AGAIN_MS = { first: 5 * 60_000, most: 2 * 3_600_000 } as const;

/** One look is armed a group, at the earliest moment at which something can become otherwise by time alone. */
export async function armStep(
  tx: Tx,
  judged: Judged,
  talk: Conversation,
  lines: readonly Line[],
  uses: ReadonlySet<string>,
): Promise<void> {
  const { corp, policy, facts, at } = judged;
  const { chatId } = facts.group;
  await lookFirst(tx, judged, talk, lines);
  const unseen = policy.uses.flatMap(({ waits, instance }) => (waits && !uses.has(instance) ? [instance] : []));
  const isBlind = unseen.length > 0 && (await isWaitedFor(tx, corp, chatId, unseen));
  const again = isBlind ? at.getTime() + (await blindAgainMs(tx, corp, chatId, unseen, at)) : null;
  const moments = [nextStepMs(lines, talk, at.getTime()), again, ...duePostsMs(judged, talk)];
  const ahead = moments.filter((ms) => ms !== null);
  await cancelTimers(tx, corp, 'obligation-step', [chatId], at);
  if (ahead.length === 0) return;
  await armTimer(tx, corp, { kind: 'obligation-step', subject: chatId, dueAt: new Date(Math.min(...ahead)), at });
}

/** As long as it has been blind already, by what was said of it before this look. */
async function blindAgainMs(tx: Tx, corp: Corp, chatId: string, rule: string[], at: Date): Promise<number> {
  const { first, most } = BLIND_AGAIN_MS;
  const blind = { verdict: { notIn: ['checked', 'partly'] }, until: null };
  const { _max: last } = await tx.coverage.aggregate({
    where: { corp, chatId, rule: { in: rule }, ...blind },
    _max: { since: true },
  });
  const blindMs = last.since ? at.getTime() - last.since.getTime() : 0;
  return Math.min(Math.max(blindMs, first), most);
}

async function isWaitedFor(tx: Tx, corp: Corp, chatId: string, instances: string[]): Promise<boolean> {
  const RUNNING = { in: ['running', 'paused'] };
  const row = await tx.obligation.findFirst({
    where: {
      corp,
      chatId,
      closedAt: null,
      instance: { in: instances },
      OR: [{ acknowledgeState: RUNNING }, { resultState: RUNNING }],
    },
    select: { id: true },
  });
  return row !== null;
}

/**
 * Groups in which somebody is waited for in time and nothing is armed to look at it: their timer was given up. And those that were
 * dissolved while somebody was.
 */
export async function groupsWithoutStep(tx: Tx, corp: Corp): Promise<string[]> {
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select distinct o.chat_id as "chatId" from qungui.obligation o
    where o.corp = ${corp} and o.closed_at is null
      and (o.acknowledge_state in ('running', 'paused') or o.result_state in ('running', 'paused')
           or exists (select from qungui.chat_group g
                      where g.corp = o.corp and g.chat_id = o.chat_id and g.dissolved_at is not null))
      and not exists (select from qungui.timer t where t.corp = o.corp and t.kind in ('obligation-step', 'look-messages')
                      and t.subject = o.chat_id and t.state = 'armed')`;
  return rows.map(({ chatId }) => chatId);
}
