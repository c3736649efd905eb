import type { Reach } from '../events/group.ts';
import { SHOWN_BY_ARCHIVE } from '../groups/reach.ts';
import { unseenIn } from '../groups/unseen.ts';
import type { Clause, Kind, Level, Policy, RuleUse } from '../policy/policy.ts';
import { rank } from '../policy/rollout.ts';
import type { Sentence } from '../rules/rule.ts';

/** What the papers know beside the policy. A file by itself does not say whether messages are archived. */
export interface Circumstances {
  readonly archive: 'connected' | 'none' | 'unknown';
  /** What the notice for employees says of private chats; null: not known. */
  readonly oneToOne: Sentence | null;
}

/** A clause that something checks now: by rules after which people are told, and by rules that are only recorded. */
export interface RunningClause {
  readonly clause: Clause;
  readonly told: readonly RuleUse[];
  readonly recorded: readonly RuleUse[];
}

/** Clauses with their rules that run, in the order of the text; of one kind of groups, or of any. Pure. */
export function runningClauses(policy: Policy, { archive }: Circumstances, only?: Kind): readonly RunningClause[] {
  const uses = policy.uses.filter((use) => (only ? [only] : inForce(policy)).some((kind) => runs(use, kind, archive)));
  return policy.clauses
    .map((clause) => {
      const own = uses.filter(({ instance }) => clause.checkedBy.includes(instance));
      return { clause, told: own.filter(tells), recorded: own.filter((use) => !tells(use)) };
    })
    .filter(({ told, recorded }) => told.length + recorded.length > 0);
}

/** Demands that nothing checks now. Pure. */
export function restingClauses(policy: Policy, circumstances: Circumstances): readonly Clause[] {
  const running = new Set(runningClauses(policy, circumstances).map(({ clause }) => clause.id));
  return policy.clauses.filter(({ id, evidence }) => evidence !== 'none' && !running.has(id));
}

/** Kinds of groups in which something runs. Pure. */
export const runningKinds = (policy: Policy, circumstances: Circumstances): readonly Kind[] =>
  inForce(policy).filter((kind) => runningClauses(policy, circumstances, kind).length > 0);

const inForce = ({ kinds }: Policy): readonly Kind[] =>
  [...kinds.values()].filter(({ status }) => status === 'in-force');

/** In use, with all its numbers, and WeCom shows what it needs of such groups. */
const runs = (use: RuleUse, kind: Kind, archive: Circumstances['archive']): boolean =>
  use.level !== 'off' &&
  use.unset.length === 0 &&
  use.kinds.includes(kind.id) &&
  kind.reach.some((reach) => isShown(use, reach, archive));

function isShown({ rule }: RuleUse, reach: Reach, archive: Circumstances['archive']): boolean {
  const evidence = archive === 'connected' ? SHOWN_BY_ARCHIVE : '';
  const unseen = unseenIn({ reach, evidence }, READ);
  return rule.needs.every((need) => (need === 'messages' ? archive !== 'none' : !unseen.has(need)));
}

/** When does not matter: the papers are about groups that were read. */
const READ = new Date(0);

export const needsArchive = ({ rule }: RuleUse): boolean => rule.needs.includes('messages');

/** How far a use goes now: steps of a rollout count once somebody has confirmed them. */
export const levelNow = ({ level, rollout }: RuleUse): Level =>
  rollout.length === 0
    ? level
    : rollout
        .filter(({ state }) => state === 'confirmed')
        .reduce<Level>((best, step) => (rank(step.level) > rank(best) ? step.level : best), 'observe');

const tells = (use: RuleUse): boolean => ['remind', 'propose'].includes(levelNow(use));
