import type { GroupFacts, Unseen } from '../events/facts.ts';
import { UNSEEN } from '../events/facts.ts';
import type { Reach } from '../events/group.ts';
import type { Outcome } from '../rules/rule.ts';
import { subjectKey } from '../rules/rule.ts';
import { settingsFor } from './for-group.ts';
import { inputHash } from './input-hash.ts';
import type { CoverageLine, Finding, Judgement, Kind, Level, Policy, RuleUse } from './policy.ts';
import { withRelations } from './relations.ts';

/**
 * Everything a policy says about one group. Pure: the same policy and facts give the same judgement, in any order of
 * arrival. Each use that applies has one line of coverage; what was not seen is never called fine.
 */
export function judgeGroup(policy: Policy, facts: GroupFacts): Judgement {
  const judged = judgedUses(policy, { ...facts, directory: withRelations(policy, facts.directory) });
  return {
    findings: judged.flatMap(({ findings }) => findings).sort(inOrder),
    coverage: judged.map(({ coverage }) => coverage),
    inputHash: inputHash(policy.hash, facts),
  };
}

interface Judged {
  readonly findings: readonly Finding[];
  readonly coverage: CoverageLine;
}

function judgedUses(policy: Policy, facts: GroupFacts): Judged[] {
  const live = policy.uses.filter((use) => use.level !== 'off');
  const kind = facts.registered ? policy.kinds.get(facts.registered.kind) : undefined;
  // A kind that this version does not know says as little as no entry at all.
  if (!kind)
    return live.map((use) =>
      use.rule.judges === 'unregistered' ? judgeUnregistered(use, facts) : blind(use, 'no-entry'),
    );
  if (kind.status === 'undecided') return [];
  const own = live.filter((use) => use.kinds.includes(kind.id) && use.rule.judges !== 'unregistered');
  return own.map((use) => judgeUse(use, kind, facts));
}

/** A group that nobody registered is of no kind, so no kind can expect its reach. */
function judgeUnregistered(use: RuleUse, facts: GroupFacts): Judged {
  if (use.unset.length > 0) return blind(use, 'unset');
  const outcomes = use.rule.judge(facts, use.settings);
  return { findings: outcomes.flatMap((outcome) => findingOf(outcome, use)), coverage: coverageOf(use, outcomes) };
}

function judgeUse(use: RuleUse, kind: Kind, facts: GroupFacts): Judged {
  const reason = obstacle(use, kind, facts);
  if (reason) return blind(use, reason);
  const settings = settingsFor(use, facts.registered?.ownerDepartment ?? '');
  const outcomes = use.rule.judge(facts, settings);
  const findings = outcomes.flatMap((outcome) => findingOf(outcome, use));
  return { findings, coverage: coverageOf(use, outcomes) };
}

/** Why a use cannot be judged in this group at all. */
function obstacle(use: RuleUse, kind: Kind, facts: GroupFacts): Unseen | null {
  const { group, registered, unseen } = facts;
  if (use.unset.length > 0) return 'unset';
  if (use.settingsFrom === 'group' && !registered?.ownerDepartment) return 'no-entry';
  if (use.rule.asks === 'records' && !facts.records) return 'data-gap';
  for (const need of use.rule.needs) {
    const reason = unseen.get(need);
    if (reason) return reason;
  }
  return kind.reach.includes(group.reach) ? null : STRANGE_REACH[group.reach];
}

/** What a reach that the kind does not expect keeps us from saying. */
const STRANGE_REACH: Readonly<Record<Reach, Unseen>> = {
  customer: 'other-reach',
  managed: 'other-reach',
  internal: 'internal-group',
  native: 'native-group',
  linked: 'linked-group',
  outside: 'outside-wecom',
  unknown: 'reach-unknown',
};

const blind = (use: RuleUse, reason: Unseen): Judged => ({
  findings: [],
  coverage: {
    instance: use.instance,
    verdict: reason === 'data-gap' ? 'data-gap' : 'not-checkable',
    reason,
    unseenSubjects: [],
  },
});

function coverageOf(use: RuleUse, outcomes: readonly Outcome[]): CoverageLine {
  const unseen = outcomes.filter((outcome) => outcome.kind === 'unseen');
  const group = unseen.find(({ subject }) => subject.kind === 'group');
  if (group) return blind(use, group.reason).coverage;
  const unseenSubjects = [...new Set(unseen.map(({ subject }) => subjectKey(subject)))].sort();
  const reason = mostFrequent(unseen.map((outcome) => outcome.reason));
  return { instance: use.instance, verdict: reason ? 'partly' : 'checked', reason, unseenSubjects };
}

/** Of reasons that are equally frequent, the one that stands first in the list of all. */
function mostFrequent(reasons: readonly Unseen[]): Unseen | null {
  const counts = new Map<Unseen, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return UNSEEN.find((reason) => most > 0 && counts.get(reason) === most) ?? null;
}

function findingOf(outcome: Outcome, use: RuleUse): Finding[] {
  if (outcome.kind === 'unseen') return [];
  const { kind: nature, subject, says, detail, tell, window } = outcome;
  const { instance, rule, clause, grace } = use;
  const level = use.level as Exclude<Level, 'off'>;
  return [{ nature, rule: rule.id, instance, clause: clause.id, subject, window, level, says, detail, tell, grace }];
}

const inOrder = (a: Finding, b: Finding): number => compare(orderOf(a), orderOf(b));
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const orderOf = ({ instance, subject, window, says }: Finding): string =>
  [instance, subjectKey(subject), window, says].join('\n');
