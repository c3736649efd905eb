import type { GroupFacts } from '../events/facts.ts';
import { judgeObligations, type Obligation } from '../obligations/judge.ts';
import type { ObligationRule } from '../obligations/rule.ts';
import { slicesOf } from './eras.ts';
import type { CoverageLine, Policy, RuleUse } from './policy.ts';

/** Who is waited for under one use of a rule. */
export interface Awaited {
  readonly use: RuleUse;
  readonly waits: ObligationRule;
  readonly obligations: readonly Obligation[];
}

/**
 * Who is waited for in a group, as the judgement of the same facts sees it: under each use that could be judged, what was asked in
 * the time of an earlier version by that version. A use that could not be judged is left out. Pure.
 */
export function awaitedIn(policy: Policy, facts: GroupFacts, coverage: readonly CoverageLine[]): readonly Awaited[] {
  const kind = facts.registered ? policy.kinds.get(facts.registered.kind) : undefined;
  if (!kind || !facts.records?.talk) return [];
  const judged = new Set(
    coverage.flatMap(({ instance, verdict }) => (verdict === 'checked' || verdict === 'partly' ? [instance] : [])),
  );
  return policy.uses.flatMap((use) => {
    const { waits } = use;
    if (!waits || !judged.has(use.instance)) return [];
    const obligations = slicesOf(use, kind, facts, policy.earlier).flatMap(({ by, facts: { records } }) =>
      by.waits && records?.talk ? judgeObligations(by.waits, records.talk, facts.atMs) : [],
    );
    return [{ use, waits, obligations }];
  });
}
