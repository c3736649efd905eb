import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import { plainText } from '../plain-text.ts';
import { AttestedWord, recordsOf } from '../records.ts';
import { chinaDay, dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { keyOf } from './nickname-key.ts';

const Renamed = z.strictObject({
  direction: z
    .enum(['reported', 'forbidden'])
    .default('reported')
    .describe('reported: whoever is asked to confirms it; forbidden: the old name comes back'),
  settleMinutes: z.int().min(0).max(1440).default(30).describe('a name that did not last so long was nobody’s'),
  lookbackDays: z.int().min(1).max(90).default(14).describe('earlier changes are past'),
  what: AttestedWord.default('rename-reported').describe('the word that is attested when it was reported'),
  tell: z.enum(['admin', 'hr']).default('hr').describe('who hears of it'),
});
type Renamed = z.infer<typeof Renamed>;
type Says = 'renamed' | 'rename-back';

const minuteMs = 60_000;

/** A change of the group's name is reported, or is not made at all. */
export const renamed = defineRule<Renamed, Says>({
  id: 'naming/renamed',
  title: { zh: '群名变更', en: 'Changes of the name' },
  needs: ['owner'],
  asks: ['names', 'attestations'],
  settings: Renamed,
  says: {
    renamed: {
      zh: '群名于 {day} 由「{before}」改为「{now}」',
      en: 'On {day} the name changed from “{before}” to “{now}”',
    },
    'rename-back': {
      zh: '群名于 {day} 由「{before}」改为「{now}」',
      en: 'On {day} the name changed from “{before}” to “{now}”',
    },
  },
  fix: {
    renamed: {
      zh: '请核对新群名，同步登记册，再确认',
      en: 'Please check the new name, bring the register up to date and confirm',
    },
    'rename-back': {
      zh: '请把群名改回「{before}」；需要改名的请先报告',
      en: 'Please change it back to “{before}”; report first if it has to change',
    },
  },
  inWords({ direction }) {
    return direction === 'reported'
      ? { zh: '改群名须报告', en: 'a change of the name is reported' }
      : { zh: '不擅自改群名', en: 'the name is not changed' };
  },
  judge(facts, settings) {
    const change = lastChange(facts, settings);
    if (!change || facts.atMs < change.atMs + settings.settleMinutes * minuteMs) return [];
    if (change.atMs < facts.atMs - settings.lookbackDays * dayMs || wasReported(change, facts, settings)) return [];
    return [about(change, settings)];
  },
});

interface Change {
  readonly atMs: number;
  readonly before: string;
  readonly now: string;
}

/** From the name that lasted before to the present one; names that a client reverted at once count for nothing. */
function lastChange(facts: GroupFacts, { settleMinutes }: Renamed): Change | undefined {
  const { names } = recordsOf(facts);
  const lasting = names.filter(({ sinceMs }, at) => {
    const next = names[at + 1];
    return next === undefined || next.sinceMs - sinceMs >= settleMinutes * minuteMs;
  });
  const now = lasting.at(-1);
  // The first name of a group is no change, and neither is a separator more or less.
  const before = lasting.slice(0, -1).findLast(({ name }) => name !== '');
  if (!now || !before || keyOf(before.name) === keyOf(now.name)) return undefined;
  return { atMs: now.sinceMs, before: before.name, now: now.name };
}

const wasReported = ({ atMs, now }: Change, facts: GroupFacts, { what }: Renamed): boolean =>
  recordsOf(facts).attestations.some(
    (one) => one.what === what && one.memberId === null && (keyOf(one.about) === keyOf(now) || one.atMs >= atMs),
  );

const about = ({ atMs, before, now }: Change, { direction, tell, what }: Renamed): Outcome<Says> => ({
  kind: direction === 'forbidden' ? 'breach' : 'task',
  subject: { kind: 'group' },
  says: direction === 'forbidden' ? 'rename-back' : 'renamed',
  detail: {
    day: chinaDay(atMs),
    before: plainText(before, 16),
    now: plainText(now, 16) || '—',
    ...(direction === 'reported' ? { attests: what } : {}),
  },
  tell,
  window: `rename@${atMs}`,
});
