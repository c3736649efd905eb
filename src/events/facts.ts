import type { PersonId } from '../ids.ts';
import type { Group, Member, Registered } from './group.ts';
import type { Directory } from './person.ts';
import type { Records } from './records.ts';

/** What may be known of a group at a moment: all that a rule is ever told. Nothing in it changes while it is judged. */
export interface GroupFacts {
  readonly atMs: number;
  readonly group: Group;
  readonly registered: Registered | null;
  readonly members: readonly Member[];
  readonly directory: Directory;
  /** What admins answered when they were asked about a join (`joinKey`) or an outsider (`belongsKey`). */
  readonly answers: ReadonlyMap<string, 'agreed' | 'not-agreed'>;
  /** Why a kind of fact cannot be seen in this group; a kind that is absent can be seen. */
  readonly unseen: ReadonlyMap<FactKind, Unseen>;
  /** What was before, stands beside and was vouched for; absent: nobody looked, and rules that ask for it cannot be judged. */
  readonly records?: Records;
  /** Whom people agreed to spare for a while, those too for whom it is over; absent: nobody. */
  readonly exemptions?: readonly ExemptionFact[];
}

/**
 * Somebody is, or was, spared by a use of a rule until a moment, in a group or (null) in every one: from then on only of what has happened
 * before.
 */
export interface ExemptionFact {
  readonly policySlug: string;
  readonly instance: string;
  readonly chatId: string | null;
  readonly personId: PersonId;
  readonly untilMs: number;
}

/** The kinds of facts that rules need, and that a group's reach may not show. */
export type FactKind = 'roster' | 'owner' | 'admins' | 'inviter' | 'nickname' | 'contact' | 'messages';

/** Why something could not be checked. Printed as it is; never "fine". */
export const UNSEEN = [
  'no-entry', // the register does not say what this group is for
  'other-policy', // the register names a kind that this policy does not know
  'never-fetched', // found, not read yet
  'no-nickname-api', // WeCom shows nicknames of customer groups only
  'no-inviter-api', // managed groups name no inviter
  'no-admins-api', // only customer groups list their admins
  'internal-group', // made in the client: no event, no API
  'native-group', // 全员群/部门群: WeCom keeps the roster itself
  'linked-group',
  'outside-wecom',
  'reach-unknown',
  'other-reach', // the policy does not expect a group of this kind to be of this reach
  'no-contact-record', // no employee has added this person (84061)
  'identity-unknown', // the identity desk has not decided who this is
  'relation-unknown', // nobody has said how this person stands to the company
  'inviter-not-told', // WeCom named no inviter for this join
  'no-archive',
  'no-seat', // nobody in the group has a seat of the archive
  'no-consent', // an outsider inside has not agreed that the group is archived
  'data-gap', // a sync failed or callbacks were lost
  'no-word-list', // nobody has imported the list that the rule looks in
  'calendar-unknown', // nobody has announced the working days of that year
  'shift-unknown', // nobody told when this person works; he is reminded, and cannot be late
  'unset', // the policy leaves a number open
  'excepted', // an exception of the policy spares this group for a while
] as const;
export type Unseen = (typeof UNSEEN)[number];

/** Names one join for ever: event facts are judged once per join. */
export const joinKey = (member: Pick<Member, 'id' | 'joinedAtMs'>): string => `${member.id}@${member.joinedAtMs}`;

/** Names the question whether an outsider belongs here, asked once per member and answered for good. */
export const belongsKey = (member: Pick<Member, 'id'>): string => `belongs:${member.id}`;
