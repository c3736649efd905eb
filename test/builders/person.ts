import type { Contact, Department, Directory, Identity, ListEntry, Person } from '../../src/events/person.ts';
import { PersonId } from '../../src/ids.ts';

let made = 0;
const next = (): number => {
  made += 1;
  return made;
};

/** Long before every moment a test speaks of. */
export const longAgoMs = Date.parse('2020-01-01T00:00:00+08:00');

/** A regular employee called 张示例, with an account of his own and in no department. */
export function aPerson(over: Partial<Person> = {}): Person {
  const n = next();
  return {
    id: PersonId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
    userid: `person-${n}`,
    relation: 'regular',
    status: 'active',
    name: '张示例',
    alias: '',
    position: '',
    departments: [],
    mainDepartment: null,
    leaderIn: [],
    directLeader: null,
    tags: [],
    hiredAtMs: longAgoMs,
    leftAtMs: null,
    shownSinceMs: over.hiredAtMs ?? longAgoMs,
    before: [],
    ...over,
  };
}

export function aDepartment(over: Partial<Department> = {}): Department {
  return { id: over.id ?? 1000 + next(), name: '行政人事部', parent: 1, leaders: [], alsoKnownAs: [], ...over };
}

/** An external person whom a colleague has added. */
export function aContact(over: Partial<Contact> = {}): Contact {
  return {
    id: `wm-contact-${next()}`,
    known: true,
    name: '客户甲',
    app: 'wechat',
    corpName: '',
    position: '',
    remarks: [],
    tags: [],
    ...over,
  };
}

export function aListEntry(over: Partial<ListEntry> = {}): ListEntry {
  return {
    list: '会员名单',
    key: `entry-${next()}`,
    companies: ['示例实业有限公司', '示例实业'],
    department: '金融服务部',
    title: '',
    name: '张示例',
    ...over,
  };
}

/** What a directory is made of; departments, persons and contacts are keyed here. Identities are keyed by external id. */
export interface DirectoryParts {
  readonly persons?: readonly Person[];
  readonly departments?: readonly Department[];
  readonly contacts?: readonly Contact[];
  readonly identities?: Readonly<Record<string, Identity>>;
  readonly lists?: Readonly<Record<string, readonly ListEntry[]>>;
}

export function aDirectory(parts: DirectoryParts = {}): Directory {
  const persons = parts.persons ?? [];
  const withAccount = persons.flatMap((person) => (person.userid === null ? [] : [[person.userid, person] as const]));
  return {
    persons: new Map(persons.map((person) => [person.id, person])),
    byAccount: new Map(withAccount),
    departments: new Map((parts.departments ?? []).map((department) => [department.id, department])),
    contacts: new Map((parts.contacts ?? []).map((contact) => [contact.id.toLowerCase(), contact])),
    identities: new Map(Object.entries(parts.identities ?? {}).map(([id, one]) => [id.toLowerCase(), one])),
    lists: new Map(Object.entries(parts.lists ?? {})),
  };
}
