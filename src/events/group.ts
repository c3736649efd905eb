import type { PersonId } from '../ids.ts';

/** What can be seen of a group and done to it. */
export const REACHES = ['customer', 'managed', 'internal', 'native', 'linked', 'outside', 'unknown'] as const;
export type Reach = (typeof REACHES)[number];

/** A group as it was last seen. `admins` is null where its reach shows none. */
export interface Group {
  readonly chatId: string;
  readonly reach: Reach;
  readonly name: string;
  readonly owner: string;
  readonly admins: readonly string[] | null;
  readonly createdAtMs: number | null;
}

/** One present member of a group. */
export interface Member {
  readonly id: string;
  readonly kind: 'employee' | 'external';
  /** Null while the directory has not named the account. */
  readonly personId: PersonId | null;
  readonly joinedAtMs: number;
  /** 1 invited directly, 2 invite link, 3 QR; other values happen [92122]. */
  readonly joinScene: number | null;
  /** Only where WeCom names somebody of this corp [92122]. */
  readonly inviter: string | null;
  /** The `state` of our own join way, when one was used [92229]. */
  readonly joinState: string | null;
  /** Empty: the client shows the contact name. Null: this group does not show nicknames to us. */
  readonly nickname: string | null;
  /** What the client shows when no nickname is set; empty when unknown. */
  readonly shownName: string;
}

/** What the register says a group is for, and who may look after it. */
export interface Registered {
  readonly kind: string;
  readonly ownerDepartment: string;
  readonly purpose: string;
  readonly approval: Approval | null;
  readonly filing: Approval | null;
  readonly endsAtMs: number | null;
  /** Until then old approvals and filings may be handed in (补备案), as an inventory promised; null: nothing was promised. */
  readonly papersUntilMs: number | null;
  readonly admins: readonly Appointment[];
}

export interface Approval {
  readonly by: string;
  readonly number: string;
  readonly date: string;
  /** Where the scanned paper lies. */
  readonly scan?: string;
}

export interface Appointment {
  readonly userid: string;
  readonly appointedBy: string;
  readonly sinceMs: number;
  readonly untilMs: number | null;
}
