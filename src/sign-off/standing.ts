import type { CorpConfig } from '../config.ts';
import type { Tx } from '../db/client.ts';
import type { Directory, Person } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { jurisdictionOf } from '../legal/jurisdictions.ts';
import type { Policy } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import type { SignOffProof } from '../sanctions/measures.ts';
import { missingProofs, type SignOff } from '../sanctions/sign-off.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import { toShow } from './ask-to-sign.ts';
import { loadSignOff } from './load-sign-off.ts';

/** How far a version in force came to bind people. */
export interface SignOffStanding {
  readonly policy: string;
  readonly version: number;
  /** Of the version, whoever the person; `told` is one by one. */
  readonly missing: readonly Exclude<SignOffProof, 'told'>[];
  readonly signed: number;
  readonly refused: number;
  /** Who was not shown it yet. */
  readonly waiting: number;
}

/** How far a version came to bind people, as it stands. Without it rules only remind. */
export async function signOffStanding(
  tx: Tx,
  corp: Corp,
  place: Pick<CorpConfig, 'jurisdiction'>,
  policy: Policy,
  directory: Directory,
  at: Date,
): Promise<SignOffStanding> {
  const { slug: policySlug, version: policyVersion } = policy;
  const signOff = await loadSignOff(tx, corp, { policySlug, policyVersion });
  const wanted = (['consultation', 'record', 'publication'] as const).filter(
    (proof) => policy.basis === 'employment' || proof !== 'consultation',
  );
  const nobody = [...directory.persons.keys()][0];
  const missing = nobody ? missingProofs(signOff, nobody, at.getTime(), wanted) : wanted;
  const last = new Map((signOff?.signatures ?? []).map(({ person, says }) => [person, says]));
  const refused = [...last.values()].filter((says) => says === 'refused').length;
  return {
    policy: policySlug,
    version: policyVersion,
    missing: missing.filter((proof) => proof !== 'told'),
    signed: last.size - refused,
    refused,
    waiting: waitingToSign(signOff, place, policy, directory, at).length,
  };
}

/** Who was not shown a version yet, also where it was not published to people. Pure. */
export function waitingToSign(
  signOff: SignOff | null,
  place: Pick<CorpConfig, 'jurisdiction'>,
  policy: Policy,
  directory: Directory,
  at: Date,
): readonly Person[] {
  const nothing = { consultation: null, record: null, publication: null, signatures: [] };
  const known = signOff ?? { policy: policy.slug, version: policy.version, ...nothing };
  const shown = { ...known, publication: known.publication ?? { on: '1970-01-01' as LocalDate, where: '' } };
  return toShow(shown, withRelations(policy, directory), jurisdictionOf(place), at.getTime());
}
