import { z } from 'zod';
import { Selector } from '../selector.ts';

const word = z.string().min(1).max(30);

const Permit = z.strictObject({
  need: z.enum(['required', 'advised', 'none']).default('required').describe('advised: asked for, never a breach'),
  by: z.array(word).default([]).describe('roles or offices whose word counts, as the register writes them: 总裁'),
  who: Selector.optional().describe('people whose word counts; the register names them by name or account'),
  signatures: z.enum(['any', 'all']).default('any').describe('all: every word of `by` has to be on record'),
  evidence: z
    .array(z.enum(['number', 'date', 'scan']))
    .default([])
    .describe('what has to be on record with it'),
  fromMembers: z.int().min(1).max(2000).optional().describe('only groups of at least so many members need it'),
});
export type Permit = z.infer<typeof Permit>;

const Existing = z.strictObject({
  before: z.iso.date().describe('groups created before this day …'),
  until: z.iso.date().describe('… have time up to the end of this one'),
});

export const ApprovedSettings = z.strictObject({
  approval: Permit.prefault({}).describe('建群审批'),
  filing: Permit.prefault({ need: 'none' }).describe('备案'),
  together: z.enum(['both', 'either']).default('both').describe('either: one of the two will do'),
  graceDays: z.int().min(0).max(365).default(0).describe('days after the creation of the group'),
  existing: Existing.optional().describe('time for groups that were there before the policy (补备案)'),
});
export type ApprovedSettings = z.infer<typeof ApprovedSettings>;
