import { z } from 'zod';
import { AuditSubject, Pseudonym } from './pseudonym.ts';

// What is stored here is a contract for ever: a kind's fields never change. A new shape is a new `v` beside the old one.
// People only by pseudonym; no names, nicknames or chat text: the trail outlives the right to keep them.

/** A word of the house: a rule, a state, a reason. Never free text. */
const Word = z.string().regex(/^[\w][\w.:/@-]{0,99}$/, 'a key, not prose');
/** A title of the policy or the register, in any script. Not for what people said or are called. */
const Title = z.string().min(1).max(120);
const Id = z.uuid();
const ChatId = z.string().min(1).max(64);
const Time = z.iso.datetime({ precision: 3 });
const Count = z.int().min(0);
const v = z.literal(1);

const Policy = { policySlug: Word, policyVersion: Count };
/** What a judgement was made from: the version that judged, and the hash of the facts. */
const Judged = { ...Policy, inputHash: Word };
const InCase = { v, caseId: Id, chatId: ChatId };

/** A breach, task or question began. */
const CaseOpened = z.strictObject({
  ...InCase,
  ...Judged,
  kind: z.literal('case-opened'),
  nature: z.enum(['breach', 'task', 'question']),
  rule: Word,
  instance: Title,
  clause: Title,
  subject: AuditSubject,
  says: Word,
  level: z.enum(['observe', 'remind', 'propose']),
  tell: Word,
});
/** A notice about it was written to somebody. */
const CaseTold = z.strictObject({ ...InCase, kind: z.literal('case-told'), noticeId: Id, to: Pseudonym, tell: Word });
/** It was opened and nobody was told, and why. */
const CaseHeld = z.strictObject({ ...InCase, kind: z.literal('case-held'), because: Word });
/** Its grace ran out and the next in line was told. */
const CaseEscalated = z.strictObject({ ...InCase, kind: z.literal('case-escalated'), to: Word });
/** It goes on, and what is wrong has changed. */
const CaseChanged = z.strictObject({ ...InCase, ...Judged, kind: z.literal('case-changed'), says: Word });
/** It ended. `judged` is null where nothing was judged: its group is gone. */
const CaseClosed = z.strictObject({
  ...InCase,
  kind: z.literal('case-closed'),
  because: Word,
  judged: z.strictObject(Judged).nullable(),
});
/** A policy changed, and what was a breach under the old one is none under the new one. */
const PolicyChangedClosed = z.strictObject({ ...InCase, ...Policy, kind: z.literal('policy-changed-closed') });
/** A person decided about what was judged so; the reason is sealed elsewhere. */
const DecisionMade = z.strictObject({
  ...InCase,
  ...Judged,
  kind: z.literal('decision-made'),
  decisionId: Id,
  actor: Pseudonym,
  action: Word,
  via: z.enum(['card', 'reply', 'page', 'cli']),
});

/** A press had no effect, and why: forged, expired, not entitled, a closed case. */
const PressRefused = z.strictObject({ v, kind: z.literal('press-refused'), actor: Pseudonym, because: Word });

/** One attempt to send, also when it failed. errcode is null when WeCom did not answer. */
const NoticeTried = z.strictObject({
  v,
  kind: z.literal('notice-tried'),
  noticeId: Id,
  to: Pseudonym,
  attempt: z.int().min(1),
  errcode: z.int().nullable(),
  outcome: Word,
});
const NoticeState = z.strictObject({
  v,
  kind: z.literal('notice-state'),
  noticeId: Id,
  from: Word.nullable(),
  to: Word,
  because: Word.nullable(),
});

