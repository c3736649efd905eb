import type { Absence } from '../work-time/work-plan.ts';

/** What makes somebody be waited for, and until when: the settings of one clause. All times are working time, in milliseconds. */
export interface ObligationRule {
  readonly id: string;
  readonly clause: string;
  readonly opens: 'task' | 'notice' | 'question' | 'customer' | 'published';
  /** Roles over the addressee whose words count. Empty: everybody's. */
  readonly speakers: readonly string[];
  /** A mark that a message must carry to count at all; null: any mark will do. `receipt`: answer only when asked. */
  readonly only: 'same-day' | 'receipt' | null;
  /** Whom `@所有人` means. */
  readonly all: 'everyone' | 'nobody';
  /** Whom a message means that names nobody; `role`: the department that it names, else the group's holders of `role`. */
  readonly unnamed: 'everyone' | 'role' | 'nobody';
  /** The role that answers for a department, or for everybody to a customer. */
  readonly role: string;
  /** `asker`: what the same person adds while he waits belongs to the first, whose clock it does not set back. */
  readonly joins: 'asker' | 'none';
  /** Which words answer when nothing points at the message; a reply that points at it may use any. */
  readonly accepts: 'any-words' | 'lexicon';
  readonly pausedBy: readonly Absence['why'][];
  /** Whether a miss must show that the person could have answered. */
  readonly reachable: 'must-be-shown' | 'not-asked';
  readonly acknowledge: ClockSetting | null;
  readonly result: ResultSetting | null;
}

export interface ClockSetting {
  /** Null: the company has set no limit yet; nobody can be late. */
  readonly withinMs: number | null;
  readonly warnBeforeMs: readonly number[];
  readonly escalate: readonly { readonly afterMs: number; readonly toRole: string }[];
}

export interface ResultSetting extends ClockSetting {
  /** `stated`: the end of work of the day that the message names, else `withinMs`. */
  readonly due: 'stated' | 'within';
  readonly endsBy: readonly ResultEnd[];
}

/** Moving to a date with a reason ends nothing: it gives another day. */
export type ResultEnd = 'done' | 'handed-over' | 'answered';
