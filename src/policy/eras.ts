import type { GroupFacts } from '../events/facts.ts';
import { policyAt } from './at-moment.ts';
import { kindsOfGroup } from './narrower.ts';
import type { Era, Kind, Policy, RuleUse } from './policy.ts';

/** A part of the facts, and the use of the rule that judges it. */
export interface Slice {
  readonly by: RuleUse;
  readonly facts: GroupFacts;
}

/**
 * What happened is judged by the version in force at that time: a version that did not use the rule in such groups judges
 * none of it. What is so now is one slice, judged by the version of now. Pure.
 */
export function slicesOf(use: RuleUse, kind: Kind, facts: GroupFacts, earlier: readonly Era[]): Slice[] {
  const { happenedIn } = use.rule;
  if (!happenedIn || earlier.length === 0) return [{ by: use, facts }];
  const since = Math.max(...earlier.map(({ untilMs }) => untilMs));
  const past = earlier.flatMap(({ policy, fromMs, untilMs }) => {
    const by = policyAt(policy, facts.atMs).uses.find(
      (one) => one.instance === use.instance && one.rule.id === use.rule.id,
    );
    if (!by || by.level === 'off' || by.unset.length > 0 || !appliesIn(by, policy, kind, facts)) return [];
    return [{ by, facts: happenedIn(facts, fromMs, untilMs) }];
  });
  return [...past, { by: use, facts: happenedIn(facts, since, Number.POSITIVE_INFINITY) }];
}

/** Whether a use of an earlier version applied to groups like this one, by the kinds of that version. */
function appliesIn({ kinds }: RuleUse, policy: Policy, { id }: Kind, facts: GroupFacts): boolean {
  const then = policy.kinds.get(id);
  if (!then || then.status === 'undecided') return false;
  const own = kindsOfGroup(then, policy, facts);
  return kinds.some((one) => own.get(one) === 'yes');
}

/** The versions that were in force before the one that is, oldest first; a version that never was in force is none. Pure. */
export function erasBefore<V extends { readonly policy: Policy; readonly beginsAtMs: number }>(
  versions: readonly V[],
  current: V,
): Era[] {
  const ordered = versions
    .filter((one) => one.beginsAtMs <= current.beginsAtMs && one.policy.version <= current.policy.version)
    .sort((a, b) => a.beginsAtMs - b.beginsAtMs || a.policy.version - b.policy.version);
  return ordered.flatMap((one, i) => {
    const next = ordered[i + 1];
    if (!next || next.beginsAtMs === one.beginsAtMs) return [];
    return [
      { policy: one.policy, fromMs: i === 0 ? Number.NEGATIVE_INFINITY : one.beginsAtMs, untilMs: next.beginsAtMs },
    ];
  });
}
