import type { Unseen } from '../events/facts.ts';
import type { Reach } from '../events/group.ts';
import type { Lexicon } from '../events/reading.ts';
import type { ObligationRule } from '../obligations/rule.ts';
import type { Detail, Rule, Sentence, Subject } from '../rules/rule.ts';
import type { Resolved } from '../rules/selector.ts';
import type { Ladder } from '../sanctions/ladder-file.ts';
import type { DailyClose } from './daily-close.ts';
import type { Condition } from './file-conditions.ts';
import type { Manners } from './manners.ts';
import type { MessageKeeping } from './message-keeping.ts';
import type { Spokesman } from './messages.ts';
import type { Standing } from './relations.ts';
import type { RolloutStep } from './rollout.ts';

export const LEVELS = ['off', 'observe', 'remind', 'propose'] as const;
export type Level = (typeof LEVELS)[number];

/** How strictly a clause speaks: 必须/应 bind, 原则上 is a default, 宜 advises, and some clauses only tell. */
export const STRENGTHS = ['binding', 'default', 'advise', 'text'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** What must be seen to say whether a clause is kept: group and directory data, archived messages, or only people can. */
export const EVIDENCE = ['groups', 'archive', 'people', 'none'] as const;
type Evidence = (typeof EVIDENCE)[number];

/** A number that the company's text leaves open. `value` is null while nobody of the company has set it. */
export interface OpenNumber {
  readonly id: string;
  readonly asks: Sentence;
  readonly value: string | null;
  readonly suggest: Sentence;
}

/** How we understand words that can be understood in two ways; unconfirmed, its rules may only observe. */
export interface Reading {
  readonly says: Sentence;
  readonly confirmedBy: { readonly who: string; readonly on: string } | null;
}

/** A clause of the company's text, in our words, and how the product answers it. */
export interface Clause {
  readonly id: string;
  readonly title: Sentence;
  /** The duty alone: what a message may quote. */
  readonly text: Sentence;
  /** What the text threatens; shown to HR, never in a message to a member. */
  readonly sanction: Sentence | null;
  readonly strength: Strength;
  readonly evidence: Evidence;
  /** Instances of rules that check it; empty when `unchecked` says why none does. */
  readonly checkedBy: readonly string[];
  readonly unchecked: Sentence | null;
  /** What stays invisible although rules check the rest. */
  readonly cannotSee: Sentence | null;
  readonly numbers: readonly OpenNumber[];
  readonly readings: readonly Reading[];
}

/** A business kind of group (集团高管工作群 …). */
export interface Kind {
  readonly id: string;
  readonly name: Sentence;
  /** The reaches this kind's groups are expected to have. */
  readonly reach: readonly Reach[];
  /** `undecided`: listed, never judged, until the interpreter answers. */
  readonly status: 'in-force' | 'undecided';
  /** The role that approves such a group; null: nobody needs to. */
  readonly approvedBy: string | null;
  /** The office such a group is filed with; null: none. */
  readonly filedWith: string | null;
  /** The office or role that appoints its admins; null: the text names none. */
  readonly adminsFrom: string | null;
  /** The office that looks after such groups; null: the text names none for this kind. */
  readonly supervisedBy: string | null;
  /** Null: a kind of its own. Else such groups are of another kind that, under a condition, is this one, too. */
  readonly narrows: Narrowing | null;
  /** Null: such groups are not kept by the service. */
  readonly managed: Kept | null;
}

/** The kind that a narrower one belongs to, and when a group of it is of the narrower one. */
export interface Narrowing {
  readonly of: string;
  readonly when: Omit<Condition, 'createdFrom' | 'createdBefore'> & {
    readonly createdFromMs: number | null;
    readonly createdBeforeMs: number | null;
  };
}

/** Somebody, or a group, that a use of a rule spares until a day, and who answers for it. */
export interface Exception {
  /** Null: everybody of the group. */
  readonly who: Resolved | null;
  /** The id of a group; null: in every group. */
  readonly group: string | null;
  readonly reason: Sentence;
  readonly by: string;
  /** The first moment at which it no longer counts. */
  readonly untilMs: number;
}

/** How the service keeps the groups of a kind that it made itself. */
export interface Kept {
  /** `when-approved`: an approval at WeCom has the group made; `by-hand`: a person asks for it. */
  readonly made: 'when-approved' | 'by-hand';
  /** The office or role that owns them; null: the policy names none. */
  readonly owner: string | null;
  /** `automatic`: who no longer belongs is removed without a question; somebody approved that. Leavers always are. */
  readonly removal: 'asked' | { readonly approvedBy: string; readonly approvedOn: string };
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
  /** What makes somebody be waited for; null: it is no rule about answers, or a number is not set yet. */
  readonly waits: ObligationRule | null;
  /** `group`: the settings name the group's own owner department, so they are completed for each group. */
  readonly settingsFrom: 'policy' | 'group';
  /** Empty: at its level from the first day. */
  readonly rollout: readonly RolloutStep[];
  /** In the order of the file; also those that are over, which `check` reports. */
  readonly exceptions: readonly Exception[];
  /** Paths of settings that the company has not set yet; such a use is reported, not judged. */
  readonly unset: readonly string[];
}

/** A named selector of the policy: a role (总裁) or an office (行政人事部). */
export interface Named {
  readonly id: string;
  readonly name: Sentence;
  readonly who: Resolved;
}

/** A version of the policy that is over, and when it was in force. The first one also answers for what was before it. */
export interface Era {
  readonly policy: Policy;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A policy file that was read, checked and resolved. */
export interface Policy {
  readonly slug: string;
  /** 0 until it is published. */
  readonly version: number;
  /** SHA-256 of the source text. */
  readonly hash: string;
  readonly title: Sentence;
  readonly company: Sentence;
  readonly interpreter: Sentence;
  /** Employees are bound by labour law's terms, members of an association by its charter. */
  readonly basis: 'employment' | 'association';
  /** Where and since when the text binds. */
  readonly scope: Sentence;
  /** The date (YYYY-MM-DD) of the company's own text. */
  readonly publishedOn: string;
  readonly effectiveAtMs: number;
  /** The versions before this one, oldest first: what happened in their time is judged by them. A draft has none. */
  readonly earlier: readonly Era[];
  readonly clauses: readonly Clause[];
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly roles: ReadonlyMap<string, Named>;
  /** How people stand to the company of whom nobody has said it by name; the first that names a person counts. */
  readonly relations: readonly Standing[];
  /** `hr`, `supervising`, `it` and one per duty: named selectors that resolve to people now. */
  readonly offices: ReadonlyMap<string, Named>;
  /** Who decides about leaders, and what nobody else may decide; null: the policy names nobody. */
  readonly lastInstance: Resolved | null;
  readonly ladder: Ladder;
  readonly uses: readonly RuleUse[];
  readonly manners: Manners;
  /** Null: the policy has none. */
  readonly dailyClose: DailyClose | null;
  readonly messages: MessageKeeping;
  /** By which words messages are read. */
  readonly lexicon: Lexicon;
  readonly spokesmen: readonly Spokesman[];
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
  /** Keys (`subjectKey`) of the subjects that could not be checked: their open cases stay open. */
  readonly unseenSubjects: readonly string[];
  /** Keys of the subjects that an exception spares; absent: none. */
  readonly spared?: readonly string[];
}

/** Everything the policy says about one group at one moment. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageLine[];
  /** Hash of policy hash and of the facts: the same input gives the same findings. */
  readonly inputHash: string;
}
