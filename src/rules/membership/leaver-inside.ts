import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Person } from '../../events/person.ts';
import { calledName, isHired, personOf } from '../personnel.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';

type Says = 'left' | 'left-owner' | 'reused';

/** Nobody who has left the company is still inside. */
export const leaverInside = defineRule({
  id: 'membership/leaver-inside',
  title: { zh: '离职人员请出', en: 'Leavers are shown out' },
  needs: ['roster'],
  settings: z.strictObject({}),
  says: {
    left: { zh: '{who} 已离职，还在群里', en: '{who} has left the company and is still in the group' },
    'left-owner': { zh: '群主 {who} 已离职', en: 'The owner of the group, {who}, has left the company' },
    reused: {
      zh: '{who} 已离职，原账号现由 {now} 使用，还在群里',
      en: '{who} has left; the account is now {now}’s and is still in the group',
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
  },
  inWords: () => ({ zh: '已离职的人不再留在群内', en: 'nobody who has left the company stays inside' }),
  judge(facts) {
    const outcomes: Outcome<Says>[] = [];
    for (const member of facts.members) {
      if (member.kind !== 'employee') continue;
      const person = personOf(member, facts.directory);
      if (!person) outcomes.push({ kind: 'unseen', subject: subjectOf(member), reason: 'never-fetched' });
      else if (!isHired(person, facts.atMs)) outcomes.push(stillInside(member, person, facts));
    }
    return outcomes;
  },
});

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
