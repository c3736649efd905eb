import { z } from 'zod';
import { REACHES } from '../events/group.ts';
import { RELATIONS } from '../events/person.ts';
import { Selector } from '../rules/selector.ts';
import { LadderFile } from '../sanctions/ladder-file.ts';
import { GRACE } from './durations.ts';
import { Condition } from './file-conditions.ts';
import { Messages } from './file-messages.ts';
import { Exception, RoleOfFile } from './file-people.ts';
import { Rollout } from './file-rollout.ts';
import { Day, Name, SpanOfDay, say, TimeOfDay, Words } from './file-words.ts';
import { EVIDENCE, LEVELS, STRENGTHS } from './policy.ts';

/** What a company has not decided yet: written in place of the value. */
export const UNSET = 'unset';

const Group = z
  .strictObject({ name: Words.describe('What people call them.'), who: Selector })
  .describe('Whom an office stands for now.');

const KeptGroup = z
  .strictObject({
    roster: z.literal('kept').describe('Such groups are made by the app, and have exactly the roster of the policy.'),
    made: z
      .enum(['when-approved', 'by-hand'])
      .default('when-approved')
      .describe(
        'when-approved: an approval at WeCom has the group made. by-hand: a person asks for it (groups create).',
      ),
    owner: z.string().optional().describe('The office or role that owns them; its people are inside.'),
    removal: z
      .enum(['asked', 'automatic'])
      .default('asked')
      .describe(
        'asked: a person decides on every removal but that of leavers. automatic: wants approvedBy and approvedOn.',
      ),
    approvedBy: z
      .string()
      .min(1)
      .optional()
      .describe('Who approved that members are removed without being asked about.'),
    approvedOn: Day.optional(),
  })
  .refine(({ removal, approvedBy, approvedOn }) => removal === 'asked' || (approvedBy && approvedOn), {
    ...say('removes people without asking anybody', 'add approvedBy and approvedOn, or write removal: asked'),
    path: ['removal'],
  });

const StandingOfPeople = z.strictObject({
  who: Selector,
  is: z.enum(RELATIONS).exclude(['unknown']).describe('How they stand to the company.'),
});

const KindOfGroup = z.strictObject({
  name: Words,
  reach: z.array(z.enum(REACHES)).min(1).describe('What such groups are in WeCom.'),
  status: z.enum(['in-force', 'undecided']).default('in-force').describe('undecided: listed, never judged.'),
  asks: Words.optional().describe('With undecided: what the interpreter is asked.'),
  approvedBy: z.string().optional().describe('The role that approves such a group.'),
  filedWith: z.string().optional().describe('The office such a group is filed with.'),
  adminsFrom: z.string().optional().describe('The office or role that appoints its admins.'),
  supervisedBy: z
    .string()
    .optional()
    .describe(
      'The office that looks after such groups and, beside HR, decides of what happens in them; else the one it is filed with or that appoints its admins, else supervising.',
    ),
  of: z.string().optional().describe('This kind is that kind where `when` holds; the rules of that kind apply, too.'),
  when: Condition.optional(),
  managed: KeptGroup.optional().describe('How the service keeps such groups that it made itself.'),
});

const OpenNumber = z.strictObject({
  id: Name,
  asks: Words.describe('The question to the interpreter.'),
  value: z.string().min(1).describe('The number, or unset.'),
  suggest: Words,
});

const Reading = z.strictObject({
  says: Words,
  confirmedBy: z.union([z.literal(UNSET), z.strictObject({ who: z.string().min(1), on: Day })]),
});

const ClauseOfText = z.strictObject({
  id: z.string().min(1).max(20).describe("The clause's number as the text prints it."),
  title: Words,
  text: Words.describe('The duty, in your own words; messages quote it.'),
  sanction: Words.optional().describe('What the text threatens; never in a message.'),
  strength: z.enum(STRENGTHS).describe('必须/应: binding; 原则上: default; 宜: advise; otherwise text.'),
  evidence: z.enum(EVIDENCE).describe('What must be seen to judge it.'),
  checkedBy: z.array(z.string()).min(1).optional().describe('Names of rules of this file.'),
  unchecked: Words.optional().describe('Why no rule checks it.'),
  cannotSee: Words.optional().describe('What stays invisible although rules check the rest.'),
  numbers: z.array(OpenNumber).default([]).describe('Numbers that the text leaves open.'),
  readings: z.array(Reading).default([]).describe('How we understand what can be understood in two ways.'),
});

