import type { Absence, WorkPlan } from '../work-time/work-plan.ts';
import type { Conversation } from './conversation.ts';
import type { Hit } from './hit.ts';

/**
 * What is known of a group beyond the moment: what was before, what stands beside it, and what people vouched for.
 * Lists come in the order of time; times are milliseconds.
 */
export interface Records {
  readonly siblings: readonly Sibling[];
  /** Kinds whose groups were searched for members of this one; a sibling of another kind shows none of them. */
  readonly searchedKinds: readonly string[];
  /** Stays that ended here lately, and removals anywhere of those who are inside now. */
  readonly stays: readonly PastStay[];
  /** Every name this group has had, the present one last. */
  readonly names: readonly NameSpell[];
  /** SHA-256 of the announcement [92122]; null: there is none. */
  readonly noticeHash: string | null;
  /** Nicknames of those inside, the present ones among them. */
  readonly nicknames: readonly NicknameSpell[];
  /** By person: when departments or title last changed. Who was never seen to move is absent. */
  readonly moves: Readonly<Record<string, number>>;
  readonly attestations: readonly Attestation[];
  /** Breaches of members that were told to somebody. */
  readonly reminded: readonly Reminded[];
  /** Null: nothing says when the group was last in use. */
  readonly activity: Activity | null;
  /** What was found in messages, in the order in which they were said. */
  readonly hits: readonly Hit[];
  /** The company's lists of words that there are, by name. */
  readonly wordLists: readonly string[];
  /** What was said lately, by whom, and who they are to each other; null: nobody looked. */
  readonly talk: Conversation | null;
  /** Who of those inside is on leave or on a trip, or was lately: by account, lower-cased. */
  readonly away: Readonly<Record<string, readonly Absence[]>>;
  /** When each of those inside works, by account, lower-cased; absent: nobody looked, and all keep the country's calendar. */
  readonly work?: Readonly<Record<string, WorkPlan>>;
  /** Since when each use of a rule listens here, by its name in the policy; absent: nobody looked, and it always did. */
  readonly heardFrom?: Readonly<Record<string, number>>;
  /** Uses of which the classifier has not graded everything here, by their names, and since when. */
  readonly ungraded?: Readonly<Record<string, number>>;
}

/** Which of these are read for a group; `names` with its announcement. */
export type RecordKind =
  | 'siblings'
  | 'stays'
  | 'names'
  | 'nicknames'
  | 'moves'
  | 'attestations'
  | 'reminded'
  | 'activity'
  | 'hits'
  | 'talk'
  | 'away'
  | 'work'
  | 'heard-from'
  | 'ungraded';

/** Another registered group: of the same kind and owner department, or of a set that a rule names. */
export interface Sibling {
  readonly chatId: string;
  readonly kind: string;
  readonly ownerDepartment: string;
  readonly name: string;
  readonly createdAtMs: number | null;
  /** Members of this group who are in that one too. */
  readonly shared: readonly { readonly id: string; readonly joinedAtMs: number }[];
}

export interface PastStay {
  readonly chatId: string;
  readonly memberId: string;
  readonly personId: string | null;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** WeCom says whether somebody left or was removed, never by whom [92130]. */
  readonly how: 'left' | 'removed' | 'unknown';
}

export interface NameSpell {
  readonly name: string;
  readonly sinceMs: number;
}

export interface NicknameSpell {
  readonly memberId: string;
  readonly nickname: string;
  readonly sinceMs: number;
}

/** A person said that something is so: a switch is on, a review is done, an avatar is his own. */
export interface Attestation {
  /** A word of the policy: `invite-confirmation`, `member-review`. */
  readonly what: string;
  /** The member it is about; null: the group. */
  readonly memberId: string | null;
  /** Account of whoever vouches for it. */
  readonly by: string;
  readonly atMs: number;
  /** What was there when it was said: the hash of an announcement, a name. Empty: nothing to compare with. */
  readonly about: string;
}

export interface Reminded {
  readonly rule: string;
  readonly instance: string;
  readonly memberId: string;
  readonly atMs: number;
}

export interface Activity {
  readonly lastMessageAtMs: number | null;
  /** From when on nobody wrote, where what was before is not known; absent: since the last message, or ever. */
  readonly silentSinceMs?: number;
  /** Up to when it is known that nobody wrote since. */
  readonly silentUntilMs: number;
  readonly provenBy: 'archive' | 'owner-statistics';
}

export const noRecords: Records = {
  siblings: [],
  searchedKinds: [],
  stays: [],
  names: [],
  noticeHash: null,
  nicknames: [],
  moves: {},
  attestations: [],
  reminded: [],
  activity: null,
  hits: [],
  wordLists: [],
  talk: null,
  away: {},
};
