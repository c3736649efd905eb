import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Activity } from '../../events/records.ts';
import { AttestedWord, lastAttested, recordsOf } from '../records.ts';
import type { Detail, Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { chinaDay, dayMs } from './days.ts';

const Dormant = z.strictObject({
  days: z.int().min(1).max(1100).describe('without a message, as far as anybody can show'),
  follows: z
    .enum(['asked', 'closed'])
    .default('asked')
    .describe('asked: whether it is still needed; closed: it is to be dismissed'),
  keep: AttestedWord.default('still-needed').describe('the word of who says that the group is needed'),
  keepDays: z.int().min(1).max(1100).default(180).describe('how long that word holds'),
  unused: AttestedWord.default('no-longer-used').describe('the word of who says that nobody uses it'),
});
type Dormant = z.infer<typeof Dormant>;
type Says = 'dormant' | 'close-it' | 'unused';

/** A group that nobody uses any more is asked about, or closed. */
export const dormant = defineRule<Dormant, Says>({
  id: 'register/dormant',
  title: { zh: '长期不用的群', en: 'Groups nobody uses' },
  needs: [],
  asks: ['activity', 'attestations'],
  settings: Dormant,
  says: {
    dormant: { zh: '本群自 {day} 起没有消息', en: 'Nobody has written in this group since {day}' },
    'close-it': {
      zh: '本群自 {day} 起没有消息，按制度应解散',
      en: 'Nobody has written here since {day}; the policy has it closed',
    },
    unused: { zh: '本群已由成员说明不再使用', en: 'The group was said to be used no longer' },
  },
  fix: {
    dormant: {
      zh: '还需要本群吗？需要的请确认，不需要的请群主解散',
      en: 'Is it still needed? Please confirm, or have the owner dismiss it',
    },
    'close-it': {
      zh: '请群主解散本群；还需要的，请确认并说明用途',
      en: 'Please have the owner dismiss it; if needed, confirm and say for what',
    },
    unused: {
      zh: '请群主点群聊右上角「…」→ 群管理 → 解散群聊',
      en: 'The owner opens “…” → group management → dismiss',
    },
  },
  inWords({ days, follows }) {
    return follows === 'asked'
      ? {
          zh: `${days} 天没有消息的，问一问还用不用`,
          en: `after ${days} days without a message it is asked whether it is needed`,
        }
      : { zh: `${days} 天没有消息的，解散`, en: `closed after ${days} days without a message` };
  },
  judge(facts, settings) {
    const kept = lastAttested(facts, settings.keep);
    const given = lastAttested(facts, settings.unused);
    if (given && (!kept || kept.atMs < given.atMs)) return [about('unused', {}, settings)];
    if (kept && facts.atMs < kept.atMs + settings.keepDays * dayMs) return [];
    const { activity } = recordsOf(facts);
    if (!activity) return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'no-archive' }];
    const sinceMs = activity.silentSinceMs ?? activity.lastMessageAtMs ?? facts.group.createdAtMs;
    if (sinceMs === null) return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'never-fetched' }];
    // Silence is known up to a moment: what came after it nobody has seen.
    if (activity.silentUntilMs - sinceMs < settings.days * dayMs) return unlessUnknown(facts, activity, settings);
    return [about(settings.follows === 'closed' ? 'close-it' : 'dormant', { day: chinaDay(sinceMs) }, settings)];
  },
});

/** Before a silence that is shorter nobody knows what was; a message or a creation that is recent enough settles it. */
function unlessUnknown({ atMs, group }: GroupFacts, activity: Activity, { days }: Dormant): Outcome<Says>[] {
  const usedAtMs = Math.max(activity.lastMessageAtMs ?? 0, group.createdAtMs ?? 0);
  if (activity.silentSinceMs === undefined || atMs - usedAtMs < days * dayMs) return [];
  return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'no-archive' }];
}

const about = (says: Says, detail: Detail, { follows }: Dormant): Outcome<Says> => ({
  kind: follows === 'closed' ? 'breach' : 'task',
  subject: { kind: 'group' },
  says,
  detail: { day: '—', ...detail },
  tell: 'admin',
  window: says === 'unused' ? 'unused' : '-',
});
