import { z } from 'zod';
import { ChatId, Id, Judged, Time, Title, v, Word } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

const About = { v, obligationId: Id, chatId: ChatId };

/** Somebody begins to be waited for; unsure or ambiguous: nobody is, until the asker says so. */
const ObligationOpened = z.strictObject({
  ...About,
  ...Judged,
  kind: z.literal('obligation-opened'),
  rule: Word,
  instance: Title,
  clause: Title,
  opens: z.enum(['task', 'notice', 'question', 'customer', 'published']),
  level: z.enum(['observe', 'remind', 'propose']),
  certainty: z.enum(['sure', 'unsure', 'ambiguous']),
  asker: Pseudonym,
  awaited: z.array(Pseudonym).min(1),
  openedAt: Time,
});
/** It was answered, fell due, was taken back or paused, or turned out otherwise than was said before. */
const ObligationChanged = z.strictObject({
  ...About,
  ...Judged,
  kind: z.literal('obligation-changed'),
  clock: z.enum(['acknowledge', 'result', 'whole']),
  change: z.enum(['opened', 'met', 'late', 'missed', 'withdrawn', 'reopened', 'cancelled', 'paused', 'resumed']),
});
/** It ended unjudged: no rule waits for it there any more, or its group is no more. */
const ObligationEnded = z.strictObject({
  ...About,
  kind: z.literal('obligation-ended'),
  because: z.enum(['rule-gone', 'group-dissolved']),
});
/** A message about it was written: before it is due to who is waited for, after it to whoever the policy names. */
const ObligationTold = z.strictObject({
  ...About,
  kind: z.literal('obligation-told'),
  clock: z.enum(['acknowledge', 'result']),
  as: z.enum(['warn', 'escalate']),
  to: Pseudonym,
  noticeId: Id,
});
/** Somebody said by a button or a page how it stands; his reason is sealed elsewhere. */
const ObligationPressed = z.strictObject({
  v,
  kind: z.literal('obligation-pressed'),
  chatId: ChatId,
  pressId: Id,
  on: Title,
  by: Pseudonym,
  says: z.enum(['received', 'done', 'moved', 'handed-over', 'accepts', 'declines', 'not-mine', 'meant']),
  via: z.enum(['card', 'page', 'cli']),
});

/** What becomes of those who are waited for, without a word of what was said. */
export const OBLIGATION_ENTRIES = [
  ObligationOpened,
  ObligationChanged,
  ObligationEnded,
  ObligationTold,
  ObligationPressed,
] as const;
