import type { GroupFacts } from '../events/facts.ts';
import { daysAfter } from '../work-time/local-time.ts';
import { startOfDayMs } from './durations.ts';
import type { Rollout } from './file-rollout.ts';
import { LEVELS, type Level, type Policy, type RuleUse } from './policy.ts';

/** A step by which a use of a rule comes to its level. It counts from its day on, in its groups, once it is confirmed. */
export interface RolloutStep {
  /** Level, day, departments and groups: another plan is another step. */
  readonly key: string;
  readonly level: Exclude<Level, 'off'>;
  readonly fromMs: number;
  /** Empty, like `groups`: everywhere. */
  readonly departments: readonly string[];
  readonly groups: readonly string[];
  readonly state: 'confirmed' | 'waits';
}

/** Days for which each level is watched before the next, where the file says `default`. */
export const DEFAULT_DAYS = 14;

/** The plan that a file means, resolved; the text of each step names it in rows. Nothing is confirmed yet. */
export function stepsOf(rollout: Rollout | undefined, level: Level, effective: string): RolloutStep[] {
  if (rollout === undefined || level === 'off') return [];
  const plan = rollout === 'default' ? defaultPlan(level, effective) : rollout;
  return plan.map(({ level: to, from, departments = [], groups = [] }) => ({
    key: [to, from, ...departments.map((one) => `department ${one}`), ...groups.map((one) => `group ${one}`)].join(
      ', ',
    ),
    level: to,
    fromMs: startOfDayMs(from),
    departments,
    groups,
    state: to === 'observe' ? 'confirmed' : 'waits',
  }));
}

type Plan = Exclude<Rollout, 'default'>;

const defaultPlan = (level: Level, effective: string): Plan =>
  (['observe', 'remind', 'propose'] as const)
    .filter((one) => rank(one) <= rank(level))
    .map((one, i) => ({ level: one, from: daysAfter(effective, i * DEFAULT_DAYS) }));

export const rank = (level: Level): number => LEVELS.indexOf(level);

/** How rows name a confirmed step of a policy. */
export const confirmationKey = (instance: string, step: string): string => `${instance}: ${step}`;

/** The policy with the steps that people have confirmed. Pure. */
export function withConfirmed(policy: Policy, confirmed: ReadonlySet<string>): Policy {
  const state = (instance: string, step: RolloutStep): RolloutStep['state'] =>
    step.level === 'observe' || confirmed.has(confirmationKey(instance, step.key)) ? 'confirmed' : 'waits';
  return {
    ...policy,
    uses: policy.uses.map((use) =>
      use.rollout.length === 0
        ? use
        : { ...use, rollout: use.rollout.map((step) => ({ ...step, state: state(use.instance, step) })) },
    ),
  };
}

/** The policy as if every rule were at its level already: what a plan leads to in the end. Pure. */
export const atFullLevel = (policy: Policy): Policy => ({
  ...policy,
  uses: policy.uses.map((use) => ({ ...use, rollout: [] })),
});

/** How far a use goes in this group at this moment: the furthest step that counts, and at least that it is observed. Pure. */
export function levelIn(use: RuleUse, facts: GroupFacts): Exclude<Level, 'off'> {
  const full = use.level === 'off' ? 'observe' : use.level;
  if (use.rollout.length === 0) return full;
  const counting = use.rollout.filter(
    (step) => step.state === 'confirmed' && step.fromMs <= facts.atMs && covers(step, facts),
  );
  return counting.reduce<Exclude<Level, 'off'>>(
    (best, { level }) => (rank(level) > rank(best) ? level : best),
    'observe',
  );
}

function covers({ departments, groups }: RolloutStep, facts: GroupFacts): boolean {
  if (departments.length === 0 && groups.length === 0) return true;
  if (groups.includes(facts.group.chatId)) return true;
  return ownedBelow(departments, facts);
}

/** The owner department is one of these or lies below one. */
function ownedBelow(names: readonly string[], { registered, directory }: GroupFacts): boolean {
  const owner = registered?.ownerDepartment ?? '';
  if (owner === '' || names.length === 0) return false;
  if (names.includes(owner)) return true;
  let at = [...directory.departments.values()].find(({ name }) => name === owner);
  for (let depth = 0; at && depth < 32; depth += 1) {
    if (names.includes(at.name)) return true;
    at = directory.departments.get(at.parent);
  }
  return false;
}
