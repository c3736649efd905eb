import { z } from 'zod';
import type { ClockSetting, ObligationRule, ResultSetting } from '../../obligations/rule.ts';
import type { Waiting } from '../rule.ts';
import { RoleName } from './role-names.ts';
import { Span, spanMs } from './spans.ts';

const Escalation = z.strictObject({
  after: Span.default('none').describe('working time after the moment it was due'),
  to: RoleName.describe('a role or an office of this file, or leader'),
});

const clock = {
  warnBefore: z.array(Span).max(3).default([]).describe('so long before it is due who is waited for is reminded'),
  escalate: z.array(Escalation).max(5).default([]).describe('who is told when it is over'),
};

export const Answer = z
  .strictObject({ within: Span.describe('working time: 30 minutes, 2 hours, 1 working day'), ...clock })
  .describe('until when somebody answers');
type Answer = z.infer<typeof Answer>;

export const Result = z
  .strictObject({
    within: Span.optional().describe('working time; with due: stated, for messages that name no day'),
    due: z
      .enum(['stated', 'within'])
      .default('stated')
      .describe('stated: the end of work of the day that the message names'),
    endsBy: z
      .array(z.enum(['done', 'handed-over', 'answered']))
      .min(1)
      .default(['done', 'handed-over'])
      .describe('what ends it; moving it to a day with a reason gives it that day'),
    ...clock,
  })
  .refine(({ within, due }) => due === 'stated' || within !== undefined, {
    error: 'says no time → write within, or due: stated',
  })
  .describe('until when the matter is done, handed over or moved');
type Result = z.infer<typeof Result>;

/** What all rules about answers may be told. */
export const manners = {
  pausedBy: z
    .array(z.enum(['leave', 'trip']))
    .default(['leave'])
    .describe('absences whose time does not count'),
  reachable: z
    .enum(['must-be-shown', 'not-asked'])
    .default('not-asked')
    .describe('must-be-shown: who showed no sign of life in that time is never said to be late'),
  late: z
    .enum(['closes', 'counts'])
    .default('closes')
    .describe('closes: a late answer is an answer; counts: it is said to have been late'),
};

/** Whose words count, and whom they mean. */
export const asking = {
  all: z.enum(['everyone', 'nobody']).describe('whom @所有人 means'),
  unnamed: z
    .enum(['everyone', 'responsible', 'nobody'])
    .describe(
      'whom a message means that names nobody; responsible: the leader of the department it names, else responsible',
    ),
  responsible: RoleName.optional().describe('the role that answers where neither a person nor a department is named'),
};

/** One who answers wherever the settings name nobody. */
export const NOBODY = '';

export const unnamedOf = (unnamed: 'everyone' | 'responsible' | 'nobody'): ObligationRule['unnamed'] =>
  unnamed === 'responsible' ? 'role' : unnamed;

export const answerClock = (answer: Answer | undefined, use: Waiting): ClockSetting | null =>
  answer ? { withinMs: spanMs(answer.within, use.workdayMs), ...stepsOf(answer, use) } : null;

export const resultClock = (result: Result | undefined, use: Waiting): ResultSetting | null =>
  result
    ? {
        withinMs: result.within === undefined ? null : spanMs(result.within, use.workdayMs),
        due: result.due,
        endsBy: result.endsBy,
        ...stepsOf(result, use),
      }
    : null;

const stepsOf = ({ warnBefore, escalate }: Pick<Answer, 'warnBefore' | 'escalate'>, { workdayMs }: Waiting) => ({
  warnBeforeMs: warnBefore.map((span) => spanMs(span, workdayMs)),
  escalate: escalate.map(({ after, to }) => ({ afterMs: spanMs(after, workdayMs), toRole: to })),
});
