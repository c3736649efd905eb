import type { ArchiveRecord } from './records.ts';

/** A record whose words can be read, or why not. One word for every key that does not fit: nothing more is told outside. */
export type Opened =
  | { readonly record: ArchiveRecord; readonly is: 'open'; readonly text: Uint8Array }
  | {
      readonly record: ArchiveRecord;
      readonly is: 'shut';
      readonly because: 'no-key' | 'undecryptable' | 'broken-record';
    };

/** The records of one corp's archive. Throws E-ARCHIVE-<code>, -DIED, -HUNG, -LIBRARY; what a death costs is one call. */
export interface ArchiveRecords {
  /** At most `limit` (1…1000) records behind `seq`, in their order; none: caught up. */
  pull(seq: bigint, limit: number): Promise<readonly ArchiveRecord[]>;
  open(records: readonly ArchiveRecord[]): Promise<readonly Opened[]>;
  /** Whether the private key of this version is configured. */
  holdsKey(version: number): boolean;
  close(): Promise<void>;
}

/** An internal group as the archive shows it [92951]. Who owns it is not said: WeCom's page names the creator alone. */
export interface Room {
  readonly chatId: string;
  readonly name: string;
  /** An account, lower-cased. */
  readonly creator: string;
  readonly createdAt: Date;
  readonly notice: string;
  readonly members: readonly { readonly id: string; readonly joinedAt: Date }[];
}

/** One employee and one outsider, who write to each other. */
export interface Pair {
  readonly userid: string;
  readonly external: string;
}

/** Whether outsiders agreed that a conversation is kept [91782]. */
export interface Consent {
  readonly external: string;
  readonly agreed: 'agreed' | 'refused';
  readonly sinceMs: number;
}

export interface ArchiveApi {
  /** The library's side; null: no library is configured, and there is nothing to pull. */
  readonly records: ArchiveRecords | null;
  /** Consents of the outsiders of a group. Throws WeComRefused. */
  roomConsents(chatId: string): Promise<readonly Consent[]>;
  /** The same of one-to-one conversations, at most 100 a call; more are split. Throws WeComRefused. */
  pairConsents(pairs: readonly Pair[]): Promise<readonly (Consent & Pick<Pair, 'userid'>)[]>;
  /** An internal group; `not-shown`: WeCom shows no internal group of this id to the archive. Throws WeComRefused. */
  room(chatId: string): Promise<Room | 'not-shown'>;
  /** Whose conversations are archived: accounts, lower-cased [91614]. */
  seats(): Promise<readonly string[]>;
}
