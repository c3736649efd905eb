import type { Policy } from '../../policy/policy.ts';
import type { Sentence } from '../../rules/rule.ts';

interface Use {
  readonly policySlug: string;
  readonly instance: string;
}

/** The title of a use of a rule, by the policy's name for it; null: no policy in force uses it any more. Pure. */
export const titleOf = (policies: readonly Policy[], { policySlug, instance }: Use): Sentence | null =>
  policies.find(({ slug }) => slug === policySlug)?.uses.find((use) => use.instance === instance)?.rule.title ?? null;
