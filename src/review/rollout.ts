import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import { lookEverywhere } from '../groups/look-everywhere.ts';
import { type Corp, newId } from '../ids.ts';
import { POLICY_TIME_ZONE } from '../policy/durations.ts';
import type { Policy, RuleUse } from '../policy/policy.ts';
import type { RolloutStep } from '../policy/rollout.ts';
import { localAt } from '../work-time/local-time.ts';
import { policiesInForce } from './policies.ts';

/** What a use of a rule with a plan has seen so far without telling anybody, and how far it is. */
export interface RolloutReport {
  readonly slug: string;
  readonly version: number;
  readonly instance: string;
  readonly steps: readonly (RolloutStep & { readonly stands: 'counts' | 'may-be-confirmed' | 'not-yet' })[];
  /** Matters recorded since the plan began, and of those, how many are still there and in how many groups. */
  readonly observed: number;
  readonly stillOpen: number;
  readonly inGroups: number;
  /** Groups in which the rule can be judged now, and in which it cannot. */
  readonly checked: number;
  readonly notCheckable: number;
}

/** The plans of the policies in force. */
export async function rolloutReports(tx: Tx, corp: Corp, at: Date): Promise<RolloutReport[]> {
  const policies = await policiesInForce(tx, corp, at);
  const reports: RolloutReport[] = [];
  for (const policy of policies)
    for (const use of policy.uses) if (use.rollout.length > 0) reports.push(await reportOf(tx, corp, policy, use, at));
  return reports;
}

async function reportOf(tx: Tx, corp: Corp, policy: Policy, use: RuleUse, at: Date): Promise<RolloutReport> {
  const { slug, version } = policy;
  const { instance, rollout } = use;
  const from = new Date(rollout[0]?.fromMs ?? 0);
  const cases = await tx.case.findMany({
    where: { corp, policySlug: slug, instance, level: 'observe', openedAt: { gte: from }, nature: { not: 'task' } },
    select: { chatId: true, closedAt: true },
  });
  const covered = await tx.coverage.groupBy({
    by: ['verdict'],
    where: { corp, rule: instance, until: null },
    _count: { chatId: true },
  });
  const groups = (...verdicts: string[]): number =>
    covered.reduce((sum, row) => (verdicts.includes(row.verdict) ? sum + row._count.chatId : sum), 0);
  return {
    slug,
    version,
    instance,
    steps: rollout.map((step, i) => ({ ...step, stands: standsAt(step, rollout[i - 1], at.getTime()) })),
    observed: cases.length,
    stillOpen: cases.filter(({ closedAt }) => closedAt === null).length,
    inGroups: new Set(cases.map(({ chatId }) => chatId)).size,
    checked: groups('checked', 'partly'),
    notCheckable: groups('not-checkable', 'data-gap'),
  };
}

/** One step after the other: what the one before has shown is what the next is confirmed on. */
function standsAt(step: RolloutStep, before: RolloutStep | undefined, atMs: number) {
  if (step.fromMs > atMs) return 'not-yet';
  if (step.state === 'confirmed') return 'counts';
  return before === undefined || before.state === 'confirmed' ? 'may-be-confirmed' : 'not-yet';
}

export interface Confirmed {
  readonly instance: string;
  readonly step: string;
  readonly observed: number;
  readonly state: 'confirmed' | 'unchanged';
}

/** Lets a use of a rule go its next step, on what it has shown. Throws E-USE-ROLLOUT when no step is due. */
export async function confirmStep(
  deps: Pick<Deps, 'db' | 'keys'>,
  corp: Corp,
  instance: string,
  by: string,
): Promise<Confirmed> {
  const keys = await deps.keys.of(corp);
  return deps.db.withCorp(corp, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`rollout/${corp}`}, 0))`;
    const at = await nowIn(tx);
    const reports = await rolloutReports(tx, corp, at);
    const report = reports.find((one) => one.instance === instance);
    if (!report) throw noPlan(instance, reports);
    const next = report.steps.find(({ stands }) => stands === 'may-be-confirmed');
    if (!next) throw notDue(report);
    const { slug: policySlug, version: policyVersion, observed } = report;
    const id = newId();
    const row = { corp, id, policySlug, policyVersion, instance, step: next.key, observed, since: at, confirmedBy: by };
    await tx.rolloutStep.create({ data: row });
    await lookEverywhere(tx, corp, at);
    const step = report.steps.indexOf(next);
    await appendAudit(tx, corp, keys, at, [
      {
        v: 1,
        kind: 'rollout-confirmed',
        confirmationId: id,
        policySlug,
        policyVersion,
        instance,
        step,
        level: next.level,
        observed,
        by: pseudonymOf(keys, by),
      },
    ]);
    return { instance, step: next.key, observed, state: 'confirmed' };
  });
}

const noPlan = (instance: string, reports: readonly RolloutReport[]) =>
  new HouseError({
    code: 'E-USE-ROLLOUT',
    what: `no policy in force has a plan for "${instance}"`,
    why:
      reports.length === 0 ? 'none of its rules has a rollout' : `plans: ${reports.map((r) => r.instance).join(', ')}`,
    remedy: 'name a rule with a plan, or write "rollout: default" beside its level and publish',
    retry: 'never',
  });

function notDue({ instance, steps }: RolloutReport) {
  const ahead = steps.find(({ stands }) => stands === 'not-yet');
  const day = ahead && localAt(ahead.fromMs, POLICY_TIME_ZONE).date;
  return new HouseError({
    code: 'E-USE-ROLLOUT',
    what: `no step of ${instance} waits for anybody`,
    why: ahead ? `its next one (${ahead.level}) begins on ${day}` : 'all of its steps count',
    remedy: ahead ? 'wait until then, or change the plan and publish' : 'nothing is to be done',
    retry: 'never',
  });
}
