import type { FactKind, GroupFacts, Unseen } from '../../src/events/facts.ts';
import { joinKey } from '../../src/events/facts.ts';
import type { Member, Registered } from '../../src/events/group.ts';
import type { Department, Identity, ListEntry, Person } from '../../src/events/person.ts';
import { recordsOf } from './described-records.ts';
import type { Appointed, Described, DescribedMember } from './described-schema.ts';
import { facts, thursdayMs } from './facts.ts';
import { aGroup, aMember, anAppointment, anOutsider, aRegistered, memberOf } from './group.ts';
import { aContact, aDepartment, aListEntry, aPerson, longAgoMs } from './person.ts';

/** The facts that a compact description means. People are looked up by name; a misspelt one throws. */
export function described(world: Described): GroupFacts {
  const departments = world.departments.map((one, at) => departmentOf(one, at, world));
  const persons = world.people.map((one) => personOf(one, departments));
  const entries = Object.entries(world.lists).flatMap(([list, lines]) =>
    lines.map(({ gone, ...line }) => ({ gone, entry: aListEntry({ list, ...line }) })),
  );
  const members = world.members.map((one) => ({ one, member: stayOf(one, persons) }));
  const outsiders = members.filter(({ one }) => one.outsider !== undefined);
  const group = groupOf(world.group);
  const called = members.map(({ one, member }) => ({ called: one.person ?? one.outsider ?? '', member }));
  const records = recordsOf(world.records, called, persons);
  return facts({
    atMs: world.at ?? thursdayMs,
    group,
    records: {
      ...records,
      stays: records.stays.map((stay) => (stay.chatId === 'here' ? { ...stay, chatId: group.chatId } : stay)),
    },
    registered: registeredOf(world),
    unseen: new Map(Object.entries(world.unseen) as [FactKind, Unseen][]),
    members: [...members.map(({ member }) => member), ...Array.from({ length: world.crowd }, () => anOutsider())],
    persons,
    departments,
    contacts: outsiders.map(({ one, member }) => contactOf(one, member)),
    identities: Object.fromEntries(outsiders.flatMap(({ one, member }) => identityOf(one, member, entries))),
    lists: listsOf(world, entries),
    answers: new Map(
      members.flatMap(({ one, member }) => (one.answer ? [[joinKey(member), one.answer] as const] : [])),
    ),
  });
}

const groupOf = ({ reach, name, owner, created, admins }: Described['group']) =>
  aGroup({
    reach,
    ...(name === undefined ? {} : { name }),
    owner: owner ?? 'group-owner',
    createdAtMs: created === undefined ? longAgoMs : created,
    admins,
  });

function registeredOf({ register, admins }: Described): Registered | null {
  if (register === 'none') return null;
  const { ends, papersUntil, ...line } = register;
  const said = Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined));
  return aRegistered({
    ...said,
    endsAtMs: ends ?? null,
    papersUntilMs: papersUntil ?? null,
    admins: admins.map(appointmentOf),
  });
}

function departmentOf(one: Described['departments'][number], at: number, world: Described): Department {
  const above = world.departments.findIndex(({ name }) => name === one.under);
  const alsoKnownAs = [
    ...one.short.map((name) => ({ name, untilMs: null })),
    ...Object.entries(one.until).map(([name, untilMs]) => ({ name, untilMs })),
  ];
  return aDepartment({ id: at + 2, name: one.name, parent: above === -1 ? 1 : above + 2, alsoKnownAs });
}

function personOf(one: Described['people'][number], departments: readonly Department[]): Person {
  const ids = one.department.map((name) => found(departments, name).id);
  const ledSinceMs = one['leader-since'];
  const person = aPerson({
    name: one.name,
    departments: ids,
    mainDepartment: ids[0] ?? null,
    leaderIn: one.leads.map((name) => found(departments, name).id),
    userid: one.account === undefined ? one.name.toLowerCase() : one.account,
    alias: one.alias ?? '',
    position: one.title ?? '',
    relation: one.relation ?? 'regular',
    status: one.status ?? 'active',
    tags: one.tags ?? [],
    hiredAtMs: one.hired ?? longAgoMs,
    leftAtMs: one.left ?? null,
  });
  if (ledSinceMs === undefined) return person;
  return { ...person, shownSinceMs: ledSinceMs, before: [{ ...person, leaderIn: [], sinceMs: person.hiredAtMs }] };
}

function stayOf(one: DescribedMember, persons: readonly Person[]): Member {
  const join = {
    joinedAtMs: one.joined ?? longAgoMs,
    joinScene: one.scene === undefined ? 1 : one.scene,
    inviter: one.inviter ?? null,
    joinState: one.state ?? null,
    nickname: one.nickname === undefined ? '' : one.nickname,
  };
  if (one.outsider !== undefined) return anOutsider({ ...join, shownName: one.shown ?? one.outsider });
  if (one.person === undefined && one.account !== undefined) return aMember({ ...join, id: one.account });
  const person = found(persons, one.person ?? '');
  return memberOf(person, {
    ...join,
    ...(one.account === undefined ? {} : { id: one.account }),
    shownName: one.shown ?? person.name,
  });
}

const contactOf = (one: DescribedMember, member: Member) =>
  aContact({
    id: member.id,
    known: one.contact === 'known',
    name: one.contact === 'known' ? (one.outsider ?? '') : '',
    app: one.company === undefined ? 'wechat' : 'wecom',
    corpName: one.company ?? '',
    tags: one.tags,
    remarks: one.remarks,
  });

type Lines = readonly { readonly gone: true | undefined; readonly entry: ListEntry }[];

function identityOf(one: DescribedMember, member: Member, lines: Lines): [string, Identity][] {
  if (one.identity === undefined) return [];
  const line = one.entry === undefined ? null : lines.find(({ entry }) => entry.key === one.entry);
  if (line === undefined) throw new RangeError(`no line ${one.entry}`);
  return [[member.id, { relation: one.identity, entry: line === null ? null : line.entry }]];
}

const listsOf = (world: Described, lines: Lines): Record<string, ListEntry[]> =>
  Object.fromEntries(
    Object.keys(world.lists).map((list) => [
      list,
      lines.filter(({ entry, gone }) => entry.list === list && !gone).map(({ entry }) => entry),
    ]),
  );

const appointmentOf = ({ account, by, since, until }: Appointed) =>
  anAppointment({
    userid: account,
    ...(by === undefined ? {} : { appointedBy: by }),
    sinceMs: since ?? longAgoMs,
    untilMs: until ?? null,
  });

function found<Named extends { readonly name: string }>(all: readonly Named[], name: string): Named {
  const one = all.find((other) => other.name === name);
  if (!one) throw new RangeError(`nobody and nothing here is called ${name}`);
  return one;
}
