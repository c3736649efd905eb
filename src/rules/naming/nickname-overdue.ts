import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import { recordsOf } from '../records.ts';
import { dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { nickname } from './nickname.ts';
import { NicknameSettings } from './nickname-settings.ts';

const NicknameOverdue = z.strictObject({
  nickname: NicknameSettings.describe('the format, as in naming/nickname'),
  afterHours: z.int().min(0).max(8760).describe('since the join, or since the nickname stopped being right'),
  afterReminders: z.int().min(0).max(20).default(0).describe('reminders that somebody has had before'),
  follows: z
    .enum(['admin-asks', 'removal'])
    .default('admin-asks')
    .describe('admin-asks: the admin has a word with him; removal: HR is asked whether he is to be removed'),
});
type NicknameOverdue = z.infer<typeof NicknameOverdue>;
type Says = 'still-wrong' | 'consider-removal';

const hourMs = 3_600_000;

/** A nickname that is still not right when its time is over goes to a person. */
export const nicknameOverdue = defineRule<NicknameOverdue, Says>({
  id: 'naming/nickname-overdue',
  title: { zh: '改昵称的期限', en: 'Nicknames in time' },
  needs: ['roster', 'nickname'],
  asks: ['nicknames', 'reminded'],
  settings: NicknameOverdue,
  says: {
    'still-wrong': {
      zh: '{who} 的群昵称「{now}」过了 {time} 还没有改',
      en: 'The nickname “{now}” of {who} is still not right after {time}',
    },
    'consider-removal': {
      zh: '{who} 的群昵称「{now}」过了 {time} 还没有改',
      en: 'The nickname “{now}” of {who} is still not right after {time}',
    },
  },
  fix: {
    'still-wrong': {
      zh: '请当面提醒 {who}，群昵称改为：{paste}',
      en: 'Please have a word with {who}; the nickname is: {paste}',
    },
    'consider-removal': {
      zh: '请先问问 {who}（应为 {paste}），再由人决定是否请出',
      en: 'Please ask {who} first ({paste}); a person decides about removal',
    },
  },
  inWords({ afterHours, afterReminders, follows }) {
    const told =
      afterReminders > 0
        ? { zh: `、提醒 ${afterReminders} 次后`, en: ` and ${afterReminders} reminders` }
        : { zh: '', en: '' };
    const then =
      follows === 'removal'
        ? { zh: '由人决定是否请出', en: 'a person decides about removal' }
        : { zh: '请管理员提醒', en: 'the admin has a word' };
    return {
      zh: `昵称 ${timeInWords(afterHours)}${told.zh}仍不合格式的，${then.zh}`,
      en: `after ${afterHours} hours${told.en} ${then.en}`,
    };
  },
  judge(facts, settings) {
    return nickname.judge(facts, settings.nickname).flatMap((one): Outcome<Says>[] => {
      if (one.kind === 'unseen') return [one];
      const member = facts.members.find(({ id }) => one.subject.kind === 'member' && one.subject.id === id);
      if (!member || !isOver(member, facts, settings)) return [];
      return [late(member, one.detail, settings)];
    });
  },
});

function isOver(member: Member, facts: GroupFacts, settings: NicknameOverdue): boolean {
  const sinceMs = wrongSinceMs(member, facts, settings);
  const reminders = recordsOf(facts).reminded.filter(
    ({ memberId, rule, atMs }) => memberId === member.id && rule === nickname.id && atMs >= sinceMs,
  );
  return facts.atMs >= sinceMs + settings.afterHours * hourMs && reminders.length >= settings.afterReminders;
}

/** From one wrong nickname to the next is no new time. */
function wrongSinceMs(member: Member, facts: GroupFacts, settings: NicknameOverdue): number {
  const spells = recordsOf(facts).nicknames.filter(({ memberId }) => memberId === member.id);
  let sinceMs = facts.atMs;
  for (const spell of spells.toReversed()) {
    const then = { ...facts, atMs: spell.sinceMs, members: [{ ...member, nickname: spell.nickname }] };
    if (!nickname.judge(then, settings.nickname).some(({ kind }) => kind === 'breach')) return sinceMs;
    sinceMs = spell.sinceMs;
  }
  // Nothing before the join counts; where no history is known, the stay itself is all there is.
  return Math.max(member.joinedAtMs, spells.length === 0 ? 0 : sinceMs);
}

const late = (member: Member, detail: Readonly<Record<string, string>>, settings: NicknameOverdue): Outcome<Says> => ({
  kind: 'task',
  subject: { kind: 'member', id: member.id },
  says: settings.follows === 'removal' ? 'consider-removal' : 'still-wrong',
  detail: { ...detail, time: timeInWords(settings.afterHours) },
  tell: settings.follows === 'removal' ? 'hr' : 'admin',
  window: '-',
});

const timeInWords = (hours: number): string => {
  const days = (hours * hourMs) / dayMs;
  return Number.isInteger(days) && days > 2 ? `${days} 天` : `${hours} 小时`;
};