/** What could be seen of a group for a rule began or ceased to be seen. */
const CoverageChanged = z.strictObject({
  v,
  kind: z.literal('coverage-changed'),
  chatId: ChatId,
  rule: Word,
  from: Word.nullable(),
  to: Word,
  because: Word.nullable(),
  policyVersion: Count,
});
const PolicyPublished = z.strictObject({
  v,
  kind: z.literal('policy-published'),
  ...Policy,
  hash: Word,
  effectiveAt: Time,
  by: Pseudonym,
});
const GroupRegistered = z.strictObject({
  v,
  kind: z.literal('group-registered'),
  chatId: ChatId,
  groupKind: Title,
  ownerDepartment: Title,
  permit: z.enum(['approval', 'filing', 'none']),
  by: Pseudonym,
});
const AppointmentMade = z.strictObject({
  v,
  kind: z.literal('appointment-made'),
  chatId: ChatId,
  admin: Pseudonym,
  change: z.enum(['appointed', 'withdrawn']),
  by: Pseudonym,
});
/** Somebody handed in a sheet of groups: how many lines were taken and returned, and how many groups nobody had heard of. */
const GroupsDeclared = z.strictObject({
  v,
  kind: z.literal('groups-declared'),
  source: z.enum(['xlsx', 'csv']),
  taken: Count,
  returned: Count,
  unheard: Count,
  by: Pseudonym,
});
/** A group that people had declared was found: it lives on under its real id. */
const GroupFound = z.strictObject({ v, kind: z.literal('group-found'), declared: ChatId, chatId: ChatId });
/** A round of asking every owner what his groups are. */
const InventoryStarted = z.strictObject({
  v,
  kind: z.literal('inventory-started'),
  inventoryId: Id,
  lines: Count,
  cutOffAt: Time,
  papersUntil: Time,
  by: Pseudonym,
});
const InventoryEnded = z.strictObject({ v, kind: z.literal('inventory-ended'), inventoryId: Id, by: Pseudonym });
/** A card to an owner was written: his first, or his second and last. */
const InventoryAsked = z.strictObject({
  v,
  kind: z.literal('inventory-asked'),
  inventoryId: Id,
  noticeId: Id,
  to: Pseudonym,
  place: z.union([z.literal(1), z.literal(2)]),
  chatIds: z.array(ChatId).min(1).max(3),
});
const InventoryAnswered = z.strictObject({
  v,
  kind: z.literal('inventory-answered'),
  inventoryId: Id,
  chatId: ChatId,
  answer: z.enum(['kind', 'unused', 'not-mine', 'migrate']),
  groupKind: Title.nullable(),
  via: z.enum(['card', 'cli']),
  actor: Pseudonym,
});
/** One decision that registers many groups. */
const RegisterConfirmed = z.strictObject({
  v,
  kind: z.literal('register-confirmed'),
  because: z.enum(['inventory', 'approval']),
  lines: z
    .array(
      z.strictObject({
        chatId: ChatId,
        groupKind: Title,
        ownerDepartment: Title,
        permit: z.enum(['approval', 'filing', 'none']),
        confidence: z.enum(['certain', 'likely', 'unknown', 'answered']),
      }),
    )
    .min(1),
  by: Pseudonym,
});
/** An approval at WeCom that is about groups changed its state. `by`: whoever decided last, as WeCom says. */
const ApprovalMoved = z.strictObject({
  v,
  kind: z.literal('approval-moved'),
  approvalId: Id,
  from: Word.nullable(),
  to: Word,
  groups: Count,
  by: Pseudonym.nullable(),
});
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

/** Everything that the trail can say. */
export const AuditEntry = z.discriminatedUnion('kind', [
  CaseOpened,
  CaseTold,
  CaseHeld,
  CaseEscalated,
  CaseChanged,
  CaseClosed,
  PolicyChangedClosed,
  DecisionMade,
  PressRefused,
  NoticeTried,
  NoticeState,
  CoverageChanged,
  PolicyPublished,
  GroupRegistered,
  AppointmentMade,
  GroupsDeclared,
  GroupFound,
  InventoryStarted,
  InventoryEnded,
  InventoryAsked,
  InventoryAnswered,
  RegisterConfirmed,
  ApprovalMoved,
  IdentityDecided,
  Attested,
  RelationSet,
  ListSet,
  ShortNamesSet,
  AccountRenamed,
  PersonJoinedUp,
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
  RecordErased,
  GroupChange,
  RemovalsConfirmed,
]);
export type AuditEntry = z.infer<typeof AuditEntry>;
