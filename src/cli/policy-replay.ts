import type { Deps } from '../deps.ts';
import { loadPolicy } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import { atFullLevel } from '../policy/rollout.ts';
import { unseenInWords } from '../policy/unseen-words.ts';
import { type PastReplayed, replayPast } from '../review/replay-past.ts';
import { dayOf } from '../work-time/local-days.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { readSource } from './read-source.ts';

const MOST_DAYS = 366;

/** `30d`: so many days. */
export function daysOf(since: string): number {
  const days = Number(/^(\d{1,3})d$/.exec(since)?.[1] ?? Number.NaN);
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw wrongUse(
    `"${since}" is no span of days`,
    'the past is judged again day by day',
    'write --since 30d, up to 366d',
  );
}

/** Judges the stored past under a file that is not published, every rule at its full level; 1 when more people would have been told than it allows. */
export async function replayFile(
  deps: Pick<Deps, 'config' | 'db'>,
  file: string,
  { corp: named, since }: { readonly corp?: string; readonly since: string },
): Promise<Answer> {
  const days = daysOf(since);
  const { slug: corp, timeZone } = corpOf(deps.config, named);
  const loaded = loadPolicy(readSource(file), file);
  if ('problems' in loaded)
    throw wrongUse(
      `${file} has ${loaded.problems.length} mistakes`,
      'a wrong file cannot judge the past',
      `run: npm run qungui -- policy check ${file}`,
    );
  const replayed = await replayPast(deps, corp, atFullLevel(loaded.policy), { days, everyDays: 1 });
  return {
    exit: aboveCap(loaded.policy, replayed) ? 1 : 0,
    json: replayedJson(loaded.policy, replayed),
    text: replayedText(loaded.policy, replayed, timeZone),
  };
}

/** More messages than the policy itself allows a new version to cause. */
export const aboveCap = ({ manners }: Policy, { reminded }: PastReplayed): boolean => reminded > manners.replayCap;

export const replayedJson = (policy: Policy, replayed: PastReplayed) => ({
  policy: policy.slug,
  from: replayed.from.toISOString(),
  until: replayed.until.toISOString(),
  groups: replayed.groups,
  looks: replayed.looks,
  baseline: replayed.baseline,
  observed: replayed.observed,
  reminded: replayed.reminded,
  proposed: replayed.proposed,
  differs: replayed.differs,
  cap: policy.manners.replayCap,
  verdict: aboveCap(policy, replayed) ? 'above-cap' : 'within-cap',
  rules: Object.fromEntries(replayed.byRule),
  unseen: Object.fromEntries(replayed.unseen),
});

export function replayedText(policy: Policy, replayed: PastReplayed, timeZone: string): string {
  const { from, until, groups, baseline, observed, reminded, proposed, differs, byRule, unseen } = replayed;
  const day = (at: Date): string => dayOf(at.getTime(), timeZone);
  const cap = policy.manners.replayCap;
  return [
    `${policy.slug}, judged over ${groups} groups as they stood from ${day(from)} to ${day(until)}:\n`,
    `  would have reminded ${reminded}, proposed ${proposed}, only recorded ${observed}; ${baseline} were there before\n`,
    `  differs in ${differs.onlyNow + differs.onlyThen} from then: ${differs.onlyNow} only now, ${differs.onlyThen} only then\n`,
    ...[...byRule].map(
      ([rule, one]) => `    ${rule}: reminded ${one.reminded}, recorded ${one.observed + one.baseline}\n`,
    ),
    ...[...unseen].map(([rule, why]) => `    ${rule}: cannot be judged again: ${unseenInWords(why).en}\n`),
    aboveCap(policy, replayed)
      ? `✗ more than manners.replayCap allows (${cap})\n`
      : `✓ within manners.replayCap (${cap})\n`,
  ].join('');
}
