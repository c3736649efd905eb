import { z } from 'zod';
import { Count, Title, v } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

/** Somebody is away, or is not after all; when and why is in his rows alone. */
const AbsencesChanged = z.strictObject({
  v,
  kind: z.literal('absences-changed'),
  person: Pseudonym,
  because: z.enum(['approval']),
  begun: Count,
  ended: Count,
});
/** Somebody handed in a file of absences, shifts and days. */
const AttendanceImported = z.strictObject({
  v,
  kind: z.literal('attendance-imported'),
  file: Title,
  absences: Count,
  shifts: Count,
  days: Count,
  ended: Count,
  by: Pseudonym,
});

/** Who works when. */
export const ATTENDANCE_ENTRIES = [AbsencesChanged, AttendanceImported] as const;
