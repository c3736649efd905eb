import type { GroupFacts } from '../events/facts.ts';
import { kindsOfGroup } from './narrower.ts';
import type { Policy, RuleUse } from './policy.ts';

/** What a policy asks of a group beyond the moment. */
export interface Asked {
  /** `none`: no rule asks for records, and nothing need be read. */
  readonly records: 'none' | 'some';
  /** Kinds whose groups are searched for members of this one. */
  readonly beside: readonly string[];
}

/** What the rules of a policy that apply, or may apply, to this group ask for. Pure. */
export function askedOf(policy: Policy, facts: GroupFacts): Asked {
  const { registered } = facts;
  const kind = registered ? policy.kinds.get(registered.kind) : undefined;
  if (!kind) return { records: 'none', beside: [] };
  const kinds = kindsOfGroup(kind, policy, facts);
  const own = policy.uses.filter(
    (use) => use.level !== 'off' && use.unset.length === 0 && use.kinds.some((id) => kinds.has(id)),
  );
  const beside = own.flatMap((use) => besideOf(use, kind.id));
  return { records: own.some(({ rule }) => rule.asks === 'records') ? 'some' : 'none', beside: [...new Set(beside)] };
}

function besideOf({ rule, settings }: RuleUse, kind: string): readonly string[] {
  if (!rule.beside) return [];
  const kinds = rule.beside(settings);
  return kinds.length > 0 ? kinds : [kind];
}
