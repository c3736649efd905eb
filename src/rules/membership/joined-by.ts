import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import { joinKey } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import { calledName } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import type { Outcome, Subject } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { Selector, selects } from '../selector.ts';
import { either, whoInWords } from '../selector-words.ts';

const JoinedBy = z.strictObject({
  joinWays: z.array(z.string().min(1).max(30)).default([]).describe('the `state` of each of our own join ways'),
  inviters: z.array(Selector).default([]).describe('who may invite besides the admins appointed in the register'),
  ownerMayInvite: z.boolean().default(false),
  since: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })])
    .optional()
    .describe('earlier joins are not judged'),
  lookbackDays: z.number().int().min(1).max(366).default(30),
});
type JoinedBy = z.infer<typeof JoinedBy>;

type Says = 'asked' | 'not-agreed' | 'foreign-scan';

const dayMs = 86_400_000;
/** Who is made a member with the group is not invited into it; WeCom stamps them within moments of its birth. */
const birthMs = 60_000;
const scannedQr = 3;

/** Everyone joined through our own join way or was let in by somebody appointed. The admin is asked before anybody is told. */
export const joinedBy = defineRule({
  id: 'membership/joined-by',
  title: { zh: '由管理员邀请入群', en: 'Invited by an appointed admin' },
  needs: ['roster', 'owner', 'inviter'],
  settings: JoinedBy,
  says: {
    asked: { zh: '{inviter} 邀请了 {who} 入群，您同意过吗？', en: '{inviter} invited {who}. Had you agreed to it?' },
    'not-agreed': {
      zh: '{who} 由 {inviter} 邀请入群，事先没有经过群管理员',
      en: '{inviter} invited {who} without the group’s admin',
    },
    'foreign-scan': {
      zh: '{day} 有人扫码入群（{count} 人），用的不是登记的入群二维码',
      en: '{count} joined on {day} by a QR code that is not the registered one',
    },
  },
  fix: {
    asked: {
      zh: '同意过就点「同意过」；没有就点「没有」。您回答之前不会告诉其他人',
      en: 'Press “agreed” or “not agreed”; nobody else is told before you answer',
    },
    'not-agreed': {
      zh: '以后想邀请人入群，请先告诉群管理员，由管理员邀请',
      en: 'Next time please tell the group’s admin, who sends the invitation',
    },
    'foreign-scan': {
      zh: '请在群里重置群二维码，今后使用登记的入群二维码',
      en: 'Please reset the group’s QR code and use the registered one from now on',
    },
  },
  inWords({ inviters, joinWays }) {
    const who = either([{ zh: '登记的群管理员', en: 'the registered admins' }, ...inviters.map(whoInWords)]);
    const ways = { zh: '；或扫登记的入群二维码', en: '; or by the registered QR code' };
    return {
      zh: `可以邀请：${who.zh}${joinWays.length > 0 ? ways.zh : ''}`,
      en: `may invite: ${who.en}${joinWays.length > 0 ? ways.en : ''}`,
    };
  },
  happenedIn: (facts, fromMs, untilMs) => ({
    ...facts,
    members: facts.members.filter(({ joinedAtMs }) => fromMs <= joinedAtMs && joinedAtMs < untilMs),
  }),
  judge(facts, settings) {
    const outcomes: Outcome<Says>[] = [];
    const scans = new Map<string, number>();
    const sinceMs = judgedSinceMs(facts, settings);
    for (const member of facts.members) {
      if (member.joinedAtMs < sinceMs || isFine(member, facts, settings)) continue;
      if (member.joinScene === scannedQr) countUp(scans, dayOf(member.joinedAtMs));
      else outcomes.push(...invited(member, facts, settings));
    }
    for (const [day, count] of scans) outcomes.push(foreignScan(day, count));
    return outcomes;
  },
});

function judgedSinceMs(facts: GroupFacts, settings: JoinedBy): number {
  const lookbackMs = facts.atMs - settings.lookbackDays * dayMs;
  const bornMs = facts.group.createdAtMs === null ? 0 : facts.group.createdAtMs + birthMs + 1;
  return Math.max(lookbackMs, bornMs, settings.since === undefined ? 0 : sinceMsOf(settings.since));
}

/** A bare date begins at midnight in China. */
const sinceMsOf = (since: string): number => Date.parse(since.includes('T') ? since : `${since}T00:00:00+08:00`);

function isFine(member: Member, facts: GroupFacts, settings: JoinedBy): boolean {
  if (member.joinState !== null && settings.joinWays.includes(member.joinState)) return true;
  const owner = facts.group.owner.toLowerCase();
  if (member.id.toLowerCase() === owner) return true;
  const inviter = member.inviter?.toLowerCase();
  if (!inviter) return false;
  if (settings.ownerMayInvite && inviter === owner) return true;
  return wasAppointed(inviter, member.joinedAtMs, facts) || mayInvite(inviter, facts, settings);
}

const wasAppointed = (userid: string, atMs: number, { registered }: GroupFacts): boolean =>
  (registered?.admins ?? []).some(
    (admin) =>
      admin.userid.toLowerCase() === userid &&
      admin.sinceMs <= atMs &&
      (admin.untilMs === null || atMs < admin.untilMs),
  );

function mayInvite(userid: string, { directory }: GroupFacts, settings: JoinedBy): boolean {
  const person = directory.byAccount.get(userid);
  return person !== undefined && settings.inviters.some((selector) => selects(selector, person, directory));
}

function invited(member: Member, facts: GroupFacts, settings: JoinedBy): Outcome<Says>[] {
  const subject = { kind: 'member', id: member.id } as const;
  if (!member.inviter) return [{ kind: 'unseen', subject, reason: 'inviter-not-told' }];
  if (!anybodyMayInvite(facts, settings)) return [{ kind: 'unseen', subject, reason: 'no-entry' }];
  const window = joinKey(member);
  const answer = facts.answers.get(window);
  if (answer === 'agreed') return [];
  const detail = { who: calledName(member, facts.directory), inviter: inviterName(member.inviter, facts) };
  const about = { detail, window, happenedAtMs: member.joinedAtMs };
  if (answer === undefined) return [{ ...about, kind: 'question', subject, says: 'asked', tell: 'admin' }];
  return [{ ...about, kind: 'breach', subject: inviterOf(member.inviter, facts), says: 'not-agreed', tell: 'member' }];
}

/** Nobody can have gone round an admin that was never appointed. */
const anybodyMayInvite = ({ registered }: GroupFacts, settings: JoinedBy): boolean =>
  (registered?.admins.length ?? 0) > 0 ||
  settings.ownerMayInvite ||
  settings.joinWays.length > 0 ||
  settings.inviters.length > 0;

function inviterOf(userid: string, { directory }: GroupFacts): Subject {
  const person = directory.byAccount.get(userid.toLowerCase());
  return person ? { kind: 'person', id: person.id } : { kind: 'member', id: userid };
}

const inviterName = (userid: string, { directory }: GroupFacts): string =>
  plainText(directory.byAccount.get(userid.toLowerCase())?.name || userid, 20);

/** A QR code can be passed on by anybody: it is the group's matter, once a day, and nobody's fault. */
const foreignScan = (day: string, count: number): Outcome<Says> => ({
  kind: 'breach',
  subject: { kind: 'group' },
  says: 'foreign-scan',
  detail: { day, count: String(count) },
  tell: 'admin',
  window: `scan@${day}`,
});

const chinaMs = 8 * 3_600_000;
const dayOf = (atMs: number): string => new Date(atMs + chinaMs).toISOString().slice(0, 10);

const countUp = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};
