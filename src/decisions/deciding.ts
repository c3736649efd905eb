import type { AuditEntry } from '../audit/entry.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';

/** What every use case of this room is told besides its transaction. */
export interface Deciding {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

export type Via = 'card' | 'reply' | 'page' | 'cli';

/** Who does something, and through which door. `by` is his account. */
export interface Doer {
  readonly by: string;
  readonly via: Via;
}

/** What something came to. The entries belong into the trail, last in the transaction. */
export interface Came<Outcome extends string> {
  readonly outcome: Outcome;
  readonly entries: readonly AuditEntry[];
}

/** Nothing happened, and why not. */
export const nothing = <Outcome extends string>(outcome: Outcome): Came<Outcome> => ({ outcome, entries: [] });

type Column = 'note' | 'question' | 'text' | 'reason';

/** Seals what somebody wrote, in one row of one table; empty words are none. */
export function sealWords(
  { keys }: Pick<Deciding, 'keys'>,
  table: 'proposal' | 'statement' | 'decision' | 'appeal',
  column: Column,
  row: string,
  text: string | null,
): string | null {
  const said = text?.trim() ?? '';
  return said === '' ? null : keys.seal({ table, column, row }, said.slice(0, MOST_CHARACTERS));
}

/** More than anybody types into a chat; a page says so before. */
export const MOST_CHARACTERS = 4_000;

/** What somebody wrote; null when nothing was, or when the key is gone. */
export function openWords(
  { keys }: Pick<Deciding, 'keys'>,
  table: 'proposal' | 'statement' | 'decision' | 'appeal',
  column: Column,
  row: string,
  sealed: string | null,
): string | null {
  if (sealed === null) return null;
  try {
    return keys.open({ table, column, row }, sealed);
  } catch {
    return null;
  }
}
