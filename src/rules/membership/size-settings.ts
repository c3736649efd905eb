import { z } from 'zod';
import { Selector } from '../selector.ts';

const Threshold = z.strictObject({
  over: z.int().min(1).max(2000).describe('members'),
  follows: z
    .enum(['split', 'filing', 'told'])
    .describe('split: a second group is opened; filing: it has to be on record; told: HR hears of it'),
});
export type Threshold = z.infer<typeof Threshold>;

const Cap = z.strictObject({
  per: z
    .enum(['mainDepartment', 'topDepartment', 'company', 'line'])
    .describe('whose places are counted: a department of employees, a company or a line of a list of external people'),
  atMost: z.int().min(1).max(500),
  as: z.string().min(1).max(20).describe('what such a unit is called in a sentence: 单位, 户'),
  who: Selector.optional().describe('with departments: only these employees count'),
  list: z.string().min(1).optional().describe('with companies and lines: only lines of this list count'),
  overMembers: z.int().min(1).max(2000).optional().describe('only while the group has more members than this'),
  except: z.array(z.string().min(1)).default([]).describe('units that have no cap, by name or key of their line'),
});
export type Cap = z.infer<typeof Cap>;

export const SizeSettings = z
  .strictObject({
    counts: z.enum(['everybody', 'employees', 'external']).default('everybody').describe('who counts for the size'),
    atLeast: z.int().min(1).max(2000).optional().describe('members'),
    thresholds: z.array(Threshold).default([]).describe('what follows from growing beyond a size'),
    caps: z.array(Cap).default([]).describe('how many places a unit has'),
  })
  .refine(
    ({ atLeast, thresholds, caps }) => atLeast !== undefined || thresholds.length + caps.length > 0,
    'counts nothing → give atLeast, thresholds or caps',
  );
export type SizeSettings = z.infer<typeof SizeSettings>;
