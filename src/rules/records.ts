import { z } from 'zod';
import type { GroupFacts } from '../events/facts.ts';
import type { Attestation, Records } from '../events/records.ts';
import { noRecords } from '../events/records.ts';

/** What is known beyond the moment; a rule that asks for it is never judged without. */
export const recordsOf = (facts: GroupFacts): Records => facts.records ?? noRecords;

/** The last time somebody vouched for this, about the group or about one member; undefined: nobody has. */
export function lastAttested(facts: GroupFacts, what: string, memberId: string | null = null): Attestation | undefined {
  let last: Attestation | undefined;
  for (const one of recordsOf(facts).attestations) {
    if (one.what !== what || one.memberId?.toLowerCase() !== memberId?.toLowerCase()) continue;
    if (one.atMs <= facts.atMs && (last === undefined || one.atMs >= last.atMs)) last = one;
  }
  return last;
}

/** A word that people vouch for: the policy's own, and the same in every command and record. */
export const AttestedWord = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { error: 'is not a name → use lower-case letters, digits and hyphens' });
