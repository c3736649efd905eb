import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import { joinKey } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Person } from '../../events/person.ts';
import { nickname } from '../naming/nickname.ts';
import { NicknameSettings } from '../naming/nickname-settings.ts';
import { calledName, isHired } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { namedByAny, Selector } from '../selector.ts';
import { either, whoInWords } from '../selector-words.ts';

const InviterDuty = z
  .strictObject({
    inviters: z.array(Selector).default([]).describe('who is to invite external people; none: whoever may'),
    nickname: NicknameSettings.optional().describe('the format that inviters see to, as in naming/nickname'),
    afterDays: z.int().min(0).max(60).default(2).describe('days after the join, then the inviter is asked to help'),
    withinDays: z.int().min(1).max(366).default(30).describe('older joins are nobody’s any more'),
  })
  .refine(
    ({ inviters, nickname }) => inviters.length > 0 || nickname !== undefined,
    'asks for nothing → give inviters or nickname',
  );
type InviterDuty = z.infer<typeof InviterDuty>;
type Says = 'remind-guest' | 'other-inviter';

/** Whoever invites somebody sees to it that the guest introduces himself properly; and guests are invited by those whose duty it is. */
export const inviterDuty = defineRule<InviterDuty, Says>({
  id: 'membership/inviter-duty',
  title: { zh: '邀请人的责任', en: 'Duties of who invites' },
  needs: ['roster', 'inviter'],
  settings: InviterDuty,
  says: {
    'remind-guest': {
      zh: '您邀请的 {who} 还没有按格式改群昵称',
      en: '{who}, whom you invited, has not set the nickname yet',
    },
    'other-inviter': {
      zh: '{who} 由 {inviter} 邀请，应由 {duty} 邀请',
      en: '{inviter} invited {who}; it is for {duty} to invite',
    },
  },
  fix: {
    'remind-guest': {
      zh: '请提醒 {who} 把群昵称改为：{paste}',
      en: 'Please ask {who} to set the nickname to: {paste}',
    },
    'other-inviter': {
      zh: '请由 {duty} 与 {who} 对接；以后由其邀请',
      en: 'Please have {duty} look after {who}, and invite from now on',
    },
  },
  inWords({ inviters, nickname: format, afterDays }) {
    const parts = [
      ...(inviters.length > 0
        ? [
            {
              zh: `外部人员由${either(inviters.map(whoInWords)).zh}邀请`,
              en: `external people are invited by ${either(inviters.map(whoInWords)).en}`,
            },
          ]
        : []),
      ...(format
        ? [
            {
              zh: `入群 ${afterDays} 天后昵称仍不合格式的，请邀请人提醒`,
              en: `${afterDays} days after a join the inviter helps with the nickname`,
            },
          ]
        : []),
    ];
    return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
  },
  happenedIn: (facts, fromMs, untilMs) => ({
    ...facts,
    members: facts.members.filter(({ joinedAtMs }) => fromMs <= joinedAtMs && joinedAtMs < untilMs),
  }),
  judge(facts, settings) {
    const sinceMs = facts.atMs - settings.withinDays * dayMs;
    const guests = facts.members.filter(({ joinedAtMs }) => joinedAtMs >= sinceMs);
    const outcomes = guests.flatMap((guest) => judgeInviter(guest, facts, settings));
    return settings.nickname ? [...outcomes, ...judgeNicknames(guests, facts, settings)] : outcomes;
  },
});

function judgeInviter(guest: Member, facts: GroupFacts, { inviters }: InviterDuty): Outcome<Says>[] {
  if (guest.kind !== 'external' || inviters.length === 0) return [];
  const subject = { kind: 'member', id: guest.id } as const;
  if (guest.inviter === null) return [{ kind: 'unseen', subject, reason: 'inviter-not-told' }];
  const inviter = facts.directory.byAccount.get(guest.inviter.toLowerCase());
  const named = inviter ? namedByAny(inviters, inviter, facts.directory) : 'not-named';
  if (named === 'named') return [];
  if (named === 'relation-unknown') return [{ kind: 'unseen', subject, reason: named }];
  const detail = {
    who: calledName(guest, facts.directory),
    inviter: plainText(inviter?.name ?? guest.inviter, 20),
    duty: plainText(either(inviters.map(whoInWords)).zh, 40),
  };
  const when = { window: joinKey(guest), happenedAtMs: guest.joinedAtMs };
  return [{ kind: 'breach', subject, says: 'other-inviter', detail, tell: 'admin', ...when }];
}

/** What the rule of nicknames says of each guest, told to who invited him: a favour that is asked, not a fault. */
function judgeNicknames(guests: readonly Member[], facts: GroupFacts, settings: InviterDuty): Outcome<Says>[] {
  if (!settings.nickname || facts.unseen.has('nickname')) return [];
  const late = guests.filter(({ joinedAtMs }) => facts.atMs >= joinedAtMs + settings.afterDays * dayMs);
  const said = nickname.judge({ ...facts, members: late }, settings.nickname);
  return said.flatMap((one): Outcome<Says>[] => {
    const guest = late.find(({ id }) => one.subject.kind === 'member' && one.subject.id === id);
    const inviter = guest?.inviter ? facts.directory.byAccount.get(guest.inviter.toLowerCase()) : undefined;
    if (one.kind !== 'breach' || !guest || !inviter || !isHired(inviter, facts.atMs)) return [];
    return [remind(guest, inviter, one.detail.paste ?? '', facts)];
  });
}

const remind = (guest: Member, inviter: Person, paste: string, { directory }: GroupFacts): Outcome<Says> => ({
  kind: 'task',
  subject: { kind: 'person', id: inviter.id },
  says: 'remind-guest',
  detail: { who: calledName(guest, directory), paste },
  tell: 'member',
  window: joinKey(guest),
});
