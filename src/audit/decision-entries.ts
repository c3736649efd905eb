import { z } from 'zod';
import { Count, Id, InCase, Time, v, Word } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

const Via = z.enum(['card', 'reply', 'page', 'cli']);

/** Somebody proposed what may follow, and the law of the place was asked. What was written is sealed elsewhere. */
const MeasureProposed = z.strictObject({
  ...InCase,
  kind: z.literal('measure-proposed'),
  proposalId: Id,
  person: Pseudonym,
  measure: Word,
  outcome: z.enum(['asked-statement', 'proposed', 'alternative-only', 'not-executed']),
  because: z.array(Word),
  missing: z.array(Word),
  by: Pseudonym,
  via: Via,
});
/** The one it is about was asked what he says to it. */
const StatementAsked = z.strictObject({
  ...InCase,
  kind: z.literal('statement-asked'),
  statementId: Id,
  why: z.enum(['proposal', 'question']),
  dueAt: Time,
  by: Pseudonym,
});
/** He said it. */
const StatementGiven = z.strictObject({
  ...InCase,
  kind: z.literal('statement-given'),
  statementId: Id,
  by: Pseudonym,
  via: Via,
});
/** A question is waited for no longer, since something was decided or withdrawn; or again, since that was undone. */
const QuestionMoved = z.strictObject({
  ...InCase,
  kind: z.literal('question-moved'),
  statementId: Id,
  to: z.enum(['closed', 'open']),
});
/** Many cases were decided alike, with one reason. */
const DecisionsMade = z.strictObject({
  v,
  kind: z.literal('decisions-made'),
  batchId: Id,
  action: Word,
  via: Via,
  by: Pseudonym,
  cases: z.array(z.strictObject({ caseId: Id, decisionId: Id })).min(1),
});
/** A decided breach counts from now on. */
const StrikeCounted = z.strictObject({
  ...InCase,
  kind: z.literal('strike-counted'),
  decisionId: Id,
  person: Pseudonym,
  category: Word,
  days: Count,
});
/** It counts no more: its decision was undone, or reversed. */
const StrikeGivenBack = z.strictObject({
  ...InCase,
  kind: z.literal('strike-given-back'),
  decisionId: Id,
  because: z.enum(['undone', 'reversed']),
});
/** The one it is about appealed. */
const AppealMade = z.strictObject({
  ...InCase,
  kind: z.literal('appeal-made'),
  appealId: Id,
  decisionId: Id,
  dueAt: Time,
  by: Pseudonym,
  via: Via,
});
/** Another person decided of it. */
const AppealDecided = z.strictObject({
  ...InCase,
  kind: z.literal('appeal-decided'),
  appealId: Id,
  decisionId: Id,
  says: z.enum(['upheld', 'reversed']),
  by: Pseudonym,
  via: Via,
});
/** A case was given to somebody who may decide of it. */
const CaseAssigned = z.strictObject({ ...InCase, kind: z.literal('case-assigned'), to: Pseudonym, by: Pseudonym });
/** Nobody may decide of it: HR and counsel were told, and it rests. */
const NobodyDecides = z.strictObject({
  ...InCase,
  kind: z.literal('nobody-decides'),
  what: z.enum(['breach', 'appeal', 'exemption']),
  recused: Count,
});
/** A use of a rule was wrong too often and only observes from now on. */
const RuleFellBack = z.strictObject({
  v,
  kind: z.literal('rule-fell-back'),
  policySlug: Word,
  policyVersion: Count,
  instance: z.string().min(1).max(120),
  right: Count,
  wrong: Count,
});

/** What people decide after a finding. */
export const DECISION_ENTRIES = [
  MeasureProposed,
  StatementAsked,
  StatementGiven,
  QuestionMoved,
  DecisionsMade,
  StrikeCounted,
  StrikeGivenBack,
  AppealMade,
  AppealDecided,
  CaseAssigned,
  NobodyDecides,
  RuleFellBack,
] as const;
