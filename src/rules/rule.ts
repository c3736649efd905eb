import type { z } from 'zod';
import type { Spoken } from '../content/flow.ts';
import type { FactKind, GroupFacts, Unseen } from '../events/facts.ts';
import type { RecordKind } from '../events/records.ts';
import type { ObligationRule } from '../obligations/rule.ts';
import type { Flowing, Found, Grading, Hearing, LooksBack } from './hears.ts';

/** Whom a breach, task or question is about. A member is named by his id in the group. */
export type Subject =
  | { readonly kind: 'group' }
  | { readonly kind: 'member'; readonly id: string }
  | { readonly kind: 'person'; readonly id: string };

export const subjectKey = (subject: Subject): string =>
  subject.kind === 'group' ? 'group' : `${subject.kind}:${subject.id}`;

/**
 * Values that fill a sentence's places; all of them are shown to people, so all of them are text. `attests` is the word that
 * whoever presses "done" vouches for, `attestsOf` the member it is about, `attestsAbout` what was there at that moment.
 */
export type Detail = Readonly<Record<string, string>>;

/**
 * What a rule says about one subject.
 * `breach`: the policy is not kept. `task`: somebody must do something, nobody is at fault. `question`: somebody is asked
 * before anybody is accused. `unseen`: this subject could not be checked. Silence is "fine".
 */
export type Outcome<Says extends string = string> =
  | Said<'breach' | 'task' | 'question', Says>
  | { readonly kind: 'unseen'; readonly subject: Subject; readonly reason: Unseen };

export interface Said<Kind extends string, Says extends string = string> {
  readonly kind: Kind;
  readonly subject: Subject;
  readonly says: Says;
  readonly detail: Detail;
  /** Who is told first. A member who cannot be reached by app message is told through the admin. */
  readonly tell: 'member' | 'admin' | 'hr';
  /** When it happened; absent: it is so now. What happened while somebody was exempted is not told of him later. */
  readonly happenedAtMs?: number;
  /** `-` for state facts, or a word where one subject can lack several things at once; the event's key for event facts. */
  readonly window: string;
}

/** A sentence in both languages; places are `{name}`. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** A rule: data, and one pure function. No I/O, no clock, no randomness, no regular expression from a policy. */
export interface Rule<Settings = unknown, Says extends string = string> {
  readonly id: string;
  readonly title: Sentence;
  /** Facts without which nothing can be judged; the evaluator answers "not checkable" for the group instead of asking. */
  readonly needs: readonly FactKind[];
  /** What it asks beyond the moment: what was before, stands beside or was vouched for. */
  readonly asks?: readonly RecordKind[];
  /** `unregistered`: judged in groups that the register does not hold, and nowhere else. */
  readonly judges?: 'unregistered';
  /** Kinds whose groups it compares with, none for the group's own; and which members it looks for in them. */
  beside?(settings: Settings): readonly string[];
  looksFor?(facts: GroupFacts, settings: Settings): readonly string[];
  readonly settings: z.ZodType<Settings>;
  /** What happened, for people: one sentence an outcome. */
  readonly says: Readonly<Record<Says, Sentence>>;
  /** What to do about it, exactly: one instruction an outcome. */
  readonly fix: Readonly<Record<Says, Sentence>>;
  /** What a use with these settings looks at, for `policy explain`; no full stop. */
  inWords(settings: Settings): Sentence;
  /**
   * For rules about what happened: the facts with only what happened from one moment until another, so that it is judged by
   * the version of the policy of its own time. Absent: the rule is about what is so now.
   */
  happenedIn?(facts: GroupFacts, fromMs: number, untilMs: number): GroupFacts;
  /** Where its settings name roles or offices of the file by their names alone. */
  rolesNamed?(settings: unknown): readonly RoleNamed[];
  /** For rules about answers: what makes somebody be waited for in groups to which this use applies. Rows and timers follow it. */
  waitsFor?(settings: Settings, use: Waiting): ObligationRule;
  /** For rules about content: what is found in one message, once, when it is heard. Needs `messages`, asks for `hits`. */
  hears?(heard: Hearing, settings: Settings): readonly Found<Says>[];
  /**
   * For rules about content: what is found in all that one sender said in a group, in his order, by what of it needs no words. It is
   * found anew whenever more of it becomes known, so that any order of arrival ends in the same.
   */
  flows?(own: readonly Spoken[], facts: GroupFacts, settings: Settings): readonly Flowing<Says>[];
  /**
   * For rules that say of time alone that something is missing: the first moment behind `afterMs` at which something is due. A look is
   * armed for it. Null: never.
   */
  dueAfter?(facts: GroupFacts, settings: Settings, afterMs: number): number | null;
  looksBack?(settings: Settings): LooksBack;
  /** For what words cannot say: what a classifier is asked of one message, later; null: nothing. */
  grades?(heard: Pick<Hearing, 'message' | 'facts'>, settings: Settings): Grading | null;
  /** `waits` is what `waitsFor` gave for the use that is judged; a rule that is judged by itself takes its own. */
  judge(facts: GroupFacts, settings: Settings, waits?: ObligationRule): Outcome<Says>[];
}

/** What of a use its obligations carry. */
export interface Waiting {
  readonly instance: string;
  readonly clause: string;
  /** How long the policy's working day is. */
  readonly workdayMs: number;
}

export interface RoleNamed {
  readonly role: string;
  readonly path: readonly (string | number)[];
}

/** Keeps the literal types of a rule's sentences and settings. */
export function defineRule<Settings, Says extends string>(rule: Rule<Settings, Says>): Rule<Settings, Says> {
  return rule;
}
