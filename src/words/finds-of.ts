import type { GroupFacts } from '../events/facts.ts';
import type { Hit } from '../events/hit.ts';
import type { Policy } from '../policy/policy.ts';
import { recordsOf } from '../rules/records.ts';
import { type Outcome, subjectKey } from '../rules/rule.ts';

/** What names a matter of a group. */
interface Matter {
  readonly instance: string;
  readonly subject: string;
  readonly window: string;
}

/**
 * The finds that a matter is made of: those of which each by itself would be this matter. Several when many count as one, such as
 * all of a night. Nothing where the policy does not use the rule any more. Pure.
 */
export function findsOf(policy: Policy, facts: GroupFacts, { instance, subject, window }: Matter): readonly Hit[] {
  const use = policy.uses.find((one) => one.instance === instance);
  if (!use) return [];
  const isTheMatter = (outcome: Outcome): boolean =>
    outcome.kind !== 'unseen' && outcome.window === window && subjectKey(outcome.subject) === subject;
  const records = recordsOf(facts);
  return records.hits.filter((hit) => {
    if (hit.instance !== instance) return false;
    const alone = { ...facts, records: { ...records, hits: [{ ...hit, marked: null, goneAtMs: null }] } };
    return use.rule.judge(alone, use.settings, use.waits ?? undefined).some(isTheMatter);
  });
}

/** The same facts as if nobody had said of any find that it was wrong, and nothing become known since. Pure. */
export const asIfUnmarked = (facts: GroupFacts): GroupFacts => {
  const records = recordsOf(facts);
  return {
    ...facts,
    records: { ...records, hits: records.hits.map((hit) => ({ ...hit, marked: null, goneAtMs: null })) },
  };
};
