import type { Unseen } from '../events/facts.ts';
import type { Reach } from '../events/group.ts';
import type { Detail, Rule, Subject } from '../rules/rule.ts';
import type { Resolved } from '../rules/selector.ts';

export type Level = 'off' | 'observe' | 'remind' | 'propose';
export type Strength = 'binding' | 'default' | 'advise' | 'text';

/** A clause of the company's text, in our words, and how the product answers it. */
export interface Clause {
  readonly id: string;
  readonly text: string;
  readonly strength: Strength;
  /** Instances of rules that check it; empty when `unchecked` says why none does. */
  readonly checkedBy: readonly string[];
  readonly unchecked: string | null;
}

/** A business kind of group (集团高管工作群 …). */
export interface Kind {
  readonly id: string;
  readonly name: string;
  /** The reaches this kind's groups are expected to have. */
  readonly reach: readonly Reach[];
  /** `undecided`: listed, never judged, until the interpreter answers. */
  readonly status: 'in-force' | 'undecided';
}

/** How long a person has before the next step. */
export interface Grace {
  readonly ms: number;
  readonly in: 'wall' | 'working';
}

/** One use of a rule by a policy: for a clause, in some kinds, at a level. */
export interface RuleUse {
  /** The policy's own name for it; cases and coverage carry it. */
  readonly instance: string;
  readonly rule: Rule;
  readonly clause: Clause;
  readonly kinds: readonly string[];
  readonly level: Level;
  readonly grace: Grace;
  readonly settings: unknown;
}

export interface Manners {
  /** Minutes of the day (local) between which people may be told, on workdays. */
  readonly tellFromMin: number;
  readonly tellUntilMin: number;
  readonly timeZone: string;
  /** New cases of one rule in an hour beyond which all further ones are held. */
  readonly brakePerHour: number;
  readonly perMemberADay: number;
  readonly perAdminADay: number;
  /** Minute of the day of HR's one digest. */
  readonly digestAtMin: number;
  /** `recorded`: faults older than the policy's first day are recorded and nobody is told. */
  readonly baseline: 'recorded' | 'told';
}

/** A policy file that was read, checked and resolved. */
export interface Policy {
  readonly slug: string;
  readonly version: number;
  /** SHA-256 of the source text. */
  readonly hash: string;
  readonly title: string;
  readonly interpreter: string;
  readonly effectiveAtMs: number;
  readonly clauses: readonly Clause[];
  readonly kinds: ReadonlyMap<string, Kind>;
  /** `hr`, `supervising`, `it` and one per duty: named selectors that resolve to people now. */
  readonly offices: ReadonlyMap<string, Resolved>;
  readonly uses: readonly RuleUse[];
  readonly manners: Manners;
}

/** A breach, task or question about one subject, as a policy says it. */
export interface Finding {
  readonly nature: 'breach' | 'task' | 'question';
  readonly rule: string;
  readonly instance: string;
  readonly clause: string;
  readonly subject: Subject;
  readonly window: string;
  readonly level: Exclude<Level, 'off'>;
  readonly says: string;
  readonly detail: Detail;
  readonly tell: 'member' | 'admin' | 'hr';
  readonly grace: Grace;
}

/** What could be seen of one use of a rule in one group. `partly`: some subjects could not be checked; `reason` says why. */
export interface CoverageLine {
  readonly instance: string;
  readonly verdict: 'checked' | 'partly' | 'not-checkable' | 'data-gap';
  readonly reason: Unseen | null;
  readonly unseenSubjects: number;
}

/** Everything the policy says about one group at one moment. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageLine[];
  /** Hash of policy hash and of the facts: the same input gives the same findings. */
  readonly inputHash: string;
}
