import { z } from 'zod';
import { ChatId, Count, Id, Policy, Time, Title, v, Word } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

const PolicyPublished = z.strictObject({
  v,
  kind: z.literal('policy-published'),
  ...Policy,
  hash: Word,
  effectiveAt: Time,
  by: Pseudonym,
});
/** A version was published although its replay was above the cap; somebody answers for it. */
const ReplayCapPassed = z.strictObject({ v, kind: z.literal('replay-cap-passed'), ...Policy, by: Pseudonym });
/** Somebody confirmed, on what observing had shown, that a use of a rule goes one step further. */
const RolloutConfirmed = z.strictObject({
  v,
  kind: z.literal('rollout-confirmed'),
  confirmationId: Id,
  ...Policy,
  instance: Title,
  step: Count,
  level: z.enum(['observe', 'remind', 'propose']),
  observed: Count,
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
  source: z.enum(['xlsx', 'csv', 'page']),
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
/** The promise that members hear of no fault up to a day was taken back before that day. */
const CutOffLifted = z.strictObject({
  v,
  kind: z.literal('cut-off-lifted'),
  inventoryId: Id,
  /** The day that was promised. */
  cutOffAt: Time,
  by: Pseudonym,
});
/** A card to an owner was written: his first, or his second and last. */
const InventoryAsked = z.strictObject({
  v,
  kind: z.literal('inventory-asked'),
  inventoryId: Id,
  noticeId: Id,
  to: Pseudonym,
  place: z.union([z.literal(1), z.literal(2)]),
  chatIds: z.array(ChatId).min(1),
});
const InventoryAnswered = z.strictObject({
  v,
  kind: z.literal('inventory-answered'),
  inventoryId: Id,
  chatId: ChatId,
  answer: z.enum(['kind', 'unused', 'not-mine', 'migrate']),
  groupKind: Title.nullable(),
  via: z.enum(['card', 'page', 'cli']),
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

/** Policies, the register, and what people say of groups. */
export const REGISTER_ENTRIES = [
  PolicyPublished,
  ReplayCapPassed,
  RolloutConfirmed,
  GroupRegistered,
  AppointmentMade,
  GroupsDeclared,
  GroupFound,
  InventoryStarted,
  InventoryEnded,
  CutOffLifted,
  InventoryAsked,
  InventoryAnswered,
  RegisterConfirmed,
  ApprovalMoved,
] as const;
