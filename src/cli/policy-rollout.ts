import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { confirmStep, type RolloutReport, rolloutReports } from '../review/rollout.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';

/** How far each rule with a plan is, and what observing has shown; 1 while a step waits for somebody. */
export async function showRollout(
  deps: Pick<Deps, 'config' | 'db'>,
  { corp: named }: { readonly corp?: string },
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  const reports = await deps.db.withCorp(corp, async (tx) => rolloutReports(tx, corp, await nowIn(tx)));
  const waits = reports.some(({ steps }) => steps.some(({ stands }) => stands === 'may-be-confirmed'));
  const none = `no rule of ${corp} has a plan: write "rollout: default" beside its level\n`;
  return { exit: waits ? 1 : 0, json: { corp, rollouts: reports }, text: reports.map(reportText).join('\n') || none };
}

/** Somebody confirms the next step of a rule on what he was shown. */
export async function confirmRollout(
  deps: Deps,
  instance: string,
  { corp: named, by }: { readonly corp?: string; readonly by: string },
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  const confirmed = await confirmStep(deps, corp, instance, by);
  await deps.bell.ring('timers', corp);
  const { step, observed } = confirmed;
  return {
    exit: 0,
    json: { corp, ...confirmed },
    text: `✓ ${instance}: "${step}" counts from now on, confirmed by ${by} on ${observed} recorded matters\n`,
  };
}

function reportText(report: RolloutReport): string {
  const { slug, version, instance, steps, observed, stillOpen, inGroups, checked, notCheckable } = report;
  const next = steps.find(({ stands }) => stands === 'may-be-confirmed');
  return [
    `${instance} (${slug} v${version})\n`,
    ...steps.map(({ key, stands }) => `  ${MARKS[stands]} ${key}\n`),
    `  observed: ${observed} matters in ${inGroups} groups, ${stillOpen} still there; judged in ${checked} groups, not checkable in ${notCheckable}\n`,
    next ? `  → to go on: npm run qungui -- policy rollout confirm ${instance} --by <userid>\n` : '',
  ].join('');
}

const MARKS: Readonly<Record<RolloutReport['steps'][number]['stands'], string>> = {
  counts: '✓',
  'may-be-confirmed': '? waits to be confirmed:',
  'not-yet': '·',
};
