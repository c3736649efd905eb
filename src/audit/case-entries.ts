import { z } from 'zod';
import { ChatId, Count, Id, InCase, Judged, Policy, Title, v, Word } from './entry-words.ts';
import { AuditSubject, Pseudonym } from './pseudonym.ts';

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

/** What becomes of cases, of their notices, and of what can be seen. */
export const CASE_ENTRIES = [
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
] as const;
