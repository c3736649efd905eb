import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Person } from '../../events/person.ts';
import { calledName, isHired, personOf } from '../personnel.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';

type Says = 'left' | 'left-owner' | 'reused' | 'unknown-accounts';

const LeaverInside = z.strictObject({
  unknownDays: z
    .int()
    .min(0)
    .max(90)
    .default(1)
    .describe('days inside after which HR is asked about an account that the directory does not show'),
});

const dayMs = 86_400_000;

/** Nobody who has left the company is still inside. */
export const leaverInside = defineRule({
  id: 'membership/leaver-inside',
  title: { zh: '离职人员请出', en: 'Leavers are shown out' },
  needs: ['roster'],
  settings: LeaverInside,
  says: {
    left: { zh: '{who} 已离职，还在群里', en: '{who} has left the company and is still in the group' },
    'left-owner': { zh: '群主 {who} 已离职', en: 'The owner of the group, {who}, has left the company' },
    reused: {
      zh: '{who} 已离职，原账号现由 {now} 使用，还在群里',
      en: '{who} has left; the account is now {now}’s and is still in the group',
    },
    'unknown-accounts': {
      zh: '本群有 {count} 个账号在通讯录里查不到：{names}',
      en: '{count} accounts in this group are not in the directory: {names}',
    },
  },
  fix: {
    left: {
      zh: '请在手机上打开群聊，点右上角「…」→ 群成员 → 移出 {who}',
      en: 'On the phone: open the group, “…” at the top right → members → remove {who}',
    },
    'left-owner': {
      zh: '请在管理后台「离职继承」里把群转给新群主，再移出 {who}',
      en: 'Hand the group to a new owner under “resigned inheritance” in the console, then remove {who}',
    },
    reused: {
      zh: '请先把这个账号移出群聊；{now} 如需在群内，再重新邀请',
      en: 'Remove this account from the group; if {now} belongs here, invite it again',
    },
    'unknown-accounts': {
      zh: '请逐个核对：已离职的请移出；在职的请加入应用可见范围',
      en: 'Check each: remove those who left; put colleagues into the visible scope of the app',
    },
  },
  inWords: () => ({ zh: '已离职的人不再留在群内', en: 'nobody who has left the company stays inside' }),
  judge(facts, { unknownDays }) {
    const outcomes: Outcome<Says>[] = [];
    const unknown: Member[] = [];
    for (const member of facts.members) {
      if (member.kind !== 'employee') continue;
      const person = personOf(member, facts.directory);
      if (person) {
        if (!isHired(person, facts.atMs) && !isPassedOn(member, person, facts))
          outcomes.push(stillInside(member, person, facts));
        continue;
      }
      outcomes.push({ kind: 'unseen', subject: subjectOf(member), reason: 'never-fetched' });
      if (facts.atMs - member.joinedAtMs >= unknownDays * dayMs) unknown.push(member);
    }
    return unknown.length > 0 && wasRead(facts) ? [...outcomes, whoAreThese(unknown, facts)] : outcomes;
  },
});

/** An app's group shows accounts alone: whoever holds one now is the member, before the rows say so too. */
const isPassedOn = (member: Member, person: Person, { group, directory }: GroupFacts): boolean => {
  const holder = directory.byAccount.get(member.id.toLowerCase());
  return group.reach === 'managed' && holder !== undefined && holder.id !== person.id;
};

/** Only a reading of the whole directory tells its departments; before that nobody is known. */
const wasRead = ({ directory }: GroupFacts): boolean => directory.departments.size > 0;

/** They left before anybody looked, or the app may not see them: one matter for HR a group, and nobody is at fault. */
function whoAreThese(unknown: readonly Member[], { directory }: GroupFacts): Outcome<Says> {
  const names = unknown.slice(0, 3).map((member) => calledName(member, directory));
  return {
    kind: 'task',
    subject: { kind: 'group' },
    says: 'unknown-accounts',
    detail: { count: String(unknown.length), names: names.join('、') + (unknown.length > names.length ? '…' : '') },
    tell: 'hr',
    window: '-',
  };
}

function stillInside(member: Member, person: Person, facts: GroupFacts): Outcome<Says> {
  const heir = facts.directory.byAccount.get(member.id.toLowerCase());
  const who = calledName(member, facts.directory);
  const breach = { kind: 'breach', subject: subjectOf(member), window: '-' } as const;
  if (heir && heir.id !== person.id) {
    const now = calledName({ ...member, personId: heir.id }, facts.directory);
    return { ...breach, says: 'reused', detail: { who, now }, tell: 'admin' };
  }
  // The owner himself cannot be asked, and only the console can hand his group on.
  if (isOwner(member, facts)) return { ...breach, says: 'left-owner', detail: { who }, tell: 'hr' };
  return { ...breach, says: 'left', detail: { who }, tell: 'admin' };
}

const subjectOf = (member: Member) => ({ kind: 'member', id: member.id }) as const;

const isOwner = (member: Member, { group }: GroupFacts): boolean =>
  group.owner.toLowerCase() === member.id.toLowerCase();
