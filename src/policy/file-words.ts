import { z } from 'zod';
import { TIME_OF_DAY } from './durations.ts';

/** A message of the schema with its remedy behind an arrow; `zod-problems.ts` takes it apart. */
export const say = (message: string, remedy: string) => ({ error: `${message} → ${remedy}` });

/** Names that files give: kinds, roles, offices and uses of rules. */
export const Name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, say('is not a name', 'use lower-case letters, digits and hyphens'));

/** A sentence for people: Chinese alone, or Chinese with English beside it. */
export const Words = z
  .union([z.string().min(1), z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })])
  .meta({ id: 'Words', description: 'Chinese alone, or { zh: …, en: … }.' });
export type Words = z.infer<typeof Words>;

export const Day = z.iso.date(say('is not a date', 'write it as 2026-09-01'));
export const TimeOfDay = z.string().regex(TIME_OF_DAY, say('is not a time of day', 'write it as 08:30'));
export const SpanOfDay = z.strictObject({ from: TimeOfDay, until: TimeOfDay });
