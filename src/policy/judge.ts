import type { GroupFacts, Unseen } from '../events/facts.ts';
import { UNSEEN } from '../events/facts.ts';
import type { Reach } from '../events/group.ts';
import type { Outcome } from '../rules/rule.ts';
import { subjectKey } from '../rules/rule.ts';
import { policyAt } from './at-moment.ts';
import { type Slice, slicesOf } from './eras.ts';
import { afterSparing, sparedOfPast, sparesGroup, sparesSubject } from './exceptions.ts';
import { settingsFor } from './for-group.ts';
import { withOwnHits } from './hear.ts';
import { inputHash } from './input-hash.ts';
import { kindsOfGroup } from './narrower.ts';
import {
  type CoverageLine,
  type Finding,
  type Judgement,
  type Kind,
  LEVELS,
  type Policy,
  type RuleUse,
} from './policy.ts';
import { withRelations } from './relations.ts';
import { confirmationKey, levelIn } from './rollout.ts';

/**
 * Everything a policy says about one group. Pure: the same policy and facts give the same judgement, in any order of
 * arrival. Each use that applies has one line of coverage; what was not seen is never called fine. What happened while an
 * earlier version was in force is judged by that version, what is so now by this one.
 */
export function judgeGroup(version: Policy, facts: GroupFacts): Judgement {
  const policy = policyAt(version, facts.atMs);
  const exemptions = facts.exemptions?.filter(({ policySlug }) => policySlug === policy.slug) ?? [];
  const judged = judgedUses(policy, { ...facts, exemptions, directory: withRelations(policy, facts.directory) });
  return {
    findings: askedOnce(judged.flatMap(({ findings }) => findings).sort(inOrder)),
    coverage: judged.map(({ coverage }) => coverage),
    inputHash: inputHash(hashOfVersions(policy), facts),
  };
}

/** Nobody is asked the same thing twice because two clauses want to know; the one that goes furthest asks, for both. */
function askedOnce(findings: readonly Finding[]): readonly Finding[] {
  const questions = findings.filter(({ nature, rule }) => nature === 'question' && rule.startsWith('response/'));
  const repeats = questions.filter((one, at) =>
    questions.some((other, i) => asksTheSame(one, other) && goesFirst(other, i, one, at)),
  );
  return repeats.length === 0 ? findings : findings.filter((one) => !repeats.includes(one));
}

const asksTheSame = (one: Finding, other: Finding): boolean =>
  one !== other && one.window === other.window && subjectKey(one.subject) === subjectKey(other.subject);

const goesFirst = (other: Finding, otherAt: number, one: Finding, at: number): boolean => {
  const further = LEVELS.indexOf(other.level) - LEVELS.indexOf(one.level);
  return further > 0 || (further === 0 && otherAt < at);
};

/** All that a judgement follows: the text of the version and of those before it, and which of its steps were confirmed. */
const hashOfVersions = ({ hash, earlier, uses }: Policy): string =>
  [
    ...earlier.map(({ policy }) => policy.hash),
    hash,
    ...uses.flatMap(({ instance, rollout }) =>
      rollout.flatMap(({ key, state }) => (state === 'confirmed' ? [confirmationKey(instance, key)] : [])),
    ),
  ].join('+');

interface Judged {
  readonly findings: readonly Finding[];
  readonly coverage: CoverageLine;
}

function judgedUses(policy: Policy, facts: GroupFacts): Judged[] {
  const live = policy.uses.filter((use) => use.level !== 'off');
  const kind = facts.registered ? policy.kinds.get(facts.registered.kind) : undefined;
  // Another policy of the corp may know the kind: this one has nothing to say of it, and the register is not at fault.
  if (!kind)
    return live.map((use) =>
      use.rule.judges === 'unregistered'
        ? judgeUnregistered(use, facts)
        : blind(use, facts.registered ? 'other-policy' : 'no-entry'),
    );
  if (kind.status === 'undecided') return [];
  const kinds = kindsOfGroup(kind, policy, facts);
  return live.flatMap((use) => {
    const answers = use.rule.judges === 'unregistered' ? [] : use.kinds.flatMap((id) => kinds.get(id) ?? []);
    if (answers.includes('yes')) return [judgeUse(use, kind, facts, policy)];
    const unsaid = answers.find((answer) => answer !== 'yes');
    return unsaid ? [blind(use, unsaid)] : [];
  });
}

/** A group that nobody registered is of no kind, so no kind can expect its reach. */
function judgeUnregistered(use: RuleUse, facts: GroupFacts): Judged {
  if (use.unset.length > 0) return blind(use, 'unset');
  const outcomes = use.rule.judge(facts, use.settings, use.waits ?? undefined);
  return {
    findings: outcomes.flatMap((outcome) => findingOf(outcome, use, facts)),
    coverage: coverageOf(use, outcomes),
  };
}

function judgeUse(use: RuleUse, kind: Kind, facts: GroupFacts, { earlier }: Policy): Judged {
  const reason = obstacle(use, kind, facts);
  if (reason) return blind(use, reason);
  const spares = sparesSubject(use, facts);
  const past = sparedOfPast(use, facts);
  const said = slicesOf(use, kind, facts, earlier)
    .flatMap((slice) => judgeSlice(slice, facts))
    .filter(({ outcome }) => outcome.kind === 'unseen' || past(outcome.subject, outcome.happenedAtMs) === 'not-named');
  const kept = said.flatMap(({ outcome, by }) =>
    afterSparing(outcome, spares(outcome.subject)).map((left) => ({ outcome: left, by })),
  );
  const spared = said.flatMap(({ outcome: { subject } }) => (spares(subject) === 'named' ? [subjectKey(subject)] : []));
  const line = coverageOf(
    use,
    kept.map(({ outcome }) => outcome),
  );
  return {
    findings: kept.flatMap(({ outcome, by }) => findingOf(outcome, by, facts)),
    // Who is spared is named, so that his open case does not look as if he had put it right.
    coverage: spared.length === 0 ? line : { ...line, spared: [...new Set(spared)].sort() },
  };
}

const judgeSlice = ({ by, facts }: Slice, { registered }: GroupFacts) =>
  by.rule
    .judge(withOwnHits(by, facts), settingsFor(by, registered?.ownerDepartment ?? ''), by.waits ?? undefined)
    .map((outcome) => ({ outcome, by }));

/** Why a use cannot be judged in this group at all. */
function obstacle(use: RuleUse, kind: Kind, facts: GroupFacts): Unseen | null {
  const { group, registered, unseen } = facts;
  if (use.unset.length > 0) return 'unset';
  if (sparesGroup(use, facts)) return 'excepted';
  if (use.settingsFrom === 'group' && !registered?.ownerDepartment) return 'no-entry';
  if (use.rule.asks && !facts.records) return 'data-gap';
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

function findingOf(outcome: Outcome, use: RuleUse, facts: GroupFacts): Finding[] {
  if (outcome.kind === 'unseen') return [];
  const { kind: nature, subject, says, detail, tell, window } = outcome;
  const { instance, rule, clause, grace } = use;
  const level = levelIn(use, facts);
  return [{ nature, rule: rule.id, instance, clause: clause.id, subject, window, level, says, detail, tell, grace }];
}

const inOrder = (a: Finding, b: Finding): number => compare(orderOf(a), orderOf(b));
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const orderOf = ({ instance, subject, window, says }: Finding): string =>
  [instance, subjectKey(subject), window, says].join('\n');
