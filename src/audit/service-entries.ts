import { z } from 'zod';
import { ChatId, Count, Id, InCase, Time, Title, v, Word } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

const CallbackParked = z.strictObject({
  v,
  kind: z.literal('callback-parked'),
  callbackId: Id,
  attempts: Count,
  because: Word,
});
/** A person had a parked callback handled again; `by` is null where nobody signed. */
const CallbackReplayed = z.strictObject({
  v,
  kind: z.literal('callback-replayed'),
  callbackId: Id,
  parkedBecause: Word,
  by: Pseudonym.nullable(),
});
/** More cases than the policy allows: the rest is held. */
const BrakeOn = z.strictObject({ v, kind: z.literal('brake-on'), rule: Word, held: Count });
/** A person let go of what the brake held. */
const BrakeOff = z.strictObject({ v, kind: z.literal('brake-off'), rule: Word, released: Count, by: Pseudonym });
/** A person stopped a rule, a kind of group or the corp: so many cases and messages were held by it. */
const StopMade = z.strictObject({
  v,
  kind: z.literal('stop-made'),
  target: z.enum(['rule', 'kind', 'corp']),
  name: Title,
  cases: Count,
  notices: Count,
  by: Pseudonym,
});
/** A person took it up again: so many cases are told, messages released, and dropped because they were settled. */
const StopEnded = z.strictObject({
  v,
  kind: z.literal('stop-ended'),
  target: z.enum(['rule', 'kind', 'corp']),
  name: Title,
  cases: Count,
  released: Count,
  dropped: Count,
  by: Pseudonym,
});
/** A batch of one rule's cases was taken back: which they were, and who was told so. One entry, its lines in it. */
const BatchTakenBack = z.strictObject({
  v,
  kind: z.literal('batch-taken-back'),
  instance: Title,
  since: Time,
  cases: z.array(z.strictObject({ caseId: Id, chatId: ChatId, was: Word })),
  corrections: z.array(z.strictObject({ noticeId: Id, to: Pseudonym })),
  dropped: z.array(Id),
  by: Pseudonym,
});
const SyncFailed = z.strictObject({
  v,
  kind: z.literal('sync-failed'),
  what: Word,
  chatId: ChatId.nullable(),
  code: Word,
  errcode: z.int().nullable(),
});
const KeyRotated = z.strictObject({
  v,
  kind: z.literal('key-rotated'),
  what: z.enum(['data-key', 'key-encryption-key', 'secret', 'callback-key']),
  kid: Word,
  by: Pseudonym,
});
/** Somebody took data out: who, what, how much, and for what purpose. */
const ReportExported = z.strictObject({
  v,
  kind: z.literal('report-exported'),
  what: Word,
  rows: Count,
  purpose: Word,
  by: Pseudonym,
});
/** Somebody took everything about one case: the hash is that of the whole file. */
const EvidencePacked = z.strictObject({
  ...InCase,
  v: z.literal(2),
  kind: z.literal('evidence-packed'),
  by: Pseudonym,
  /** Who else let it leave the house; entries of version 1 are from before that was asked for. */
  second: Pseudonym,
  purpose: Word,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  records: Count,
});
/** Retention or a person's right took data away; the chain keeps its hash. */
const RecordErased = z.strictObject({
  v,
  kind: z.literal('record-erased'),
  what: Word,
  rows: Count,
  because: Word,
  by: Pseudonym.nullable(),
});

/** What became of one change that the service made to a group at WeCom. `target` is null where it is a name; `by`: the service itself. */
const GroupChange = z.strictObject({
  v,
  kind: z.literal('group-change'),
  chatId: ChatId,
  changeId: Id,
  what: Word,
  target: Pseudonym.nullable(),
  why: Word,
  outcome: z.enum(['done', 'unknown', 'refused', 'dropped']),
  errcode: z.int().nullable(),
  by: Pseudonym.nullable(),
  caseId: Id.nullable(),
});
/** A person has seen that so many would be removed from a group at once, and wants it. */
const RemovalsConfirmed = z.strictObject({
  v,
  kind: z.literal('removals-confirmed'),
  chatId: ChatId,
  count: Count,
  by: Pseudonym,
});

/** What the service does and is told to do: callbacks, brakes, stops, keys, data taken out. */
export const SERVICE_ENTRIES = [
  CallbackParked,
  CallbackReplayed,
  BrakeOn,
  BrakeOff,
  StopMade,
  StopEnded,
  BatchTakenBack,
  SyncFailed,
  KeyRotated,
  ReportExported,
  EvidencePacked,
  RecordErased,
  GroupChange,
  RemovalsConfirmed,
] as const;
