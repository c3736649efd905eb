import { appendAudit } from '../audit/append.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import type { DueTimer } from '../timers/claim.ts';
import type { TimerDeps } from '../timers/deps.ts';
import { firing } from '../timers/firing.ts';
import { noticeMoved } from './state-entry.ts';

/** Takes a message back from its reader's phone [94867]; one that WeCom does not take back any more stays there. */
export async function recallNotice(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const where = { corp, id: timer.subject, state: 'sent' };
  const sent = await deps.db.withCorp(corp, (tx) => tx.notice.findFirst({ where, select: { msgid: true } }));
  const came = sent?.msgid ? await recall(deps, corp, sent.msgid) : 'stays';
  const keys = await deps.keys.of(corp);
  await firing(deps, corp, timer, async (tx, at) => {
    if (came === 'stays') return;
    await tx.notice.updateMany({ where, data: { state: 'recalled' } });
    await appendAudit(tx, corp, keys, at, [noticeMoved(timer.subject, 'sent', 'recalled', 'hour-over')]);
  });
}

async function recall(deps: TimerDeps, corp: Corp, msgid: string): Promise<'done' | 'stays'> {
  try {
    await deps.wecom.of(corp).message.recall(msgid);
    return 'done';
  } catch (err) {
    if (!(err instanceof HouseError && err.retry === 'never')) throw err;
    deps.log.warn({ err, corp }, 'a message was not taken back; it stays on the phone');
    return 'stays';
  }
}
