import { z } from 'zod';
import { Day } from '../policy/file-words.ts';
import { MEASURES } from './measures.ts';

/** 一般 and 严重, the lowest first. */
export const SEVERITIES = ['general', 'serious'] as const;
export type Severity = (typeof SEVERITIES)[number];

const SeverityOfCategory = z.strictObject({
  is: z.enum(SEVERITIES),
  confirmedBy: z
    .union([z.literal('unset'), z.strictObject({ who: z.string().min(1), on: Day })])
    .describe('Who of the supervising office said so; unset: it counts as general.'),
});

const Rung = z.strictObject({
  severity: z.enum(SEVERITIES),
  strikes: z.int().min(0).max(100).describe('From so many strikes of the same category on.'),
  reminders: z.int().min(0).max(2).describe('How often he is reminded before a person looks: 提醒, 再次提醒.'),
  may: z.array(z.enum(MEASURES)).describe('What that person may propose; nothing of it is ever sent by a machine.'),
});

/** A policy's ladder as people write it: 提醒 → 再次提醒 → 转人工, and what a person may then propose. */
export const LadderFile = z
  .strictObject({
    days: z.int().min(1).max(3650).default(365).describe('For how many days a decided breach counts.'),
    severities: z
      .record(z.string().min(1), SeverityOfCategory)
      .default({})
      .describe('By category; others are general.'),
    rungs: z.array(Rung).min(1),
  })
  .superRefine(({ rungs }, ctx) => {
    for (const { at, error } of rungProblems(rungs))
      ctx.addIssue({ code: 'custom', message: error, path: at === null ? ['rungs'] : ['rungs', at] });
  });
export type Ladder = z.infer<typeof LadderFile>;
export type Rung = z.infer<typeof Rung>;

function rungProblems(rungs: readonly Rung[]): { at: number | null; error: string }[] {
  const missing = SEVERITIES.filter((one) => !rungs.some(({ severity, strikes }) => severity === one && strikes === 0));
  return [
    ...missing.map((one) => ({
      at: null,
      error: `says nothing of the first time (${one}) → add a rung of strikes: 0`,
    })),
    ...rungs.flatMap((rung, at) => {
      const twice = rungs.slice(0, at).some((o) => o.severity === rung.severity && o.strikes === rung.strikes);
      const more = rungs.some((other) => isBelow(other, rung) && other.reminders < rung.reminders);
      return [
        ...(twice ? [{ at, error: 'stands here twice → keep one of the two' }] : []),
        ...(more ? [{ at, error: 'reminds more often than the rung below it → remind as often, or less' }] : []),
      ];
    }),
  ];
}

const isBelow = (a: Rung, b: Rung): boolean =>
  SEVERITIES.indexOf(a.severity) <= SEVERITIES.indexOf(b.severity) && a.strikes <= b.strikes && a !== b;

/** The ladder of a policy that writes none: remind twice, then a person; grave matters go to a person at once. */
export const USUAL_LADDER: Ladder = LadderFile.parse({
  rungs: [
    { severity: 'general', strikes: 0, reminders: 2, may: ['talk'] },
    { severity: 'general', strikes: 1, reminders: 1, may: ['talk', 'training', 'review-note'] },
    { severity: 'general', strikes: 3, reminders: 1, may: ['talk', 'training', 'review-note', 'warning'] },
    { severity: 'serious', strikes: 0, reminders: 0, may: ['talk', 'training', 'review-note', 'warning'] },
    {
      severity: 'serious',
      strikes: 1,
      reminders: 0,
      may: ['talk', 'training', 'review-note', 'severe-warning', 'removal'],
    },
  ],
});
