import type { Absence, WorkPlan } from '../work-time/work-plan.ts';
import type { Message } from './message.ts';
import type { Lexicon, Reading } from './reading.ts';

/** All that is known of one group when its obligations are judged. Any order, and repeats, mean the same. */
export interface Conversation {
  readonly chatId: string;
  readonly messages: readonly Message[];
  /** By message id, as they were read when they were heard: for those whose words are not kept. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** By which words the others are read. */
  readonly lexicon: Lexicon;
  readonly published: readonly Published[];
  readonly presses: readonly Press[];
  readonly rulings: readonly Ruling[];
  readonly members: readonly Member[];
  readonly roles: readonly RoleHeld[];
  readonly departments: readonly Department[];
  /** Signs of life elsewhere: another group, a page, a clock. */
  readonly signs: readonly Sign[];
  /** The hours of the group, for whom nobody in particular is waited for. */
  readonly plan: WorkPlan;
  /** Up to when everything that was said is here; absent: up to now. Later than that nothing is judged. */
  readonly seenUntilMs?: number;
  /** Times of which something is missing for good: what fell due in them nobody can say. Absent: none. */
  readonly gaps?: readonly Gap[];
  /** Only what was asked in this time is judged; absent: everything. Answers count whenever they came. */
  readonly asked?: { readonly fromMs: number; readonly untilMs: number };
  /** What of a longer conversation is here; absent: all of it. */
  readonly part?: Part;
}

/** A part of a conversation, and which of its matters can be judged by it: what is older and settled is not among them. */
export interface Part {
  /** What was asked from here on is judged. */
  readonly fromMs: number;
  /** From here on every message is here; earlier, so that what is asked from `fromMs` on can be read in its context. */
  readonly wholeFromMs: number;
  /** What was asked before and is judged, too: by message id, who is waited for (`awaitedKey`). */
  readonly matters: ReadonlyMap<string, ReadonlySet<string>>;
  /** The keys of the obligations that are known to be made of it. */
  readonly keys: ReadonlySet<string>;
  /** From when on every message of somebody is here, where that is earlier. */
  readonly bySender: ReadonlyMap<string, number>;
}

export const awaitedKey = (awaited: readonly string[]): string => JSON.stringify(awaited);

/** Whether a message, or what we published, may open something that is judged here. */
export const isJudgedIn = (id: string, atMs: number, { part }: Conversation): boolean =>
  !part || atMs >= part.fromMs || part.matters.has(id);

/** Whether everything that somebody said from a moment on is here. */
export const isAllHere = (by: string, sinceMs: number, { part }: Conversation): boolean =>
  !part || sinceMs >= Math.min(part.wholeFromMs, part.bySender.get(by) ?? part.wholeFromMs);

export interface Gap {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface Member {
  readonly id: string;
  readonly kind: 'employee' | 'external' | 'robot';
  /** How others may call him when they speak for him: name, title. */
  readonly names: readonly string[];
  readonly fromMs: number;
  readonly untilMs: number | null;
  /** Without absences: which of them count is the rule's. */
  readonly plan: WorkPlan;
  readonly absences: readonly Absence[];
}

/** A role of the policy's role table; `over` null: over everybody in the group. */
export interface RoleHeld {
  readonly role: string;
  readonly by: string;
  readonly over: string | null;
  readonly fromMs: number;
  readonly untilMs: number | null;
}

/** Speaks for another, as the role table says: his words count as those of the one whom he names. */
export const SPEAKS_FOR = '代发人';

/** Who answers for a department, and in which time; absent: always. A department may have a line for each time. */
export interface Department {
  readonly names: readonly string[];
  readonly responsible: readonly string[];
  readonly fromMs?: number;
  readonly untilMs?: number | null;
}

/** What we sent ourselves, by card, page or command line: known without any archive. */
export interface Published {
  readonly id: string;
  readonly ruleId: string;
  readonly by: string;
  readonly to: readonly string[];
  readonly atMs: number;
  readonly recalledAtMs: number | null;
}

/** A button under the card of an obligation, or a page; `on` is the message or what we published. */
export interface Press {
  readonly id: string;
  readonly on: string;
  readonly by: string;
  readonly says: 'received' | 'done' | 'accepts' | 'declines' | 'moved' | 'handed-over' | 'not-mine';
  readonly atMs: number;
  /** The day to which it is moved, or who is to take it over. */
  readonly to?: string | null;
}

/** What the asker said of an unsure one; `to` names whom he meant when two have one name. */
export interface Ruling {
  readonly on: string;
  readonly by: string;
  readonly verdict: 'task' | 'not-task';
  readonly to: string | null;
  readonly atMs: number;
}

export interface Sign {
  readonly by: string;
  readonly atMs: number;
  readonly how: 'spoke' | 'pressed' | 'opened-page' | 'clocked-in';
}

/** Whether what was asked at a moment is judged here. */
export const isAskedIn = (atMs: number, { asked }: Conversation): boolean =>
  !asked || (asked.fromMs <= atMs && atMs < asked.untilMs);

export const isIn = (member: Member, atMs: number): boolean =>
  member.fromMs <= atMs && (member.untilMs === null || atMs < member.untilMs);

/** Whether somebody holds one of the roles over somebody at a moment. */
export const holds = (
  { roles }: Conversation,
  by: string,
  wanted: readonly string[],
  over: string,
  atMs: number,
): boolean =>
  roles.some((held) => held.by === by && wanted.includes(held.role) && isOver(held, over) && isHeld(held, atMs));

/** Who holds a role at a moment, over somebody or, with null, over everybody. */
export const holdersOf = ({ roles }: Conversation, role: string, over: string | null, atMs: number): string[] => [
  ...new Set(
    roles
      .filter((held) => held.role === role && isHeld(held, atMs) && (over === null || isOver(held, over)))
      .map(({ by }) => by),
  ),
];

const isOver = (held: RoleHeld, over: string): boolean => held.over === null || held.over === over;

/** Who answers for one of these departments at a moment: by department. */
export const answerFor = (
  { departments }: Conversation,
  called: readonly string[],
  atMs: number,
): (readonly string[])[] =>
  departments
    .filter(({ names }) => names.some((name) => called.includes(name)))
    .filter(({ fromMs = Number.NEGATIVE_INFINITY, untilMs = null }) => isHeld({ fromMs, untilMs }, atMs))
    .map(({ responsible }) => responsible);

const isHeld = ({ fromMs, untilMs }: Pick<RoleHeld, 'fromMs' | 'untilMs'>, atMs: number): boolean =>
  fromMs <= atMs && (untilMs === null || atMs < untilMs);
