import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Period } from '../periods.ts';
import { Every, everyInWords, periodAt, periodBefore } from '../periods.ts';
import { plainText } from '../plain-text.ts';
import { AttestedWord, recordsOf } from '../records.ts';
import { beginOfDayMs, chinaDay, dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { Named } from '../selector.ts';
import { Selector } from '../selector.ts';
import { wordCounts } from '../whose-word.ts';

const Reviewed = z.strictObject({
  every: Every.describe('how often, by the calendar'),
  what: AttestedWord.default('member-review').describe('the word that is attested when it is done'),
  as: z.string().min(1).max(20).default('成员梳理').describe('what it is called in a sentence'),
  askDaysBefore: z.int().min(0).max(60).default(7).describe('days before the end of the period when it is asked for'),
  by: z.array(Selector).default([]).describe('whose word counts besides that of appointed admins; none: anybody’s'),
  since: z.iso.date().optional().describe('periods that began earlier are not asked for'),
  strength: z.enum(['required', 'advised']).default('required').describe('advised: asked for, never a breach'),
});
type Reviewed = z.infer<typeof Reviewed>;
type Says = 'due' | 'overdue';

/** Somebody goes through the members in every period and signs that it is done. */
export const reviewed = defineRule<Reviewed, Says>({
  id: 'membership/reviewed',
  title: { zh: '定期梳理成员', en: 'Members reviewed regularly' },
  needs: [],
  asks: ['attestations'],
  settings: Reviewed,
  says: {
    due: { zh: '{as}（{period}）请在 {day} 前完成', en: '{as} ({period}) is to be done before {day}' },
    overdue: { zh: '{as}（{period}）还没有确认完成', en: '{as} ({period}) has not been signed off' },
  },
  fix: {
    due: { zh: '请逐一核对成员名单，再确认「{as}」已完成', en: 'Please go through the members, then confirm “{as}”' },
    overdue: {
      zh: '请尽快核对成员名单，并确认「{as}」已完成',
      en: 'Please go through the members soon and confirm “{as}”',
    },
  },
  inWords({ every, as }) {
    return { zh: `${everyInWords[every].zh}一次${as}，并确认`, en: `${as} ${everyInWords[every].en}, signed off` };
  },
  judge(facts, settings) {
    const now = periodAt(settings.every, facts.atMs);
    const signed = signedIn(now, facts, settings);
    if (signed === 'named') return [];
    const before = periodBefore(settings.every, now);
    const signedBefore = appliesTo(before, facts, settings) ? signedIn(before, facts, settings) : 'named';
    if (signed === 'relation-unknown' || signedBefore === 'relation-unknown')
      return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'relation-unknown' }];
    if (signedBefore === 'not-named') return [said('overdue', before, settings)];
    const asks = appliesTo(now, facts, settings) && facts.atMs >= now.untilMs - settings.askDaysBefore * dayMs;
    return asks ? [said('due', now, settings)] : [];
  },
});

/** A group that did not exist all through a period has nothing to review in it. */
function appliesTo({ fromMs }: Period, { group }: GroupFacts, { since }: Reviewed): boolean {
  if (since !== undefined && fromMs < beginOfDayMs(since)) return false;
  return group.createdAtMs === null || group.createdAtMs <= fromMs;
}

/** Signed within the period; a late word is one of the next period and settles both. */
function signedIn({ fromMs, untilMs }: Period, facts: GroupFacts, { what, by }: Reviewed): Named {
  const words = recordsOf(facts).attestations.filter(
    (word) => word.what === what && word.memberId === null && word.atMs >= fromMs && word.atMs < untilMs,
  );
  const answers = words.map((word) => (by.length === 0 ? 'named' : wordCounts(word.by, by, facts)));
  if (answers.includes('named')) return 'named';
  return answers.includes('relation-unknown') ? 'relation-unknown' : 'not-named';
}

const said = (says: Says, { name, untilMs }: Period, { as, strength, what }: Reviewed): Outcome<Says> => ({
  kind: says === 'overdue' && strength === 'required' ? 'breach' : 'task',
  subject: { kind: 'group' },
  says,
  detail: { as: plainText(as, 20), period: name, day: chinaDay(untilMs), attests: what },
  tell: 'admin',
  window: says === 'due' ? name : `${name}:overdue`,
});
