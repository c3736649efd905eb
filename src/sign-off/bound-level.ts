import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Person } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { corpJurisdiction } from '../legal/jurisdictions.ts';
import type { Finding, Policy } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import type { Subject } from '../rules/rule.ts';
import { profileOf } from '../sanctions/load-jurisdiction.ts';
import { levelBound, missingProofs, type SignOff } from '../sanctions/sign-off.ts';
import { loadSignOff } from './load-sign-off.ts';

interface Bound {
  readonly corp: Corp;
  readonly policy: Policy;
  readonly facts: GroupFacts;
  readonly at: Date;
}

/**
 * The findings as far as their version binds whom they are about: without the proofs of its sign-off a rule reminds and proposes
 * nothing. What is about nobody in particular goes as far as the policy says.
 */
export async function boundBySignOff(
  tx: Tx,
  { corp, policy, facts, at }: Bound,
  findings: readonly Finding[],
): Promise<readonly Finding[]> {
  if (!findings.some(({ level }) => level === 'propose')) return findings;
  const signOff = await loadSignOff(tx, corp, { policySlug: policy.slug, policyVersion: policy.version });
  const known = { ...facts, directory: withRelations(policy, facts.directory) };
  return findings.map((finding): Finding => {
    if (finding.level !== 'propose' || finding.subject.kind === 'group') return finding;
    const missing = missingFor(personOf(finding.subject, known), signOff, corp, at.getTime());
    const level = levelBound(finding.level, missing);
    return level === 'off' || level === finding.level ? finding : { ...finding, level };
  });
}

/** Of somebody who is nobody in the directory nothing is proven. */
function missingFor(person: Person | undefined, signOff: SignOff | null, corp: Corp, atMs: number) {
  if (!person) return ['told'] as const;
  const { signOff: needed } = profileOf(corpJurisdiction(corp), person.relation);
  return missingProofs(signOff, person.id, atMs, needed);
}

function personOf(subject: Subject, { members, directory }: GroupFacts): Person | undefined {
  if (subject.kind === 'group') return undefined;
  if (subject.kind === 'person') return [...directory.persons.values()].find(({ id }) => id === subject.id);
  const member = members.find(({ id }) => id.toLowerCase() === subject.id.toLowerCase());
  return member?.personId ? directory.persons.get(member.personId) : directory.byAccount.get(subject.id.toLowerCase());
}
