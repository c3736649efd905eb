import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Sibling } from '../../events/records.ts';
import { calledName, isHired, personOf } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { recordsOf } from '../records.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { Named } from '../selector.ts';
import { namedBy, Selector } from '../selector.ts';

const OneOfASet = z.strictObject({
  kinds: z.array(z.string().min(1)).default([]).describe('the kinds that make the set; none: the own kind alone'),
  direction: z
    .enum(['at-most', 'at-least'])
    .default('at-most')
    .describe('at-most: nobody in more groups of the set; at-least: everybody here in so many others of it too'),
  count: z.int().min(1).max(20).default(1).describe('groups of the set'),
  who: Selector.optional().describe('only these employees count; none named: all'),
  outsiders: z.enum(['counted', 'free']).default('counted').describe('external people'),
  strength: z.enum(['required', 'advised']).default('required').describe('advised: asked for, never a breach'),
});
type OneOfASet = z.infer<typeof OneOfASet>;
type Says = 'in-several' | 'in-none';

/** Nobody is in more groups of a set than the policy allows, or everybody is in as many as it wants. */
export const oneOfASet = defineRule<OneOfASet, Says>({
  id: 'set/one-of-a-set',
  title: { zh: '一人一群', en: 'One person in one group of a set' },
  needs: ['roster'],
  // Who left is what has the groups beside looked at.
  asks: ['siblings', 'stays'],
  beside: ({ kinds }) => kinds,
  looksFor: (facts, settings) =>
    facts.members.flatMap((member) => (counts(member, facts, settings) === 'not-named' ? [] : [member.id])),
  settings: OneOfASet,
  says: {
    'in-several': {
      zh: '{who} 已在同类的其他群里：{others}（至多 {count} 个）',
      en: '{who} is in other groups of this set already: {others} (at most {count})',
    },
    'in-none': {
      zh: '{who} 还没有加入应同时加入的群（至少 {count} 个）',
      en: '{who} is not yet in the groups that go with this one (at least {count})',
    },
  },
  fix: {
    'in-several': {
      zh: '请与 {who} 商定留在哪个群，再从其余的群移出',
      en: 'Please agree with {who} on one group; remove from the others',
    },
    'in-none': { zh: '请邀请 {who} 加入对应的群', en: 'Please invite {who} into the group that goes with this one' },
  },
  inWords({ direction, count }) {
    return direction === 'at-most'
      ? { zh: `同一人至多在 ${count} 个这类群里`, en: `nobody in more than ${count} groups of the set` }
      : {
          zh: `群内的人至少还在 ${count} 个对应的群里`,
          en: `everybody here in at least ${count} other groups of the set`,
        };
  },
  judge(facts, settings) {
    if (!facts.registered) return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'no-entry' }];
    const kinds = settings.kinds.length > 0 ? settings.kinds : [facts.registered.kind];
    const { siblings, searchedKinds } = recordsOf(facts);
    if (!kinds.every((kind) => searchedKinds.includes(kind)))
      return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'data-gap' }];
    const set = siblings.filter(({ kind }) => kinds.includes(kind));
    return facts.members.flatMap((member): Outcome<Says>[] => {
      const counted = counts(member, facts, settings);
      if (counted === 'relation-unknown')
        return [{ kind: 'unseen', subject: { kind: 'member', id: member.id }, reason: counted }];
      return counted === 'named' ? judgeMember(member, set, facts, settings) : [];
    });
  },
});

/** Leavers and people nobody has named yet are the matter of other rules. */
function counts(member: Member, { directory, atMs }: GroupFacts, { who, outsiders }: OneOfASet): Named {
  if (member.kind === 'external') return outsiders === 'counted' ? 'named' : 'not-named';
  const person = personOf(member, directory);
  if (!person || !isHired(person, atMs)) return 'not-named';
  return who === undefined ? 'named' : namedBy(who, person, directory);
}

function judgeMember(member: Member, set: readonly Sibling[], facts: GroupFacts, settings: OneOfASet): Outcome<Says>[] {
  const others = set.filter(({ shared }) => shared.some(({ id }) => id === member.id));
  if (settings.direction === 'at-least')
    return others.length >= settings.count ? [] : [about('in-none', member, [], facts, settings)];
  // The groups he joined first keep him: one place is asked about, not all of them.
  const before = others.filter((other) => isBefore(other, member, facts));
  return before.length < settings.count ? [] : [about('in-several', member, before, facts, settings)];
}

function isBefore({ chatId, shared }: Sibling, member: Member, { group }: GroupFacts): boolean {
  const joinedAtMs = shared.find(({ id }) => id === member.id)?.joinedAtMs ?? 0;
  return joinedAtMs === member.joinedAtMs ? chatId < group.chatId : joinedAtMs < member.joinedAtMs;
}

function about(
  says: Says,
  member: Member,
  others: readonly Sibling[],
  { directory }: GroupFacts,
  { count, strength }: OneOfASet,
): Outcome<Says> {
  const named = others.slice(0, 2).map(({ name, chatId }) => plainText(name || chatId, 16));
  return {
    kind: strength === 'advised' ? 'task' : 'breach',
    subject: { kind: 'member', id: member.id },
    says,
    detail: {
      who: calledName(member, directory),
      others: named.join('、') + (others.length > named.length ? '…' : ''),
      count: String(count),
    },
    tell: 'admin',
    window: '-',
  };
}
