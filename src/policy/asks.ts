import type { FactKind, GroupFacts } from '../events/facts.ts';
import type { RecordKind } from '../events/records.ts';
import { settingsFor } from './for-group.ts';
import { kindsOfGroup } from './narrower.ts';
import type { Policy, RuleUse } from './policy.ts';

/** What a policy asks of a group beyond the moment. */
export interface Asked {
  /** None: nothing need be read. */
  readonly records: ReadonlySet<RecordKind>;
  /** Facts without which one of its rules cannot be judged. */
  readonly needs: ReadonlySet<FactKind>;
  /** Kinds whose groups are searched for members of this one, and for which. */
  readonly beside: readonly string[];
  readonly members: readonly string[];
}

/** What the rules of a policy that apply, or may apply, to this group ask for. Pure. */
export function askedOf(policy: Policy, facts: GroupFacts): Asked {
  const { registered } = facts;
  const kind = registered ? policy.kinds.get(registered.kind) : undefined;
  if (!kind) return { records: new Set(), needs: new Set(), beside: [], members: [] };
  const kinds = kindsOfGroup(kind, policy, facts);
  const own = policy.uses.filter(
    (use) => use.level !== 'off' && use.unset.length === 0 && use.kinds.some((id) => kinds.has(id)),
  );
  return {
    records: new Set(own.flatMap(({ rule }) => rule.asks ?? [])),
    needs: new Set(own.flatMap(({ rule }) => rule.needs)),
    beside: [...new Set(own.flatMap((use) => besideOf(use, kind.id)))],
    members: [...new Set(own.flatMap((use) => use.rule.looksFor?.(facts, settingsOf(use, facts)) ?? []))],
  };
}

const settingsOf = (use: RuleUse, { registered }: GroupFacts): unknown =>
  settingsFor(use, registered?.ownerDepartment ?? '');

function besideOf({ rule, settings }: RuleUse, kind: string): readonly string[] {
  if (!rule.beside) return [];
  const kinds = rule.beside(settings);
  return kinds.length > 0 ? kinds : [kind];
}