const UseOfRule = z
  .strictObject({
    rule: z.string().describe('Which rule.'),
    clause: z.string().describe('The clause it checks.'),
    kinds: z.union([z.literal('all'), z.array(z.string()).min(1)]).describe('In which kinds of groups.'),
    level: z.enum(LEVELS),
    grace: z
      .union([
        z.literal(UNSET),
        z.string().regex(GRACE, say('is not a span of time', 'write "48h" or "2 working days"')),
      ])
      .default('2 working days')
      .describe('Time before the next step: 48h, 30 minutes, 2 working days, none, or unset.'),
    settings: z.record(z.string(), z.unknown()).default({}).describe('What the rule asks to be told.'),
    rollout: Rollout.optional(),
    exceptions: z.array(Exception).default([]).describe('Whom, or which group, it does not apply to, and until when.'),
  })
  .meta({ id: 'UseOfRule' });

const Manners = z.strictObject({
  tell: SpanOfDay.default({ from: '08:30', until: '20:00' }).describe('When people may be told, on workdays.'),
  workday: z
    .array(SpanOfDay)
    .min(1)
    .default([
      { from: '09:00', until: '12:00' },
      { from: '13:30', until: '18:00' },
    ])
    .describe('The working hours of a workday.'),
  brakePerHour: z.int().min(1).max(1000).default(20).describe('More new cases of one rule in an hour are held.'),
  replayCap: z
    .int()
    .min(0)
    .max(100_000)
    .default(100)
    .describe('More reminders than this in a replay of 30 days keep a version from being published.'),
  perMemberADay: z.int().min(1).max(3).default(3).describe('Messages to one member a day.'),
  perAdminADay: z.int().min(1).max(10).default(3).describe('Cards to one admin a day.'),
  digest: TimeOfDay.default('09:05').describe("When HR's one digest of a workday is sent."),
  baseline: z.enum(['recorded', 'told']).default('recorded').describe('What becomes of faults older than the policy.'),
  firstDay: z.enum(['quiet', 'told']).default('quiet').describe('Whether members hear of a rule on its first day.'),
});

const DailyClose = z.strictObject({
  clause: z.string().describe('The clause that asks for it.'),
  at: z
    .union([z.literal(UNSET), TimeOfDay])
    .describe('When people are asked; at least 45 minutes before the end of their own work. unset: nobody is.'),
  kinds: z.union([z.literal('all'), z.array(z.string()).min(1)]).describe('What is open in which kinds of groups.'),
});

/** A policy file as people write it. Whoever adds a key adds its sentence here; the editor's schema is made from it. */
export const PolicyFile = z.strictObject({
  policy: Name.describe("The policy's short name; it stays the same in all versions."),
  title: Words,
  company: Words,
  interpreter: Words.describe('The office that explains the text.'),
  basis: z.enum(['employment', 'association']).describe('Labour law, or the charter of an association.'),
  scope: Words.describe('Where the text binds, and since when.'),
  published: Day.describe("The date of the company's own text."),
  effective: Day.describe('The first day on which this file judges.'),
  offices: z.record(Name, Group).describe('hr, supervising, it and one per duty.'),
  roles: z.record(Name, RoleOfFile).default({}).describe('Titles that the text uses.'),
  lastInstance: Selector.optional().describe(
    'Who decides about leaders, and whatever nobody else may decide: nobody decides in his own line. Without it HR and counsel are asked.',
  ),
  ladder: LadderFile.optional().describe(
    'What follows a breach, by severity and by strikes; without it, the usual one.',
  ),
  relations: z
    .array(StandingOfPeople)
    .default([])
    .describe('Of whom HR has not said a relation by name: the first line that names him counts. Others stay unknown.'),
  kinds: z.record(Name, KindOfGroup),
  clauses: z.array(ClauseOfText).min(1),
  rules: z.record(Name, UseOfRule).default({}),
  manners: Manners.prefault({}),
  dailyClose: DailyClose.optional().describe('日清日结: one card a day to everybody for whom something still waits.'),
  messages: Messages.prefault({}).describe('What is kept of archived messages, and how they are read.'),
});
export type PolicyFile = z.infer<typeof PolicyFile>;
export type FileClause = PolicyFile['clauses'][number];
export type FileUse = PolicyFile['rules'][string];
