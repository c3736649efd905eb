import { z } from 'zod';
import { RELATIONS } from '../events/person.ts';
import { Day, Name } from '../policy/file-words.ts';
import { MEASURES, PROOFS, SIGN_OFF_PROOFS, TOLD, VERDICTS } from './measures.ts';

const Both = z
  .strictObject({ zh: z.string().min(1), en: z.string().min(1) })
  .describe('A sentence for people, in both languages.');

const Law = z.strictObject({
  name: Both,
  number: z.string().min(1).describe('Of the order or document by which it was published.'),
  date: Day.describe('When it was published or last revised as a whole.'),
  amended: Day.optional().describe('The last amendment that was read.'),
  state: z.enum(['in-force', 'repealed']).default('in-force'),
  confirmed: z.boolean().describe('Number and dates were read in a published text.'),
});

const Basis = z.strictObject({
  law: z.string().describe('A name of `laws`.'),
  article: z.string().min(1),
  says: Both.describe('What it says, in our words.'),
  confirmed: z.boolean().describe('The article was read in a published text. Otherwise counsel looks it up first.'),
});
export type Basis = z.infer<typeof Basis>;

const MeasureByLaw = z.strictObject({
  name: Both,
  verdict: z.enum(VERDICTS),
  why: Both.describe('Why it is so, for HR and counsel.'),
  basis: z.array(Basis).default([]),
  asks: z.array(z.enum(PROOFS)).default([]).describe('What has to be shown besides the sign-off of the policy.'),
  cap: z
    .strictObject({ percentOfMonth: z.int().min(1).max(100) })
    .optional()
    .describe('The most that may be taken out of a month, and never below the minimum wage.'),
  tells: z.array(z.enum(TOLD)).default([]).describe('Who hears of a proposal.'),
  instead: z.array(z.enum(MEASURES)).default([]).describe('What is lawful in its place.'),
  amendment: Both.optional().describe('What a clause that threatens it may say instead.'),
  invites: Both.optional().describe('What the person himself may read of it.'),
});
export type MeasureByLaw = z.infer<typeof MeasureByLaw>;

const Region = z.strictObject({
  name: Both,
  measures: z
    .partialRecord(z.enum(MEASURES), z.strictObject({ verdict: z.enum(VERDICTS), why: Both, basis: z.array(Basis) }))
    .describe('Where this place is stricter than the whole.'),
});

const Profile = z.strictObject({
  name: Both,
  relations: z.array(z.enum(RELATIONS)).min(1).describe('Who is one of these.'),
  why: Both.describe('What binds these people, and who may decide about them.'),
  basis: z.array(Basis).default([]),
  measures: z.array(z.enum(MEASURES)).describe('All that may ever be proposed about them; nothing when empty.'),
  signOff: z.array(z.enum(SIGN_OFF_PROOFS)).describe('Proofs without which nothing but a reminder follows.'),
  noteTo: z.enum(TOLD).optional().describe('Who gets the note.'),
  decides: z.enum(['hr', 'council', 'nobody']),
});
export type Profile = z.infer<typeof Profile>;

/** What the law of a place says of measures. Written by people who read it, and checked by counsel before it is relied on. */
export const JurisdictionFile = z.strictObject({
  jurisdiction: Name,
  title: Both,
  readOn: Day.describe('When somebody last held this file against the laws.'),
  caution: Both,
  laws: z.record(Name, Law),
  measures: z.record(z.enum(MEASURES), MeasureByLaw),
  regions: z.record(Name, Region).default({}),
  profiles: z.record(Name, Profile),
});
export type Jurisdiction = z.infer<typeof JurisdictionFile>;
