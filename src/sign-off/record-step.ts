import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import { newId } from '../ids.ts';
import { CONSULTATION_DAYS, type SignOff } from '../sanctions/sign-off.ts';
import { armTimer } from '../timers/arm.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import type { VersionOf } from './load-sign-off.ts';
import type { Signing } from './signing.ts';

/** What somebody of the company says of how a version came to bind people. */
export type Step =
  | { readonly step: 'consultation'; readonly from: LocalDate; readonly until: LocalDate; readonly leastDays?: number }
  | ({ readonly step: 'record' } & NonNullable<SignOff['record']>)
  | { readonly step: 'publication'; readonly on: LocalDate; readonly where: string };

/**
 * Records a step of a version; what was said of it before stays as history. With the publication people are asked to sign.
 * [E-SIGN-OFF-VERSION] [E-SIGN-OFF-DATES]
 */
export async function recordStep(
  tx: Tx,
  { corp, keys, at }: Signing,
  { policySlug, policyVersion }: VersionOf,
  step: Step,
  by: string,
): Promise<{ readonly state: 'written' | 'unchanged'; readonly entries: AuditEntry[] }> {
  const version = { corp, policySlug, policyVersion };
  await mustExist(tx, version);
  if (step.step === 'consultation' && step.until < step.from) throw backwards(step.from, step.until);
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sign-off/${corp}/${policySlug}`}, 0))`;
  const said = columnsOf(step);
  const held = await tx.signOffStep.findFirst({ where: { ...version, step: step.step, until: null } });
  if (held && (Object.keys(said) as (keyof typeof said)[]).every((key) => held[key] === said[key]))
    return { state: 'unchanged', entries: [] };
  await tx.signOffStep.updateMany({ where: { ...version, step: step.step, until: null }, data: { until: at } });
  await tx.signOffStep.create({ data: { ...version, id: newId(), step: step.step, ...said, since: at, setBy: by } });
  if (step.step === 'publication') await armTimer(tx, corp, { kind: 'tend-duties', subject: '-', dueAt: at, at });
  const of = { policySlug, policyVersion, step: step.step, on: said.onDay };
  return { state: 'written', entries: [{ v: 1, kind: 'sign-off-recorded', ...of, by: pseudonymOf(keys, by) }] };
}

function columnsOf(step: Step) {
  const none = { untilDay: null, leastDays: null, recordOf: null };
  if (step.step === 'consultation') {
    const { from, until, leastDays = CONSULTATION_DAYS } = step;
    return { ...none, onDay: from, untilDay: until, leastDays, reference: '' };
  }
  if (step.step === 'record') return { ...none, onDay: step.on, recordOf: step.of, reference: step.reference };
  return { ...none, onDay: step.on, reference: step.where };
}

async function mustExist(
  tx: Tx,
  { corp, policySlug: slug, policyVersion: version }: VersionOf & Pick<Signing, 'corp'>,
) {
  const versions = await tx.policyVersion.findMany({ where: { corp, slug }, select: { version: true } });
  if (versions.some((one) => one.version === version)) return;
  throw new HouseError({
    code: 'E-SIGN-OFF-VERSION',
    what: `there is no version ${version} of ${slug}`,
    why:
      versions.length === 0
        ? 'nothing was published under this name'
        : 'what binds people is a version that was published',
    remedy: `publish it first: policy publish; there are: ${versions.map((one) => one.version).join(', ') || 'none'}`,
    retry: 'never',
  });
}

const backwards = (from: string, until: string) =>
  new HouseError({
    code: 'E-SIGN-OFF-DATES',
    what: `the consultation ends before it begins (${from})`,
    why: `its last day is ${until}`,
    remedy: 'write the first day, then the last',
    retry: 'never',
  });
