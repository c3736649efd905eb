import { z } from 'zod';
import { Selector } from '../rules/selector.ts';
import { Day, say, Words } from './file-words.ts';

const Account = z.string().min(1).max(64);
const Until = Day.optional().describe('The last day; without it, until somebody writes one.');

const Holder = z.strictObject({
  userid: Account,
  from: Day.describe('The first day.'),
  until: Until,
  deputy: z
    .strictObject({ userid: Account, from: Day, until: Day })
    .optional()
    .describe('代理人: holds the role, too, on these days.'),
  source: z.string().min(1).describe('Where that stands: the letter of appointment, a decision.'),
});

/** A title of the text: whom it stands for by the directory, by name and date, or both. */
export const RoleOfFile = z
  .strictObject({
    name: Words.describe('What people call them.'),
    who: Selector.optional(),
    holders: z.array(Holder).default([]).describe('Who holds it by name, from when until when.'),
  })
  .refine(({ who, holders }) => who !== undefined || holders.length > 0, say('stands for nobody', 'add who or holders'))
  .describe('Whom a title stands for.');

/** Somebody, or some group, that a use of a rule spares for a while. */
export const Exception = z
  .strictObject({
    who: Selector.optional(),
    group: z.string().min(1).optional().describe('A group by its name or its id; with who: only there.'),
    reason: Words.describe('Why; people read it.'),
    by: z.string().min(1).describe('Who answers for it.'),
    until: Day.describe('The last day on which it counts.'),
  })
  .refine(({ who, group }) => who !== undefined || group !== undefined, say('spares nobody', 'add who or group'));
