import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Conversation, Member, RoleHeld } from '../../src/events/conversation.ts';
import { SPEAKS_FOR } from '../../src/events/conversation.ts';
import { ordinaryLexicon } from '../../src/obligations/lexicon.ts';
import type { ObligationRule } from '../../src/obligations/rule.ts';
import { parseGrace } from '../../src/policy/durations.ts';
import type { Cast } from '../../src/policy/talk-script.ts';
import { chineseCalendar } from '../../src/work-time/calendar.ts';
import type { Stretch, WorkPlan } from '../../src/work-time/work-plan.ts';

// Who is who in the scripted conversations, and the rules they are judged by: both are data beside them.

const FOLDER = new URL('../fixtures/conversations/', import.meta.url);

export const readYaml = <T>(schema: z.ZodType<T>, name: string): T =>
  schema.parse(parse(readFileSync(new URL(name, FOLDER), 'utf8')));

const Person = z.strictObject({
  /** How others write his name after @; more than one may be called so. */
  called: z.string().optional(),
  names: z.array(z.string()).default([]),
  leads: z.union([z.literal('everyone'), z.array(z.string())]).optional(),
  speaksFor: z.string().optional(),
  is: z.enum(['employee', 'external', 'robot']).default('employee'),
});
export const DescribedCast = z.strictObject({
  hours: z.string(),
  people: z.record(z.string(), Person),
  roles: z.record(z.string(), z.array(z.string())),
  departments: z.record(z.string(), z.array(z.string())),
});

type DescribedCast = z.infer<typeof DescribedCast>;

const Clock = z.strictObject({
  within: z.union([z.string(), z.literal('unset')]),
  warn: z.array(z.string()).default([]),
  escalate: z.array(z.strictObject({ after: z.string(), to: z.string() })).default([]),
});
const Rule = z.strictObject({
  clause: z.string(),
  opens: z.enum(['task', 'notice', 'question', 'customer', 'published']),
  speakers: z.array(z.string()).default([]),
  only: z.enum(['same-day', 'receipt']).nullable().default(null),
  all: z.enum(['everyone', 'nobody']).default('nobody'),
  unnamed: z.enum(['everyone', 'role', 'nobody']).default('nobody'),
  role: z.string().default('负责人'),
  joins: z.enum(['asker', 'none']).default('none'),
  accepts: z.enum(['any-words', 'lexicon']).default('any-words'),
  pausedBy: z.array(z.enum(['leave', 'trip'])).default(['leave']),
  reachable: z.enum(['must-be-shown', 'not-asked']).default('not-asked'),
  acknowledge: Clock.optional(),
  result: Clock.extend({
    due: z.enum(['stated', 'within']),
    endsBy: z.array(z.enum(['done', 'handed-over', 'answered'])),
  }).optional(),
});

const WORKDAY: readonly Stretch[] = [
  { fromMin: 540, untilMin: 720 },
  { fromMin: 810, untilMin: 1080 },
];

/** `09:00-12:00 13:30-18:00`; hours beyond 24 are those of the next day. */
export const stretchesOf = (text: string): Stretch[] =>
  text.split(' ').map((span) => {
    const [from = '', until = ''] = span.split('-');
    return { fromMin: minutes(from), untilMin: minutes(until) };
  });

const minutes = (text: string): number => {
  const [hours, rest] = text.split(':');
  return Number(hours) * 60 + Number(rest);
};

const wait = (text: string): number => parseGrace(text, WORKDAY).ms;

const clockOf = (clock: z.infer<typeof Clock>) => ({
  withinMs: clock.within === 'unset' ? null : wait(clock.within),
  warnBeforeMs: clock.warn.map(wait),
  escalate: clock.escalate.map(({ after, to }) => ({ afterMs: wait(after), toRole: to })),
});

export const rules: ReadonlyMap<string, ObligationRule> = new Map(
  Object.entries(readYaml(z.record(z.string(), Rule), 'rules.yaml')).map(([id, { acknowledge, result, ...rule }]) => [
    id,
    {
      ...rule,
      id,
      acknowledge: acknowledge ? clockOf(acknowledge) : null,
      result: result ? { ...clockOf(result), due: result.due, endsBy: result.endsBy } : null,
    },
  ]),
);

/** The year of all scripts. */
export const YEAR = 2026;

export type { Cast } from '../../src/policy/talk-script.ts';

const ALWAYS = { fromMs: 0, untilMs: null } as const;

export const castOf = (name: string): Cast => castFrom(readYaml(DescribedCast, `${name}.cast.yaml`), '领导');

/** The people of a description; `leader` is what the role of whoever leads is called. */
export function castFrom(cast: DescribedCast, leader: string): Cast {
  const people = Object.entries(cast.people);
  const plan: WorkPlan = {
    hours: { timeZone: 'Asia/Shanghai', stretches: stretchesOf(cast.hours) },
    calendar: chineseCalendar,
    shifts: null,
    absences: [],
  };
  const called = new Map<string, string[]>();
  for (const [id, one] of people) {
    const as = one.called ?? id;
    called.set(as, [...(called.get(as) ?? []), id]);
  }
  const members = people.map(
    ([id, one]): Member => ({
      id,
      kind: one.is,
      names: [id, ...one.names],
      plan,
      absences: [],
      ...ALWAYS,
    }),
  );
  const talk: Conversation = {
    chatId: 'group',
    messages: [],
    readings: new Map(),
    lexicon: ordinaryLexicon,
    published: [],
    presses: [],
    rulings: [],
    signs: [],
    members,
    plan,
    roles: [...people.flatMap(([id, one]) => rolesOf(id, one, leader)), ...rolesIn(cast.roles)],
    departments: Object.entries(cast.departments).map(([as, responsible]) => ({ names: [as], responsible })),
  };
  return { talk, called, idOf: (name) => name, year: YEAR };
}

function rolesOf(by: string, { leads, speaksFor }: z.infer<typeof Person>, leader: string): RoleHeld[] {
  const over = leads === 'everyone' ? [null] : (leads ?? []);
  return [
    ...over.map((one): RoleHeld => ({ role: leader, by, over: one, ...ALWAYS })),
    ...(speaksFor ? [{ role: SPEAKS_FOR, by, over: speaksFor, ...ALWAYS }] : []),
  ];
}

const rolesIn = (roles: Readonly<Record<string, readonly string[]>>): RoleHeld[] =>
  Object.entries(roles).flatMap(([role, holders]) => holders.map((by) => ({ role, by, over: null, ...ALWAYS })));
