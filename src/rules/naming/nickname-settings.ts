import { z } from 'zod';
import { Selector } from '../selector.ts';
import { keyOf } from './nickname-key.ts';

const PartKind = z.enum(['company', 'department', 'title', 'departmentAndOrTitle', 'name']);
export type PartKind = z.infer<typeof PartKind>;

const Parts = z
  .array(PartKind)
  .min(1)
  .max(5)
  .refine((parts) => parts.includes('name'), 'a format without the name cannot be compared with anybody');

const Format = z
  .strictObject({
    who: Selector.optional().describe('employees this format is for'),
    identity: z.enum(['member', 'staff', 'customer']).optional().describe('external people, as the identity desk says'),
    parts: Parts.describe('in this order'),
    also: z.array(Parts).default([]).describe('other orders or parts that are as good'),
    mayAdd: z.array(z.string().min(1).max(30)).max(50).default([]).describe('words that may be added: 实习, a company'),
  })
  .refine(({ who, identity }) => (who === undefined) !== (identity === undefined), 'give either `who` or `identity`');
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
});
export type NicknameSettings = z.infer<typeof NicknameSettings>;
