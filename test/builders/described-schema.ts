import { z } from 'zod';
import { UNSEEN } from '../../src/events/facts.ts';
import { REACHES } from '../../src/events/group.ts';
import { RELATIONS } from '../../src/events/person.ts';
import { DescribedRecords } from './described-records.ts';

/** The compact language of the examples in rule docs: people and departments are named, times are written out. */
const Moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const orMany = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

const DescribedDepartment = z.strictObject({
  name: z.string(),
  under: z.string().optional(),
  short: z.array(z.string()).default([]),
  until: z.record(z.string(), Moment).default({}).describe('former names and when each stops being valid'),
});

const DescribedPerson = z.strictObject({
  name: z.string(),
  account: z.string().nullable().optional(),
  alias: z.string().optional(),
  department: orMany.default([]),
  title: z.string().optional(),
  relation: z.enum(RELATIONS).optional(),
  status: z.enum(['active', 'disabled', 'not-activated', 'left']).optional(),
  tags: z.array(z.string()).optional(),
  leads: orMany.default([]),
  'leader-since': Moment.optional().describe('led nothing before'),
  hired: Moment.optional(),
  left: Moment.optional(),
});

const Joined = {
  joined: Moment.optional(),
  scene: z.int().nullable().optional(),
  inviter: z.string().optional(),
  state: z.string().optional(),
  answer: z.enum(['agreed', 'not-agreed']).optional(),
  nickname: z.string().nullable().optional(),
  shown: z.string().optional(),
};

const DescribedMember = z.strictObject({
  person: z.string().optional().describe('a name of `people`; an account alone is one that nobody knows'),
  outsider: z.string().optional().describe('the contact name of an external person'),
  account: z.string().optional(),
  contact: z.enum(['known', 'unknown']).default('known'),
  company: z.string().optional().describe('an external person who uses WeCom himself'),
  identity: z.enum(['member', 'staff', 'customer', 'unrelated']).optional(),
  entry: z.string().optional().describe('key of the line of a list'),
  tags: z.array(z.string()).default([]).describe('tags of the contact'),
  remarks: z.array(z.string()).default([]).describe('what colleagues noted of the contact'),
  ...Joined,
});
export type DescribedMember = z.infer<typeof DescribedMember>;

const DescribedEntry = z.strictObject({
  key: z.string(),
  companies: z.array(z.string()).default([]),
  department: z.string().default(''),
  title: z.string().default(''),
  name: z.string(),
  gone: z.literal(true).optional().describe('was on the list and is no longer'),
});

const Appointed = z.strictObject({
  account: z.string(),
  by: z.string().optional(),
  since: Moment.optional(),
  until: Moment.optional(),
});
export type Appointed = z.infer<typeof Appointed>;

const DescribedGroup = z.strictObject({
  reach: z.enum(REACHES).default('customer'),
  name: z.string().optional(),
  owner: z.string().optional(),
  created: Moment.nullable().optional(),
  admins: z.array(z.string()).nullable().default([]).describe('accounts; null: WeCom does not show them'),
});

const DescribedPermit = z
  .strictObject({ by: z.string().default(''), number: z.string().default('1'), date: z.string().default('2026-11-01') })
  .nullable();

const DescribedRegister = z.strictObject({
  kind: z.string().optional(),
  ownerDepartment: z.string().optional(),
  purpose: z.string().optional(),
  approval: DescribedPermit.optional(),
  filing: DescribedPermit.optional(),
  ends: Moment.optional(),
  papersUntil: Moment.optional(),
});

export const Described = z.strictObject({
  at: Moment.optional(),
  group: DescribedGroup.prefault({}),
  register: z.union([z.literal('none'), DescribedRegister]).default({}),
  unseen: z.record(z.string(), z.enum(UNSEEN)).default({}).describe('kinds of facts that are not shown, and why'),
  admins: z.array(Appointed).default([]),
  departments: z.array(DescribedDepartment).default([]),
  people: z.array(DescribedPerson).default([]),
  members: z.array(DescribedMember).default([]),
  crowd: z.int().min(0).default(0).describe('so many outsiders more'),
  lists: z.record(z.string(), z.array(DescribedEntry)).default({}),
  records: DescribedRecords.prefault({}).describe('what was before, stands beside and was vouched for'),
});
export type Described = z.infer<typeof Described>;
