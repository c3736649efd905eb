import type { Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import type { SignOff } from '../sanctions/sign-off.ts';
import { recordStep, type Step } from '../sign-off/record-step.ts';
import { type Answer, wrongUse } from './desk.ts';
import type { OfVersion } from './sign-off.ts';
import { written } from './written.ts';

/** Records for how long people could speak up. */
export function consulted(
  deps: Deps,
  slug: string,
  options: OfVersion & { readonly from: string; readonly until: string; readonly leastDays?: string },
): Promise<Answer> {
  const { from, until, leastDays } = options;
  if (leastDays !== undefined && !/^[1-9]\d{0,2}$/.test(leastDays))
    throw wrongUse(`${leastDays} is no number of days`, 'a consultation lasts 1 to 999 days', 'write --least-days 7');
  return record(deps, slug, options, {
    step: 'consultation',
    from,
    until,
    ...(leastDays !== undefined && { leastDays: Number(leastDays) }),
  });
}

/** Records the meeting that settled it. */
export const settled = (
  deps: Deps,
  slug: string,
  options: OfVersion & { readonly of: string; readonly on: string; readonly reference: string },
): Promise<Answer> => {
  const of = options.of as NonNullable<SignOff['record']>['of'];
  return record(deps, slug, options, { step: 'record', of, on: options.on, reference: options.reference });
};

/** Records where it was published to people. */
export const publishedTo = (
  deps: Deps,
  slug: string,
  options: OfVersion & { readonly on: string; readonly where: string },
): Promise<Answer> => record(deps, slug, options, { step: 'publication', on: options.on, where: options.where });

async function record(deps: Deps, policySlug: string, options: OfVersion, step: Step): Promise<Answer> {
  const { corp, policyVersion, state } = await written(deps, options.corp, async (tx, writing) => {
    const policyVersion = await versionMeant(tx, writing.corp, policySlug, options.number);
    return { policyVersion, ...(await recordStep(tx, writing, { policySlug, policyVersion }, step, options.by)) };
  });
  return {
    exit: 0,
    json: { corp, policy: policySlug, version: policyVersion, step: step.step, state },
    text:
      state === 'unchanged'
        ? `= ${policySlug} version ${policyVersion}: ${step.step} is recorded so already\n`
        : `✓ ${policySlug} version ${policyVersion}: ${step.step} recorded${step.step === 'publication' ? '; people are asked to sign by a card' : ''}\n`,
  };
}

/** The version that is named, or the newest. */
export async function versionMeant(tx: Tx, corp: Corp, slug: string, number: string | undefined): Promise<number> {
  if (number !== undefined && /^\d{1,6}$/.test(number)) return Number(number);
  if (number !== undefined) throw wrongUse(`${number} is no version`, 'versions are numbers', 'write --number 2');
  const { _max } = await tx.policyVersion.aggregate({ where: { corp, slug }, _max: { version: true } });
  if (_max.version !== null) return _max.version;
  throw wrongUse(
    `no policy is called ${slug}`,
    'nothing was published under this name',
    'publish it first: policy publish',
  );
}
