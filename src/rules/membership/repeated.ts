import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Reminded } from '../../events/records.ts';
import { calledName } from '../personnel.ts';
import { recordsOf } from '../records.ts';
import { chinaDay, dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';

const Repeated = z.strictObject({
  rules: z
    .array(z.string().min(1))
    .default([])
    .describe('which rules of this file count, by their names here; none: all'),
  times: z.int().min(1).max(20).describe('matters that somebody was told about, from this many on'),
  days: z.int().min(1).max(3650).default(365).describe('how far back they count'),
  follows: z
    .enum(['talk', 'removal'])
    .default('talk')
    .describe('what HR is asked to think about; a person decides, nothing happens by itself'),
});
type Repeated = z.infer<typeof Repeated>;
type Says = 'talk' | 'consider-removal';

/** When the same member was told several times, HR is asked what shall follow. Nobody is accused twice of one thing. */
export const repeated = defineRule<Repeated, Says>({
  id: 'membership/repeated',
  title: { zh: '多次提醒后的处理', en: 'Told several times' },
  needs: ['roster'],
  asks: ['reminded'],
  settings: Repeated,
  says: {
    talk: { zh: '{who} 自 {day} 起已被提醒 {count} 次', en: '{who} has been reminded {count} times since {day}' },
    'consider-removal': {
      zh: '{who} 自 {day} 起已被提醒 {count} 次，制度规定可请出',
      en: '{who} was reminded {count} times since {day}; the policy speaks of removal',
    },
  },
  fix: {
    talk: { zh: '请与 {who} 谈一谈，再决定怎么处理', en: 'Please talk with {who} before you decide what follows' },
    'consider-removal': {
      zh: '请先听 {who} 说明，再由人决定是否请出',
      en: 'Please hear {who} first; a person decides about removal',
    },
  },
  inWords({ times, days, follows }) {
    const what =
      follows === 'talk'
        ? { zh: '由人资谈话', en: 'HR has a talk' }
        : { zh: '由人资决定是否请出', en: 'HR decides about removal' };
    return {
      zh: `${days} 天内提醒满 ${times} 次的，${what.zh}`,
      en: `after ${times} reminders in ${days} days ${what.en}`,
    };
  },
  judge(facts, settings) {
    const byMember = counted(facts, settings);
    return facts.members.flatMap((member) => {
      const own = byMember.get(member.id.toLowerCase()) ?? [];
      return own.length < settings.times ? [] : [about(member, own, facts, settings)];
    });
  },
});

function counted(facts: GroupFacts, { rules, days }: Repeated): Map<string, Reminded[]> {
  const sinceMs = facts.atMs - days * dayMs;
  const byMember = new Map<string, Reminded[]>();
  for (const one of recordsOf(facts).reminded) {
    if (one.atMs < sinceMs || (rules.length > 0 && !rules.includes(one.instance))) continue;
    const key = one.memberId.toLowerCase();
    byMember.set(key, [...(byMember.get(key) ?? []), one]);
  }
  return byMember;
}

function about(
  member: Member,
  own: readonly Reminded[],
  { directory }: GroupFacts,
  { follows }: Repeated,
): Outcome<Says> {
  const firstMs = Math.min(...own.map(({ atMs }) => atMs));
  return {
    kind: 'task',
    subject: { kind: 'member', id: member.id },
    says: follows === 'talk' ? 'talk' : 'consider-removal',
    detail: { who: calledName(member, directory), count: String(own.length), day: chinaDay(firstMs) },
    tell: 'hr',
    // Once a number: what was decided after two reminders is asked anew after the third.
    window: `times:${own.length}`,
  };
}
