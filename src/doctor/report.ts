import { z } from 'zod';
import { Corp } from '../ids.ts';
import { VERDICTS } from './check.ts';

const Words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const Finding = z.strictObject({
  verdict: z.enum(['warn', 'fail', 'cannot-tell']),
  what: Words,
  why: Words,
  where: Words,
  paste: z.array(z.string()),
});

const Checked = z.strictObject({
  id: z.string(),
  title: Words,
  verdict: z.enum(VERDICTS),
  says: Words,
  findings: z.array(Finding),
});

/** What `doctor --json` prints of one corp: a contract. */
export const CorpReport = z.strictObject({ corp: Corp, checks: z.array(Checked) });
export type CorpReport = z.infer<typeof CorpReport>;
export type CheckReport = z.infer<typeof Checked>;
