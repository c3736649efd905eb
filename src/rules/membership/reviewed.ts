import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Period } from '../periods.ts';
import { Every, everyInWords, periodAt, periodBefore } from '../periods.ts';
import { plainText } from '../plain-text.ts';
import { AttestedWord, recordsOf } from '../records.ts';
import { appointedAt } from '../register/appointed.ts';
import { beginOfDayMs, chinaDay, dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { Selector, selects } from '../selector.ts';

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
    if (isSigned(now, facts, settings)) return [];
    const before = periodBefore(settings.every, now);
    const late = appliesTo(before, facts, settings) && !isSigned(before, facts, settings);
    if (late) return [said('overdue', before, settings)];
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
const isSigned = ({ fromMs, untilMs }: Period, facts: GroupFacts, settings: Reviewed): boolean =>
  recordsOf(facts).attestations.some(
    ({ what, memberId, by, atMs }) =>
      what === settings.what && memberId === null && atMs >= fromMs && atMs < untilMs && mayTell(by, facts, settings),
  );

function mayTell(userid: string, { registered, directory, atMs }: GroupFacts, { by }: Reviewed): boolean {
  if (by.length === 0) return true;
  const key = userid.toLowerCase();
  if (registered && appointedAt(registered, atMs).some((one) => one.userid.toLowerCase() === key)) return true;
  const person = directory.byAccount.get(key);
  return person !== undefined && by.some((selector) => selects(selector, person, directory));
}

const said = (says: Says, { name, untilMs }: Period, { as, strength, what }: Reviewed): Outcome<Says> => ({
  kind: says === 'overdue' && strength === 'required' ? 'breach' : 'task',
  subject: { kind: 'group' },
  says,
  detail: { as: plainText(as, 20), period: name, day: chinaDay(untilMs), attests: what },
  tell: 'admin',
  window: says === 'due' ? name : `${name}:overdue`,
});
