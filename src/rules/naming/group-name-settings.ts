import { z } from 'zod';
import { keyOf } from './nickname-key.ts';

const word = z.string().min(1).max(40);
/** Something of it has to be left when separators are taken away. */
const named = word.refine((text) => keyOf(text) !== '', 'is nothing but separators → write letters or digits');

const NamePart = z
  .strictObject({
    text: named.optional().describe('a fixed text: 安徽商会'),
    field: z
      .enum(['ownerDepartment', 'purpose', 'kind'])
      .optional()
      .describe('what the register says of the group; a department also by its short names, a kind by `kindNames`'),
    oneOf: z.array(named).min(1).optional().describe('any of these words: 工作群, 交流群'),
    list: word.optional().describe('a line of this named list, by its name or one of its companies'),
    free: word.optional().describe('anything; what is to be written there: 客户简称'),
    maxLength: z.int().min(1).max(40).default(20).describe('with `free`: characters'),
    optional: z.literal(true).optional().describe('may be left out'),
  })
  .refine(
    ({ text, field, oneOf, list, free }) =>
      [text, field, oneOf, list, free].filter((one) => one !== undefined).length === 1,
    'is to be one of text, field, oneOf, list, free',
  );
export type NamePart = z.infer<typeof NamePart>;

const NameParts = z
  .array(NamePart)
  .min(1)
  .max(8)
  .refine((parts) => parts.some(({ optional }) => !optional), 'a format of optional parts alone fits every name')
  .refine((parts) => parts.filter(({ free }) => free !== undefined).length <= 2, 'at most two parts are free');

export const GroupNameSettings = z.strictObject({
  formats: z.array(NameParts).max(10).default([]).describe('lists of parts, in order; one of them will do'),
  direction: z
    .enum(['required', 'advised', 'forbidden'])
    .default('required')
    .describe('forbidden: only other groups may be called like that'),
  order: z.enum(['given', 'any']).default('given').describe('any: the parts may stand in every order'),
  kindNames: z.record(z.string(), named).default({}).describe('what each kind is called in a name'),
  separator: z
    .string()
    .max(3)
    .refine((text) => keyOf(text) === '', 'a separator is a dash, dot, space or the like')
    .default('')
    .describe('in the name to paste; when comparing, every separator counts, and none'),
  numbering: z
    .enum(['allowed', 'required', 'forbidden'])
    .default('allowed')
    .describe('「-2群」 at the end, when there are several'),
  bannedWords: z.array(named).default([]).describe('words that no name holds'),
  minLength: z.int().min(1).max(40).default(1).describe('characters'),
  maxLength: z.int().min(4).max(60).default(32).describe('characters'),
});
export type GroupNameSettings = z.infer<typeof GroupNameSettings>;
