import type { Judged } from '../cases/judged.ts';
import type { Tx } from '../db/client.ts';
import type { Conversation } from '../events/conversation.ts';
import type { Corp } from '../ids.ts';
import { armTimer, cancelTimers } from '../timers/arm.ts';
import type { Line } from './lines.ts';
import { nextStepMs } from './next-step.ts';

/** While messages are not seen, and somebody is waited for. */
const BLIND_AGAIN_AFTER_MS = 5 * 60_000;

/** One look is armed a group, at the earliest moment at which something can become otherwise by time alone. */
export async function armStep(
  tx: Tx,
  { corp, policy, facts, at }: Judged,
  talk: Conversation,
  lines: readonly Line[],
  uses: ReadonlySet<string>,
): Promise<void> {
  const { chatId } = facts.group;
  const unseen = policy.uses.flatMap(({ waits, instance }) => (waits && !uses.has(instance) ? [instance] : []));
  const isBlind = unseen.length > 0 && (await isWaitedFor(tx, corp, chatId, unseen));
  const moments = [nextStepMs(lines, talk, at.getTime()), isBlind ? at.getTime() + BLIND_AGAIN_AFTER_MS : null];
  const ahead = moments.filter((ms) => ms !== null);
  await cancelTimers(tx, corp, 'obligation-step', [chatId], at);
  if (ahead.length === 0) return;
  await armTimer(tx, corp, { kind: 'obligation-step', subject: chatId, dueAt: new Date(Math.min(...ahead)), at });
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

/** Groups in which somebody is waited for in time and nothing is armed to look at it: their timer was given up. */
export async function groupsWithoutStep(tx: Tx, corp: Corp): Promise<string[]> {
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select distinct o.chat_id as "chatId" from qungui.obligation o
    where o.corp = ${corp} and o.closed_at is null
      and (o.acknowledge_state in ('running', 'paused') or o.result_state in ('running', 'paused'))
      and not exists (select from qungui.timer t where t.corp = o.corp and t.kind in ('obligation-step', 'look-messages')
                      and t.subject = o.chat_id and t.state = 'armed')`;
  return rows.map(({ chatId }) => chatId);
}
