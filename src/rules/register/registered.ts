import { z } from 'zod';
import { plainText } from '../plain-text.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { beginOfDayMs, dayMs } from './days.ts';

const Registered = z.strictObject({
  graceDays: z.int().min(0).max(365).default(5).describe('days after the creation of the group'),
  existing: z
    .strictObject({
      before: z.iso.date().describe('groups created before this day …'),
      until: z.iso.date().describe('… have time up to the end of this one'),
    })
    .optional()
    .describe('time for groups that were there before the policy'),
  follows: z
    .enum(['register', 'close'])
    .default('register')
    .describe('register: it is asked what the group is for; close: unregistered groups may not be used'),
  ask: z.enum(['admin', 'hr']).default('admin').describe('admin: its owner is asked, who made it'),
});
type Registered = z.infer<typeof Registered>;
type Says = 'unregistered' | 'not-to-be-used';

/** A group that was found is in the register. Judged in groups that are not, and nowhere else. */
export const registered = defineRule<Registered, Says>({
  id: 'register/registered',
  title: { zh: '未登记的群', en: 'Unregistered groups' },
  needs: [],
  judges: 'unregistered',
  settings: Registered,
  says: {
    unregistered: { zh: '「{name}」还没有登记', en: '“{name}” is not in the register yet' },
    'not-to-be-used': {
      zh: '「{name}」没有登记，按制度不再使用',
      en: '“{name}” is not registered; by the policy it is not used',
    },
  },
  fix: {
    unregistered: {
      zh: '请登记本群：类别、用途、主管部门、管理员；不用了就解散',
      en: 'Please register it: kind, purpose, department, admins; or dismiss it',
    },
    'not-to-be-used': {
      zh: '请报批后登记；不报批的，请群主解散本群',
      en: 'Please have it approved and registered, or have the owner dismiss it',
    },
  },
  inWords({ graceDays, follows }) {
    return follows === 'register'
      ? { zh: `建群 ${graceDays} 天内登记`, en: `registered within ${graceDays} days of its creation` }
      : {
          zh: `没有登记的群不使用（建群 ${graceDays} 天内补登）`,
          en: `not used unless registered within ${graceDays} days`,
        };
  },
  judge(facts, settings) {
    // One of a kind that this policy does not know is registered all the same, and is no kind of ours.
    if (facts.registered || facts.atMs < timeUntilMs(facts.group.createdAtMs, settings)) return [];
    return [about(facts.group.name, settings)];
  },
});

/** A group whose day of creation nobody knows counts as one that was there before. */
function timeUntilMs(bornMs: number | null, { graceDays, existing }: Registered): number {
  const old = existing && (bornMs === null || bornMs < beginOfDayMs(existing.before));
  const oldUntilMs = old ? beginOfDayMs(existing.until) + dayMs : 0;
  return Math.max(oldUntilMs, bornMs === null ? 0 : bornMs + graceDays * dayMs);
}

const about = (name: string, { follows, ask }: Registered): Outcome<Says> => ({
  kind: follows === 'close' ? 'breach' : 'task',
  subject: { kind: 'group' },
  says: follows === 'close' ? 'not-to-be-used' : 'unregistered',
  detail: { name: plainText(name, 20) || '—' },
  tell: ask,
  window: '-',
});
