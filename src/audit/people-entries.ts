import { z } from 'zod';
import { ChatId, Count, Id, Time, Title, v, Word } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

const IdentityDecided = z.strictObject({
  v,
  kind: z.literal('identity-decided'),
  member: Pseudonym,
  relation: Word,
  by: Pseudonym,
});
/** HR says how a person stands to the company. */
const RelationSet = z.strictObject({
  v,
  kind: z.literal('relation-set'),
  person: Pseudonym,
  from: Word,
  to: Word,
  by: Pseudonym,
});
/** A named list became what somebody gave. */
const ListSet = z.strictObject({
  v,
  kind: z.literal('list-set'),
  list: Title,
  lines: Count,
  begun: Count,
  ended: Count,
  by: Pseudonym,
});
/** The short names of a department became what somebody gave; as text they are in its history. */
const ShortNamesSet = z.strictObject({
  v,
  kind: z.literal('short-names-set'),
  departmentId: z.int(),
  names: Count,
  begun: Count,
  ended: Count,
  by: Pseudonym,
});
/** WeCom says that a person's account has another name. */
const AccountRenamed = z.strictObject({
  v,
  kind: z.literal('account-renamed'),
  person: Pseudonym,
  from: Pseudonym,
  to: Pseudonym,
  renamedAt: Time,
});
/** Somebody vouched for something in a group, or took it back. */
const Attested = z.strictObject({
  v,
  kind: z.literal('attested'),
  chatId: ChatId,
  what: Word,
  member: Pseudonym.nullable(),
  change: z.enum(['given', 'taken-back']),
  by: Pseudonym,
});
/** HR says that two persons are one. */
const PersonJoinedUp = z.strictObject({
  v,
  kind: z.literal('person-joined-up'),
  person: Pseudonym,
  earlier: Pseudonym,
  by: Pseudonym,
});

/** Somebody opened the pages, as WeCom says who he is. */
const SignedIn = z.strictObject({
  v,
  kind: z.literal('signed-in'),
  sessionId: Id,
  person: Pseudonym,
  client: z.enum(['wecom', 'browser']),
});
/** His session was ended before its time. */
const SignedOut = z.strictObject({
  v,
  kind: z.literal('signed-out'),
  sessionId: Id,
  person: Pseudonym,
  because: z.enum(['signed-out', 'left', 'account-changed']),
});

/** HR or IT made somebody something on the pages, until a day. */
const RoleGranted = z.strictObject({
  v,
  kind: z.literal('role-granted'),
  grantId: Id,
  person: Pseudonym,
  role: Word,
  endsAt: Time,
  by: Pseudonym,
});
/** It was taken back before that day. */
const RoleEnded = z.strictObject({
  v,
  kind: z.literal('role-ended'),
  grantId: Id,
  by: Pseudonym,
});

/** Who people are, and what HR says of them. */
export const PEOPLE_ENTRIES = [
  IdentityDecided,
  RelationSet,
  ListSet,
  ShortNamesSet,
  AccountRenamed,
  Attested,
  PersonJoinedUp,
  SignedIn,
  SignedOut,
  RoleGranted,
  RoleEnded,
] as const;
