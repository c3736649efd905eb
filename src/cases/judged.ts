import type { CorpKeys } from '../db/keys.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Corp } from '../ids.ts';
import type { Judgement, Policy } from '../policy/policy.ts';

/** A group, judged: what the cases room is told. */
export interface Judged {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly policy: Policy;
  readonly facts: GroupFacts;
  readonly judgement: Judgement;
  readonly at: Date;
  /** The uses of rules that were judged, by their names in the policy; absent: all. Nothing is said of the others. */
  readonly only?: ReadonlySet<string>;
}

/** What every decision names: the version that judged, and the hash of what it was told. */
export interface JudgedBy {
  readonly policySlug: string;
  readonly policyVersion: number;
  readonly inputHash: string;
}

export const judgedBy = ({ policy, judgement }: Pick<Judged, 'policy' | 'judgement'>): JudgedBy => ({
  policySlug: policy.slug,
  policyVersion: policy.version,
  inputHash: judgement.inputHash,
});
