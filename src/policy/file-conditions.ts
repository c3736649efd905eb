import { z } from 'zod';
import { Selector } from '../rules/selector.ts';
import { Day, say } from './file-words.ts';

const Count = z.int().min(1).max(10_000);

/** When a group of a kind is of a narrower kind, too. Several keys mean "and". */
export const Condition = z
  .strictObject({
    membersFrom: Count.optional().describe('So many members or more.'),
    membersBelow: Count.optional().describe('Fewer members than this.'),
    outsiders: z.enum(['some', 'none']).optional().describe('Whether external people are inside.'),
    owner: Selector.optional().describe('Who owns it.'),
    ownerDepartment: z.array(z.string().min(1)).min(1).optional().describe('Departments that the register names.'),
    nameContains: z.array(z.string().min(1)).min(1).optional().describe('One of these words is in its name.'),
    createdFrom: Day.optional(),
    createdBefore: Day.optional(),
  })
  .refine((condition) => Object.values(condition).some((one) => one !== undefined), {
    ...say('says nothing', 'say when: membersFrom, owner, ownerDepartment …'),
  })
  .describe('When a group of the kind `of` is of this kind, too.');
export type Condition = z.infer<typeof Condition>;
