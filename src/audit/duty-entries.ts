import { z } from 'zod';
import { Count, Id, Policy, Title, v, Word } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

const Day = z.iso.date();

/** A step by which a version of a policy came to bind people was recorded. */
const SignOffRecorded = z.strictObject({
  v,
  kind: z.literal('sign-off-recorded'),
  ...Policy,
  step: z.enum(['consultation', 'record', 'publication']),
  on: Day,
  by: Pseudonym,
});
/** Somebody was shown a version: he signed, or would not. */
const VersionShown = z.strictObject({
  v,
  kind: z.literal('version-shown'),
  ...Policy,
  person: Pseudonym,
  how: z.enum(['card', 'page', 'reply']),
  says: z.enum(['signed', 'refused']),
});
/** A list of signatures on paper was handed in: how many lines were taken and returned. */
const SignaturesImported = z.strictObject({
  v,
  kind: z.literal('signatures-imported'),
  ...Policy,
  taken: Count,
  refused: Count,
  returned: Count,
  by: Pseudonym,
});
/** Somebody answers by name for a measure that is off by default, or took it back. */
const MeasureUnlocked = z.strictObject({
  v,
  kind: z.literal('measure-unlocked'),
  unlockId: Id,
  measure: Word,
  approver: Pseudonym,
  on: Day,
  until: Day,
  change: z.enum(['given', 'taken-back']),
  by: Pseudonym,
});
/** In which place somebody works, as far as its law is another. */
const PlaceSet = z.strictObject({ v, kind: z.literal('place-set'), person: Pseudonym, place: Title, by: Pseudonym });
/** Who hears of proposals about people who are not employed here. `of`: of one person; null: of all of them. */
const NotePartySet = z.strictObject({
  v,
  kind: z.literal('note-party-set'),
  role: Word,
  of: Pseudonym.nullable(),
  change: z.enum(['named', 'taken-back']),
  by: Pseudonym,
});
/** A note about a proposal was written to one of them; `unknown`: HR was told that nobody is named. */
const RelationNoted = z.strictObject({
  v,
  kind: z.literal('relation-noted'),
  proposalId: Id,
  role: Word,
  party: z.enum(['named', 'unknown']),
  noticeId: Id,
});
/** HR was asked in private whether something is a fine by another name. */
const FineSignNoted = z.strictObject({
  v,
  kind: z.literal('fine-sign-noted'),
  noticeId: Id,
  sign: z.enum(['packet-after-proposal', 'packet-after-order', 'order']),
  about: Pseudonym.nullable(),
});
/** Somebody stands in for another, or does no longer. */
const DeputySet = z.strictObject({
  v,
  kind: z.literal('deputy-set'),
  deputyId: Id,
  of: Pseudonym,
  deputy: Pseudonym,
  change: z.enum(['named', 'ended']),
  by: Pseudonym,
});
/** An exemption went on: asked, agreed by one, counting, refused, ended. */
const ExemptionMoved = z.strictObject({
  v,
  kind: z.literal('exemption-moved'),
  exemptionId: Id,
  policySlug: Word,
  instance: Title,
  person: Pseudonym,
  to: z.enum(['asked', 'first', 'agreed', 'refused', 'ended']),
  until: Day,
  actor: Pseudonym,
});

/** What guards a sanction: sign-offs, unlocks, deputies, places, exemptions. */
export const DUTY_ENTRIES = [
  SignOffRecorded,
  VersionShown,
  SignaturesImported,
  MeasureUnlocked,
  PlaceSet,
  NotePartySet,
  RelationNoted,
  FineSignNoted,
  DeputySet,
  ExemptionMoved,
] as const;
