import { z } from 'zod';
import { Selector } from '../selector.ts';
import { keyOf } from './nickname-key.ts';

/** What is known of a person and may stand in a nickname. `lineKey`: the key of his line: a room, a customer code. */
const PartKind = z.enum(['company', 'department', 'title', 'departmentAndOrTitle', 'name', 'lineKey', 'remark']);
export type PartKind = z.infer<typeof PartKind>;

const word = z.string().min(1).max(30);

const OtherPart = z
  .strictObject({
    part: PartKind.optional().describe('one of the above, where it may be left out'),
    text: word.optional().describe('a fixed text: 志愿者'),
    oneOf: z.array(word).min(1).max(30).optional().describe('any of these words: 爸爸, 妈妈'),
    free: word.optional().describe('what nobody can compare; its value says what is to be written there: 电话'),
    made: z.enum(['any', 'digits', 'letters']).default('any').describe('with `free`: of which signs'),
    minLength: z.int().min(1).max(30).default(1).describe('with `free`: characters'),
    maxLength: z.int().min(1).max(30).default(12).describe('with `free`: characters'),
    optional: z.literal(true).optional().describe('may be left out'),
  })
  .refine(
    ({ part, text, oneOf, free }) => [part, text, oneOf, free].filter((one) => one !== undefined).length === 1,
    'is to be one of part, text, oneOf, free',
  );
const PartSpec = z.union([PartKind, OtherPart]);
export type PartSpec = z.infer<typeof PartSpec>;

const KNOWS: readonly string[] = ['name', 'lineKey', 'remark'];
const knows = (spec: PartSpec): boolean => typeof spec === 'string' && KNOWS.includes(spec);

const Parts = z
  .array(PartSpec)
  .min(1)
  .max(6)
  .refine((parts) => parts.some(knows), 'a format without the name cannot be compared with anybody')
  .refine(
    (parts) => parts.filter((part) => typeof part !== 'string' && part.free !== undefined).length <= 2,
    'at most two parts are free',
  );

const Contacts = z.strictObject({ tag: word.optional().describe('only those with this tag of their contact') });

const Format = z
  .strictObject({
    who: Selector.optional().describe('employees this format is for'),
    identity: z.enum(['member', 'staff', 'customer']).optional().describe('external people, as the identity desk says'),
    contacts: Contacts.optional().describe(
      'external people whom a colleague has added, before anybody said who they are',
    ),
    parts: Parts.describe('in this order'),
    order: z.enum(['given', 'any']).default('given').describe('any: the parts may stand in every order'),
    also: z.array(Parts).default([]).describe('other orders or parts that are as good'),
    mayAdd: z.array(word).max(50).default([]).describe('words that may be added: 实习, a company'),
  })
  .refine(
    ({ who, identity, contacts }) => [who, identity, contacts].filter((one) => one !== undefined).length === 1,
    'give either `who` or `identity` or `contacts`',
  );
export type Format = z.infer<typeof Format>;

export const NicknameSettings = z.strictObject({
  formats: z.array(Format).min(1).describe('the first that fits a person is his; who fits none is not judged'),
  separator: z
    .string()
    .max(3)
    .refine((text) => keyOf(text) === '', 'a separator is a dash, dot, space or the like')
    .default('-')
    .describe('in the name to paste; when comparing, every separator counts, and none'),
  maxLength: z.number().int().min(4).max(64).default(32).describe('characters of the name to paste'),
  departments: z
    .enum(['main', 'own', 'path'])
    .default('own')
    .describe('which may stand: the main one, any of his own, or any above them too'),
  names: z
    .array(z.enum(['name', 'alias']))
    .min(1)
    .default(['name'])
    .describe('what counts as the name'),
  duplicateSuffix: z
    .enum(['allowed', 'not-allowed'])
    .default('allowed')
    .describe('张示例2, when there are two of them'),
  ownCompany: z.array(z.string().min(1).max(64)).default([]).describe('names of the own company, the full one first'),
  bannedWords: z.array(word).default([]).describe('words that no nickname holds, right or not'),
  spaces: z.enum(['free', 'forbidden']).default('free').describe('forbidden: nothing is parted by a space'),
  strength: z.enum(['required', 'advised']).default('required').describe('advised: asked for, never a breach'),
});
export type NicknameSettings = z.infer<typeof NicknameSettings>;
