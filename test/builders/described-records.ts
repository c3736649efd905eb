import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Member } from '../../src/events/group.ts';
import type { Person } from '../../src/events/person.ts';
import type { PastStay, Records, Sibling } from '../../src/events/records.ts';
import { noRecords } from '../../src/events/records.ts';
import { DescribedTalk, talkOf } from './described-talk.ts';
import { longAgoMs } from './person.ts';

const Moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const Beside = z.strictObject({
  name: z.string().default('另一个群'),
  kind: z.string().default('marketing'),
  department: z.string().default('营销策划部'),
  created: Moment.optional(),
  shared: z
    .record(z.string(), Moment)
    .default({})
    .describe('members of this group who are in that one, and since when'),
});

const Stay = z.strictObject({
  who: z.string().describe('a name of `people` or of a member'),
  since: Moment.optional(),
  until: Moment,
  how: z.enum(['left', 'removed', 'unknown']).default('left'),
  elsewhere: z.literal(true).optional().describe('in another group'),
});

const Attested = z.strictObject({
  what: z.string(),
  by: z.string().default('group-admin'),
  at: Moment,
  member: z.string().optional(),
  about: z.string().optional(),
  read: z.string().optional().describe('the announcement as it stood then'),
});

/** The past of a group in the compact language of examples; members and people go by their names. */
export const DescribedRecords = z.strictObject({
  beside: z.array(Beside).default([]),
  searched: z.array(z.string()).default([]).describe('kinds searched for shared members; those of `beside` are anyway'),
  stays: z.array(Stay).default([]),
  names: z.array(z.strictObject({ name: z.string(), since: Moment })).default([]),
  notice: z.string().optional().describe('the announcement'),
  nicknames: z.array(z.strictObject({ who: z.string(), nickname: z.string(), since: Moment })).default([]),
  moved: z.record(z.string(), Moment).default({}),
  attested: z.array(Attested).default([]),
  reminded: z.array(z.strictObject({ who: z.string(), rule: z.string(), at: Moment })).default([]),
  activity: z
    .strictObject({
      last: Moment.optional(),
      silent: Moment.optional().describe('nobody wrote since; what was before is not known'),
      until: Moment,
      by: z.enum(['archive', 'owner-statistics']).default('archive'),
    })
    .optional(),
  talk: DescribedTalk.optional(),
  away: z
    .array(z.strictObject({ who: z.string(), from: Moment, until: Moment, why: z.enum(['leave', 'trip']) }))
    .default([])
    .describe('who is on leave or on a trip'),
});
type DescribedRecords = z.infer<typeof DescribedRecords>;

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The records that a description means. */
export function recordsOf(
  world: DescribedRecords,
  members: readonly { readonly called: string; readonly member: Member }[],
  persons: readonly Person[],
): Records {
  const idOf = (name: string): string =>
    members.find(({ called }) => called === name)?.member.id ??
    persons.find((person) => person.name === name)?.userid ??
    name;
  return {
    ...noRecords,
    siblings: world.beside.map((one, at) => siblingOf(one, at, idOf)),
    searchedKinds: [...new Set([...world.searched, ...world.beside.map(({ kind }) => kind)])],
    stays: world.stays.map((one) => stayOf(one, idOf, persons)),
    names: world.names.map(({ name, since }) => ({ name, sinceMs: since })),
    noticeHash: world.notice === undefined ? null : hashOf(world.notice),
    nicknames: world.nicknames.map(({ who, nickname, since }) => ({ memberId: idOf(who), nickname, sinceMs: since })),
    moves: Object.fromEntries(
      Object.entries(world.moved).map(([name, atMs]) => [persons.find((one) => one.name === name)?.id ?? name, atMs]),
    ),
    attestations: world.attested.map(({ what, by, at, member, about, read }) => ({
      what,
      by,
      atMs: at,
      memberId: member === undefined ? null : idOf(member),
      about: read === undefined ? (about ?? '') : hashOf(read),
    })),
    reminded: world.reminded.map(({ who, rule, at }) => ({ memberId: idOf(who), rule, instance: rule, atMs: at })),
    activity: world.activity
      ? {
          lastMessageAtMs: world.activity.last ?? null,
          ...(world.activity.silent !== undefined && { silentSinceMs: world.activity.silent }),
          silentUntilMs: world.activity.until,
          provenBy: world.activity.by,
        }
      : null,
    talk: world.talk ? talkOf(world.talk) : null,
    away: awayIn(world, idOf),
  };
}

function awayIn({ away }: DescribedRecords, idOf: (name: string) => string): Records['away'] {
  const spansOf = (name: string) =>
    away.filter(({ who }) => who === name).map(({ from, until, why }) => ({ fromMs: from, untilMs: until, why }));
  return Object.fromEntries(away.map(({ who }) => [idOf(who).toLowerCase(), spansOf(who)]));
}

const siblingOf = (one: z.infer<typeof Beside>, at: number, idOf: (name: string) => string): Sibling => ({
  chatId: `wr-beside-${at + 1}`,
  kind: one.kind,
  ownerDepartment: one.department,
  name: one.name,
  createdAtMs: one.created ?? longAgoMs,
  shared: Object.entries(one.shared).map(([name, joinedAtMs]) => ({ id: idOf(name), joinedAtMs })),
});

const stayOf = (one: z.infer<typeof Stay>, idOf: (name: string) => string, persons: readonly Person[]): PastStay => ({
  chatId: one.elsewhere ? 'wr-elsewhere' : 'here',
  memberId: idOf(one.who),
  personId: persons.find(({ name }) => name === one.who)?.id ?? null,
  sinceMs: one.since ?? longAgoMs,
  untilMs: one.until,
  how: one.how,
});
