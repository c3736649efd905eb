import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Person } from '../../events/person.ts';
import { calledName, isHired, personOf } from '../personnel.ts';
import { recordsOf } from '../records.ts';
import { appointedAt } from '../register/appointed.ts';
import { chinaDay, dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { namedByAny, Selector } from '../selector.ts';
import { either, whoInWords } from '../selector-words.ts';

const MoverInside = z.strictObject({
  allowed: z.array(Selector).min(1).describe('who may stay; the same as in membership/allowed-members'),
  graceDays: z.int().min(0).max(365).default(3).describe('days after the move in which it is a task and no breach'),
  strength: z.enum(['required', 'advised']).default('required').describe('advised: asked for, never a breach'),
});
type MoverInside = z.infer<typeof MoverInside>;
type Says = 'moved' | 'overdue' | 'moved-owner';

/** Who moved to another department or post and is no longer among those the group is for has left it in time. */
export const moverInside = defineRule<MoverInside, Says>({
  id: 'membership/mover-inside',
  title: { zh: '调岗人员请出', en: 'Movers are shown out' },
  needs: ['roster'],
  asks: ['moves'],
  settings: MoverInside,
  says: {
    moved: {
      zh: '{who} 于 {day} 调岗，已不在本群的成员范围内',
      en: '{who} moved on {day} and no longer belongs to this group',
    },
    overdue: { zh: '{who} 于 {day} 调岗，还在群里', en: '{who} moved on {day} and is still in the group' },
    'moved-owner': { zh: '群主 {who} 于 {day} 调岗', en: 'The owner of the group, {who}, moved on {day}' },
  },
  fix: {
    moved: {
      zh: '交接完后请移出 {who}；还需要在群内的，请登记原因',
      en: 'Remove {who} after the handover; if still needed, record why',
    },
    overdue: { zh: '请移出 {who}；还需要在群内的，请登记原因', en: 'Please remove {who}; if still needed, record why' },
    'moved-owner': {
      zh: '请先选定新群主并转让，再移出 {who}',
      en: 'Please choose a new owner and hand the group over, then remove {who}',
    },
  },
  inWords({ allowed, graceDays }) {
    const who = either(allowed.map(whoInWords));
    return {
      zh: `调岗后不再属于${who.zh}的，${graceDays} 天内移出`,
      en: `who moves away from ${who.en} is removed within ${graceDays} days`,
    };
  },
  judge(facts, settings) {
    const outcomes: Outcome<Says>[] = [];
    for (const member of facts.members) {
      if (member.kind !== 'employee') continue;
      const person = personOf(member, facts.directory);
      if (!person)
        outcomes.push({ kind: 'unseen', subject: { kind: 'member', id: member.id }, reason: 'never-fetched' });
      else outcomes.push(...judgePerson(member, person, facts, settings));
    }
    return outcomes;
  },
});

/** Who never was among those allowed did not move away from them: that is the matter of another rule. */
function judgePerson(member: Member, person: Person, facts: GroupFacts, settings: MoverInside): Outcome<Says>[] {
  const movedAtMs = recordsOf(facts).moves[person.id];
  if (movedAtMs === undefined || movedAtMs < member.joinedAtMs || !isHired(person, facts.atMs)) return [];
  const named = namedByAny(settings.allowed, person, facts.directory);
  if (named === 'named' || isAppointed(member.id, facts)) return [];
  if (named === 'relation-unknown')
    return [{ kind: 'unseen', subject: { kind: 'member', id: member.id }, reason: named }];
  const detail = { who: calledName(member, facts.directory), day: chinaDay(movedAtMs) };
  const late = facts.atMs >= movedAtMs + settings.graceDays * dayMs;
  const isOwner = facts.group.owner.toLowerCase() === member.id.toLowerCase();
  return [
    {
      kind: late && settings.strength === 'required' ? 'breach' : 'task',
      subject: { kind: 'member', id: member.id },
      says: isOwner ? 'moved-owner' : late ? 'overdue' : 'moved',
      detail,
      tell: isOwner ? 'hr' : 'admin',
      window: late ? 'overdue' : '-',
    },
  ];
}

/** Who is appointed to look after the group must be inside to do so. */
const isAppointed = (userid: string, { registered, atMs }: GroupFacts): boolean =>
  registered !== null && appointedAt(registered, atMs).some((one) => one.userid.toLowerCase() === userid.toLowerCase());
