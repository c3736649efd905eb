import type { AuditEntry } from '../audit/entry.ts';
import type { CorpConfig } from '../config.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Reason } from './reasons.ts';

/** What every use case of this room is told besides its transaction. */
export interface Complaining {
  readonly corp: Pick<CorpConfig, 'slug' | 'pages'>;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/** What somebody reports: what a member of a group said, the group as such, or something that only his words name. */
export interface About {
  readonly chatId: string | null;
  readonly memberId: string | null;
  readonly saidAt: Date | null;
}

export interface ToComplain {
  /** His account. */
  readonly by: string;
  readonly about: About;
  readonly reason: Reason;
  readonly text: string;
  readonly via: 'page' | 'reply';
}

export interface Came<Outcome extends string> {
  readonly outcome: Outcome;
  readonly entries: readonly AuditEntry[];
}

export const nothing = <Outcome extends string>(outcome: Outcome): Came<Outcome> => ({ outcome, entries: [] });

/** As people quote it: J-12. */
export const complaintNumber = (number: bigint): string => `J-${number}`;

/** What is written, sealed in its row. */
export const SEALED = {
  text: (row: string) => ({ table: 'complaint', column: 'text', row }),
  answer: (row: string) => ({ table: 'complaint', column: 'answer', row }),
} as const;

/** More than anybody types into a chat; a page says so before. */
export const MOST_CHARACTERS = 1_000;
