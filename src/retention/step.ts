import type { RetentionConfig } from '../config.ts';

export type Period = keyof RetentionConfig;

/** Something that goes once its period is over. SQL of our own: `t` is the row, `$1` the corp, `$2` before when it has to be. */
export interface Step {
  readonly what: string;
  readonly table: string;
  /** The moment from which its age counts: an expression of `t`. */
  readonly since: string;
  readonly period: Period;
  /** Besides its age. */
  readonly where: string;
  /** What is set instead; absent: the row goes. */
  readonly empties?: readonly string[];
}

/** Not said around a matter that stays, not in a group that is held, and by nobody who is. */
export const saidFreely = (by: string, at: string): string =>
  `${untold('t.chat_id', at)} and t.${by} not in (select qungui.held_members($1))`;
export const untold = (chat: string, at: string): string =>
  `not exists (select from qungui.kept_talk($1) k where k.chat_id = ${chat} and t.${at} between k.from_at and k.until_at)`;
export const freeChat = `t.chat_id not in (select qungui.kept_chats($1))`;
export const freeBy = (column: string): string => `t.${column} not in (select qungui.kept_members($1))`;
export const freePerson = `t.person_id not in (select qungui.kept_persons($1))`;
/** A table whose rows go: the column from which their age counts, and what must hold besides. */
export const gone = (table: string, since: string, period: Period, ...where: readonly string[]): Step => ({
  what: table,
  table,
  since: `t.${since}`,
  period,
  where: where.join(' and ') || 'true',
});
