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
}
