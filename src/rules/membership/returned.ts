import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import { joinKey } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { PastStay } from '../../events/records.ts';
import { calledName, identityOf } from '../personnel.ts';
import { AttestedWord, lastAttested, recordsOf } from '../records.ts';
import { appointedAt } from '../register/appointed.ts';
import { chinaDay, dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';

const Returned = z.strictObject({
  days: z
    .union([z.int().min(1).max(3650), z.literal('for-ever')])
    .describe('days after a removal during which nobody comes back without a word'),
  across: z.enum(['this-group', 'all-groups']).default('this-group').describe('removed from where'),
  list: z.string().min(1).optional().describe('a named list of those who may not be in; keys are ids of members'),
  unless: AttestedWord.optional().describe(
    'what somebody vouches for to let them in again: readmitted; none: nothing does',
  ),
  nature: z.enum(['breach', 'task']).default('breach').describe('task: somebody has a look, nobody is at fault'),
});
type Returned = z.infer<typeof Returned>;
type Says = 'returned' | 'removed-elsewhere' | 'listed';

/** Who was removed comes back only when the policy lets him. */
export const returned = defineRule<Returned, Says>({
  id: 'membership/returned',
  title: { zh: '移出后再入群', en: 'Back after a removal' },
  needs: ['roster'],
  asks: ['stays', 'attestations'],
  settings: Returned,
  says: {
    returned: {
      zh: '{who} 于 {day} 被移出本群，现在又在群里',
      en: '{who} was removed from this group on {day} and is back',
    },
    'removed-elsewhere': {
      zh: '{who} 于 {day} 被移出其他群，现在在本群',
      en: '{who} was removed from another group on {day} and is here',
    },
    listed: { zh: '{who} 在不得入群的名单里', en: '{who} is on the list of those who may not be inside' },
  },
  fix: {
    returned: {
      zh: '同意再入群的，请登记同意；没有的，请移出 {who}',
      en: 'If it was agreed, record it; otherwise remove {who}',
    },
    'removed-elsewhere': {
      zh: '同意入群的，请登记同意；没有的，请移出 {who}',
      en: 'If it was agreed, record it; otherwise remove {who}',
    },
    listed: { zh: '请核对名单；无误的，请移出 {who}', en: 'Please check the list; if it is right, remove {who}' },
  },
  inWords({ days, across, unless }) {
    const where =
      across === 'this-group'
        ? { zh: '被移出本群', en: 'removed from here' }
        : { zh: '被移出任一群', en: 'removed from any group' };
    const time = days === 'for-ever' ? { zh: '', en: '' } : { zh: ` ${days} 天内`, en: ` for ${days} days` };
    const word = unless === undefined ? { zh: '', en: '' } : { zh: '（登记同意的除外）', en: ' unless it was agreed' };
    return { zh: `${where.zh}后${time.zh}不再入群${word.zh}`, en: `who was ${where.en} stays out${time.en}${word.en}` };
  },
  judge(facts, settings) {
    const listed = new Set((facts.directory.lists.get(settings.list ?? '') ?? []).map(({ key }) => key.toLowerCase()));
    return facts.members.flatMap((member) => judgeMember(member, listed, facts, settings));
  },
});

function judgeMember(
  member: Member,
  listed: ReadonlySet<string>,
  facts: GroupFacts,
  settings: Returned,
): Outcome<Says>[] {
  const entry = identityOf(member, facts.directory)?.entry?.key.toLowerCase();
  if (listed.has(member.id.toLowerCase()) || (entry !== undefined && listed.has(entry)))
    return [about('listed', member, facts.atMs, '-', facts, settings)];
  const removal = lastRemoval(member, facts, settings);
  if (!removal || wasLetIn(member, removal, facts, settings)) return [];
  const says = removal.chatId === facts.group.chatId ? 'returned' : 'removed-elsewhere';
  return [about(says, member, removal.untilMs, joinKey(member), facts, settings)];
}

/** The account alone is not the person: an account that somebody else holds now brings nothing with it. */
function lastRemoval(member: Member, facts: GroupFacts, { across, days }: Returned): PastStay | undefined {
  const sinceMs = days === 'for-ever' ? 0 : facts.atMs - days * dayMs;
  return recordsOf(facts)
    .stays.filter(({ memberId, personId, how, chatId, untilMs }) => {
      if (how !== 'removed' || memberId !== member.id || untilMs > member.joinedAtMs || untilMs < sinceMs) return false;
      if (personId !== null && member.personId !== null && personId !== member.personId) return false;
      return across === 'all-groups' || chatId === facts.group.chatId;
    })
    .at(-1);
}

function wasLetIn(member: Member, removal: PastStay, facts: GroupFacts, { unless }: Returned): boolean {
  if (unless === undefined) return false;
  // Who looks after the group and invites him again has thought about it.
  const inviter = member.inviter?.toLowerCase();
  const admins = facts.registered ? appointedAt(facts.registered, member.joinedAtMs) : [];
  if (inviter && admins.some(({ userid }) => userid.toLowerCase() === inviter)) return true;
  const word = lastAttested(facts, unless, member.id);
  return word !== undefined && word.atMs >= removal.untilMs;
}

const about = (
  says: Says,
  member: Member,
  atMs: number,
  window: string,
  { directory }: GroupFacts,
  { nature }: Returned,
): Outcome<Says> => ({
  kind: nature,
  subject: { kind: 'member', id: member.id },
  says,
  detail: { who: calledName(member, directory), day: chinaDay(atMs) },
  tell: 'admin',
  window,
});
