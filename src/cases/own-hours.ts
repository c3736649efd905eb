import { tellableAtWork } from '../notices/at-work.ts';
import { nextTellable } from '../notices/quiet-hours.ts';
import { planOf } from '../obligations/clock.ts';
import type { Finding } from '../policy/policy.ts';
import { recordsOf } from '../rules/records.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import type { WorkPlan } from '../work-time/work-plan.ts';
import { addressee } from './addressee.ts';
import type { Judged } from './judged.ts';

/**
 * The first moment from `fromMs` on at which whoever is told of an answer that is missing works and may be told: not in his
 * lunch, after his shift or on his leave, and in a night shift at night. Of other matters, when the policy tells. Pure.
 */
export function nextAtWork(judged: Pick<Judged, 'policy' | 'facts'>, finding: Finding, fromMs: number): number {
  const { manners } = judged.policy;
  const plan = planOfTold(judged, finding);
  return plan ? tellableAtWork(fromMs, manners, plan) : nextTellable(fromMs, manners, chineseCalendar);
}

function planOfTold({ policy, facts }: Pick<Judged, 'policy' | 'facts'>, finding: Finding): WorkPlan | null {
  const use = policy.uses.find(({ instance }) => instance === finding.instance);
  const { talk } = recordsOf(facts);
  const { userid } = addressee(finding, facts);
  return use?.waits && talk && userid !== null ? planOf([userid], use.waits, talk) : null;
}
