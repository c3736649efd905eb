import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Detail, Outcome, Said } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { chinaDay, dayMs } from './days.ts';

const Ended = z.strictObject({
  graceDays: z.int().min(0).max(365).default(7).describe('days after the end during which it is a task, not a breach'),
  noticeDays: z
    .int()
    .min(0)
    .max(90)
    .default(0)
    .describe('days before the end on which the admin is told that it comes'),
  longestDays: z
    .int()
    .min(1)
    .max(3660)
    .optional()
    .describe('a group without an end date ends so many days after its creation'),
  strength: z.enum(['required', 'advised']).default('required').describe('advised: asked for, never a breach'),
});
type Ended = z.infer<typeof Ended>;

const sayings = {
  'ends-soon': { zh: '本群登记用到 {day}', en: 'The register has this group end on {day}' },
  ended: { zh: '本群登记用到 {day}，已经到期', en: 'The register had this group end on {day}' },
  overdue: { zh: '本群登记用到 {day}，还没有解散', en: 'The register had this group end on {day}; it is still there' },
  'too-old': { zh: '本群 {day} 建群，没有登记结束日期', en: 'This group was made on {day} and has no end date' },
};
type Says = keyof typeof sayings;

const close = {
  zh: '用完了：请群主点群聊右上角「…」→ 群管理 → 解散群聊。还要用：请改登记的结束日期',
  en: 'If done: the owner opens “…” → group management → dismiss. If needed: set a later end date',
};

/** A group whose matter is over is closed. */
export const ended = defineRule<Ended, Says>({
  id: 'register/ended',
  title: { zh: '事毕解散', en: 'Closed when its matter is over' },
  needs: [],
  settings: Ended,
  says: sayings,
  fix: {
    'ends-soon': {
      zh: '到期后请群主解散群聊；还要用的，请改登记的结束日期',
      en: 'After that day the owner dismisses it; if it is still needed, set a later end date',
    },
    ended: close,
    overdue: close,
    'too-old': {
      zh: '用完了：请群主点群聊右上角「…」→ 群管理 → 解散群聊。还要用：请登记结束日期',
      en: 'If done: the owner opens “…” → group management → dismiss. If needed: record an end date',
    },
  },
  inWords({ graceDays, noticeDays, longestDays }) {
    const before = { zh: `，提前 ${noticeDays} 天告知`, en: `, told ${noticeDays} days before` };
    const longest = { zh: `；没有结束日期的，最长 ${longestDays} 天`, en: `; without one after ${longestDays} days` };
    return {
      zh: `登记的结束日期过后 ${graceDays} 天内解散${noticeDays ? before.zh : ''}${longestDays ? longest.zh : ''}`,
      en: `closed within ${graceDays} days of its end date${noticeDays ? before.en : ''}${longestDays ? longest.en : ''}`,
    };
  },
  judge(facts, settings) {
    if (!facts.registered) return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'no-entry' }];
    const endsAtMs = facts.registered.endsAtMs;
    if (endsAtMs === null) return withoutEnd(facts, settings);
    const { atMs } = facts;
    const detail = { day: chinaDay(endsAtMs) };
    if (atMs >= endsAtMs + settings.graceDays * dayMs) return [breach('overdue', detail, settings)];
    if (atMs >= endsAtMs) return [task('ended', detail)];
    return atMs >= endsAtMs - settings.noticeDays * dayMs ? [task('ends-soon', detail)] : [];
  },
});

function withoutEnd(facts: GroupFacts, settings: Ended): Outcome<Says>[] {
  const bornMs = facts.group.createdAtMs;
  if (settings.longestDays === undefined) return [];
  if (bornMs === null) return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'never-fetched' }];
  const overMs = facts.atMs - bornMs - settings.longestDays * dayMs;
  if (overMs < 0) return [];
  const detail = { day: chinaDay(bornMs) };
  return [overMs < settings.graceDays * dayMs ? task('too-old', detail) : breach('too-old', detail, settings)];
}

const task = (says: Says, detail: Detail): Said<'task', Says> => ({
  kind: 'task',
  subject: { kind: 'group' },
  says,
  detail,
  tell: 'admin',
  window: says === 'ends-soon' ? 'before' : 'after',
});

/** A window of its own: what was a task becomes a matter anew, and is said again. */
const breach = (says: Says, detail: Detail, { strength }: Ended): Outcome<Says> =>
  strength === 'advised' ? task(says, detail) : { ...task(says, detail), kind: 'breach', window: 'overdue' };
