import { z } from 'zod';
import { Day } from './file-words.ts';
import { LEVELS } from './policy.ts';

const Step = z.strictObject({
  level: z.enum(LEVELS).exclude(['off']),
  from: Day.describe('The first day on which it may be confirmed, and then counts.'),
  departments: z.array(z.string().min(1)).min(1).optional().describe('Only groups that these departments own.'),
  groups: z.array(z.string().min(1)).min(1).optional().describe('Only these groups, by their ids.'),
});

/** By which steps a use of a rule comes to its level; each beyond observing is confirmed by a person. */
export const Rollout = z
  .union([z.literal('default'), z.array(Step).min(1)])
  .describe('default: 14 days observe, 14 days remind, then propose, as far as level goes; or the steps.');
export type Rollout = z.infer<typeof Rollout>;
