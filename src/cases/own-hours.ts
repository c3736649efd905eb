import { nextTellable } from '../notices/quiet-hours.ts';
import { planOf } from '../obligations/clock.ts';
import type { Finding } from '../policy/policy.ts';
import { recordsOf } from '../rules/records.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import type { WorkPlan } from '../work-time/work-plan.ts';
import { nextWorkingMoment } from '../work-time/working-time.ts';
import { addressee } from './addressee.ts';
import type { Judged } from './judged.ts';

/** Whose hours never meet the times of telling (a night shift) is told when the policy tells. */
const MOST_TRIES = 40;

/**
 * The first moment from a tellable one on at which whoever is told of an answer that is missing works and may be told: not
 * in his lunch, after his shift or on his leave. Of other matters, and where nobody knows his hours, the moment itself. Pure.
 */
export function nextAtWork(judged: Pick<Judged, 'policy' | 'facts'>, finding: Finding, tellableMs: number): number {
  const plan = planOfTold(judged, finding);
  if (!plan) return tellableMs;
  let atMs = tellableMs;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const works = nextWorkingMoment(atMs, plan);
    if (works.kind !== 'known') return tellableMs;
    atMs = nextTellable(works.atMs, judged.policy.manners, chineseCalendar);
    if (atMs === works.atMs) return atMs;
  }
  return tellableMs;
}

function planOfTold({ policy, facts }: Pick<Judged, 'policy' | 'facts'>, finding: Finding): WorkPlan | null {
  const use = policy.uses.find(({ instance }) => instance === finding.instance);
  const { talk } = recordsOf(facts);
  const { userid } = addressee(finding, facts);
  return use?.waits && talk && userid !== null ? planOf([userid], use.waits, talk) : null;
}
