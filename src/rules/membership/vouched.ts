import { z } from 'zod';
import type { GroupFacts, Unseen } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import { calledName, isHired, personOf } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { AttestedWord, lastAttested } from '../records.ts';
import { dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { Named } from '../selector.ts';
import { namedBy, Selector } from '../selector.ts';
import { either, whoInWords } from '../selector-words.ts';
import { wordCounts } from '../whose-word.ts';

const Vouched = z
  .strictObject({
    outsiders: z.enum(['each', 'none']).default('each').describe('external people'),
    who: Selector.optional().describe('employees who need it too'),
    needs: z
      .array(AttestedWord)
      .min(1)
      .default(['identity-checked'])
      .describe('what somebody vouches for, each by itself: identity-checked, entry-approved'),
    by: z.array(Selector).default([]).describe('who may vouch besides the appointed admins; none: only these'),
    responsible: z
      .enum(['none', 'inviter'])
      .default('none')
      .describe('inviter: a colleague who is still here has to have invited an outsider'),
    graceDays: z.int().min(0).max(90).default(1).describe('days after the join in which it is a task'),
  })
  .refine(
    ({ outsiders, who }) => outsiders === 'each' || who !== undefined,
    'names nobody → give `who` or outsiders: each',
  );
type Vouched = z.infer<typeof Vouched>;

const sayings = {
  'not-vouched': { zh: '{who} 入群后还没有「{what}」的记录', en: 'Nothing on record says “{what}” of {who}' },
  'vouched-by-other': {
    zh: '{who} 的「{what}」由 {by} 登记，应由指定的人登记',
    en: '“{what}” of {who} was recorded by {by}, who was not to',
  },
  'no-responsible': { zh: '{who} 在群里没有担责的同事', en: 'Nobody of the company answers for {who} in this group' },
};
type Says = keyof typeof sayings;

/** Somebody who may do so vouched for each of those who need it: who they are, or that they may be in. */
export const vouched = defineRule<Vouched, Says>({
  id: 'membership/vouched',
  title: { zh: '入群核验与担责人', en: 'Checked before they join' },
  needs: ['roster'],
  asks: ['attestations'],
  settings: Vouched,
  says: sayings,
  fix: {
    'not-vouched': {
      zh: '请核对 {who}，并登记「{what}」；核对不了的请移出',
      en: 'Please check {who} and record “{what}”, or remove the member',
    },
    'vouched-by-other': {
      zh: '请由群管理员重新核对并登记「{what}」',
      en: 'Please have an admin check again and record “{what}”',
    },
    'no-responsible': {
      zh: '请为 {who} 指定一位担责的同事，由其重新邀请',
      en: 'Please name a colleague who answers for {who} and invites again',
    },
  },
  inWords({ needs, who, outsiders, responsible }) {
    const whom = either([
      ...(outsiders === 'each' ? [{ zh: '外部人员', en: 'external people' }] : []),
      ...(who ? [whoInWords(who)] : []),
    ]);
    const answers =
      responsible === 'inviter'
        ? { zh: '；有在职的邀请人担责', en: '; a colleague answers for them' }
        : { zh: '', en: '' };
    return {
      zh: `${whom.zh}入群须有登记：${needs.join('、')}${answers.zh}`,
      en: `on record for ${whom.en}: ${needs.join(', ')}${answers.en}`,
    };
  },
  judge(facts, settings) {
    return facts.members.flatMap((member): Outcome<Says>[] => {
      const needed = needsIt(member, facts, settings);
      if (needed === 'relation-unknown')
        return [{ kind: 'unseen', subject: { kind: 'member', id: member.id }, reason: needed }];
      return needed === 'named' ? judgeMember(member, facts, settings) : [];
    });
  },
});

function needsIt(member: Member, { directory, atMs }: GroupFacts, { outsiders, who }: Vouched): Named {
  if (member.kind === 'external') return outsiders === 'each' ? 'named' : 'not-named';
  const person = personOf(member, directory);
  if (!who || !person || !isHired(person, atMs)) return 'not-named';
  return namedBy(who, person, directory);
}

function judgeMember(member: Member, facts: GroupFacts, settings: Vouched): Outcome<Says>[] {
  const nature = facts.atMs < member.joinedAtMs + settings.graceDays * dayMs ? 'task' : 'breach';
  const about = (says: Says, window: string, more: Readonly<Record<string, string>>): Outcome<Says> => ({
    kind: nature,
    subject: { kind: 'member', id: member.id },
    says,
    detail: { who: calledName(member, facts.directory), ...more },
    tell: 'admin',
    // What was a task becomes a matter anew.
    window: nature === 'breach' ? `${window}:late` : window,
  });
  const outcomes = settings.needs.flatMap((what): Outcome<Says>[] => {
    const word = lastAttested(facts, what, member.id);
    // A word from before the last join is about an earlier stay.
    if (!word || word.atMs < member.joinedAtMs - EARLY_MS) return [about('not-vouched', what, { what, attests: what })];
    const counts = wordCounts(word.by, settings.by, facts);
    if (counts === 'named') return [];
    if (counts === 'relation-unknown')
      return [{ kind: 'unseen', subject: { kind: 'member', id: member.id }, reason: counts }];
    return [about('vouched-by-other', what, { what, attests: what, by: plainText(word.by, 20) })];
  });
  const responsible = judgeResponsible(member, facts, settings);
  if (responsible === 'somebody') return outcomes;
  if (responsible === 'nobody') return [...outcomes, about('no-responsible', 'responsible', {})];
  return [...outcomes, { kind: 'unseen', subject: { kind: 'member', id: member.id }, reason: responsible }];
}

/** People are checked before they are let in. */
const EARLY_MS = 30 * dayMs;

function judgeResponsible(member: Member, facts: GroupFacts, { responsible }: Vouched): 'somebody' | 'nobody' | Unseen {
  if (responsible === 'none' || member.kind !== 'external') return 'somebody';
  const hidden = facts.unseen.get('inviter');
  if (hidden) return hidden;
  if (member.inviter === null) return 'inviter-not-told';
  const person = facts.directory.byAccount.get(member.inviter.toLowerCase());
  return person && isHired(person, facts.atMs) ? 'somebody' : 'nobody';
}
