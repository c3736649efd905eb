import type { Tx } from '../db/client.ts';
import { type Corp, PersonId } from '../ids.ts';
import { CONSULTATION_DAYS, type Signature, type SignOff } from '../sanctions/sign-off.ts';
import type { LocalDate } from '../work-time/local-time.ts';

/** A version of a policy. */
export interface VersionOf {
  readonly policySlug: string;
  readonly policyVersion: number;
}

/** How a version came to bind people, as it is known now; null: nobody has recorded anything of it. */
export async function loadSignOff(tx: Tx, corp: Corp, of: VersionOf): Promise<SignOff | null> {
  const version = { corp, policySlug: of.policySlug, policyVersion: of.policyVersion };
  const steps = await tx.signOffStep.findMany({ where: { ...version, until: null } });
  const rows = await tx.signature.findMany({ where: version, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  if (steps.length + rows.length === 0) return null;
  return { policy: of.policySlug, version: of.policyVersion, ...stepsOf(steps), signatures: rows.map(signatureOf) };
}

type StepRow = Awaited<ReturnType<Tx['signOffStep']['findMany']>>[number];
type SignatureRow = Awaited<ReturnType<Tx['signature']['findMany']>>[number];

/** What its steps say, without the people. */
export function stepsOf(rows: readonly StepRow[]): Pick<SignOff, 'consultation' | 'record' | 'publication'> {
  const of = (step: string) => rows.find((row) => row.step === step);
  const [consultation, record, publication] = [of('consultation'), of('record'), of('publication')];
  return {
    consultation: consultation
      ? {
          from: consultation.onDay as LocalDate,
          until: (consultation.untilDay ?? consultation.onDay) as LocalDate,
          leastDays: consultation.leastDays ?? CONSULTATION_DAYS,
        }
      : null,
    record: record
      ? {
          of: record.recordOf as NonNullable<SignOff['record']>['of'],
          on: record.onDay as LocalDate,
          reference: record.reference,
        }
      : null,
    publication: publication ? { on: publication.onDay as LocalDate, where: publication.reference } : null,
  };
}

/** A page counts as a button does: he pressed it himself. */
function signatureOf({ personId, at, how, says, witness }: SignatureRow): Signature {
  const by = { person: PersonId.parse(personId), atMs: at.getTime() };
  if (how !== 'list') return { ...by, how: 'button', says: says === 'refused' ? 'refused' : 'signed' };
  return says === 'refused' ? { ...by, how: 'list', says: 'refused', witness } : { ...by, how: 'list', says: 'signed' };
}
