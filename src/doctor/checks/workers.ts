import type { Tx } from '../../db/client.ts';
import type { Corp } from '../../ids.ts';
import { w } from '../../wecom/errcodes/entry.ts';
import { type Check, type Finding, fails, found } from '../check.ts';

/** Awake workers take what is due within seconds; a busy night takes minutes. */
const ASLEEP_MS = 5 * 60_000;

interface Overdue {
  readonly callbacks: number;
  readonly timers: number;
  readonly notices: number;
  readonly armed: number;
}

/** Whether somebody works: what has been due for minutes tells that nobody does. */
export const workers: Check = {
  id: 'workers',
  title: w('后台进程', 'workers'),
  async look({ deps, corp: { slug }, at }) {
    const overdue = await deps.db.withCorp(slug, (tx) => overdueOf(tx, slug, new Date(at.getTime() - ASLEEP_MS)));
    const { callbacks, timers, notices, armed } = overdue;
    if (armed === 0)
      return found(w('从没启动过', 'never started'), asleep(w('没有任何定时任务', 'there is not one timer')));
    const says = w(
      `积压：回调 ${callbacks}，定时 ${timers}，消息 ${notices}`,
      `overdue: ${callbacks} callbacks, ${timers} timers, ${notices} messages`,
    );
    return callbacks + timers + notices === 0 ? found(says) : found(says, asleep(says));
  },
};

async function overdueOf(tx: Tx, corp: Corp, before: Date): Promise<Overdue> {
  const free = { OR: [{ leaseUntil: null }, { leaseUntil: { lt: before } }] };
  return {
    callbacks: await tx.callback.count({ where: { corp, state: 'new', notBefore: { lt: before }, ...free } }),
    timers: await tx.timer.count({ where: { corp, state: 'armed', dueAt: { lt: before }, ...free } }),
    notices: await tx.notice.count({ where: { corp, state: 'sending', leaseUntil: { lt: before } } }),
    armed: await tx.timer.count({ where: { corp, state: 'armed' } }),
  };
}

const asleep = (what: Finding['what']): Finding =>
  fails({
    what,
    why: w(
      '事情到期五分钟还没人做：后台进程没有在跑，或卡住了。',
      'Things have been due for five minutes: no worker runs, or it hangs.',
    ),
    where: w(
      '运行 npm start，或 npm run workers；已在跑就看它的日志',
      'Run npm start, or npm run workers; if one runs, read its log',
    ),
  });
