import type { Contact, Department, Directory, Identity, ListEntry, Person } from '../events/person.ts';
import { PersonId } from '../ids.ts';
import type { CasesFile } from './cases-file.ts';

/** Before every moment that a case speaks of, unless it says otherwise. */
export const LONG_AGO_MS = Date.parse('2020-01-01T00:00:00+08:00');

/** The root of every directory; a file need not name it. */
const COMPANY = 1;

/** Everybody of a file, as the directory would show them. Made once for all its cases. */
export function directoryOf(file: CasesFile): Directory {
  const departments = Object.keys(file.部门).map((name) => departmentOf(name, file));
  const persons = Object.keys(file.人员).map((name) => personOf(name, file));
  const outsiders = Object.keys(file.外部联系人);
  return {
    persons: new Map(persons.map((person) => [person.id, person])),
    byAccount: new Map(persons.flatMap((person) => (person.userid === null ? [] : [[person.userid, person] as const]))),
    departments: new Map(departments.map((department) => [department.id, department])),
    contacts: new Map(outsiders.map((name) => [outsiderId(name), contactOf(name, file)])),
    identities: new Map(outsiders.flatMap((name) => identityOf(name, file))),
    lists: new Map(Object.keys(file.名单).map((list) => [list, linesOf(list, file)])),
  };
}

/** The account of a person of the file: the one it names, else the person's own name. */
export const accountIn =
  (file: CasesFile) =>
  (name: string): string =>
    (file.人员[name]?.账号 ?? name).toLowerCase();

export const outsiderId = (name: string): string => `wm-${name.toLowerCase()}`;

export const personIdOf = (name: string, file: CasesFile): PersonId => {
  const at = Object.keys(file.人员).indexOf(name) + 1;
  return PersonId.parse(`00000000-0000-4000-8000-${String(at).padStart(12, '0')}`);
};

const departmentId = (name: string, file: CasesFile): number => Object.keys(file.部门).indexOf(name) + COMPANY + 1;

function departmentOf(name: string, file: CasesFile): Department {
  const { 上级: above, 简称: short = [], 曾用名: former = {} } = file.部门[name] ?? {};
  return {
    id: departmentId(name, file),
    name,
    parent: above === undefined ? COMPANY : departmentId(above, file),
    leaders: Object.entries(file.人员).flatMap(([who, { 负责: leads }]) =>
      leads.includes(name) ? [accountIn(file)(who)] : [],
    ),
    alsoKnownAs: [
      ...short.map((other) => ({ name: other, untilMs: null })),
      ...Object.entries(former).map(([other, untilMs]) => ({ name: other, untilMs })),
    ],
  };
}

function personOf(name: string, file: CasesFile): Person {
  const said = file.人员[name];
  if (!said) throw new RangeError(`${name} was not looked up`);
  const departments = said.部门.map((department) => departmentId(department, file));
  const left = said.状态 === 'left';
  return {
    id: personIdOf(name, file),
    userid: left ? null : accountIn(file)(name),
    relation: said.身份,
    status: said.状态,
    name,
    alias: said.别名,
    position: said.职务,
    departments,
    mainDepartment: departments[0] ?? null,
    leaderIn: said.负责.map((department) => departmentId(department, file)),
    directLeader: null,
    tags: said.标签,
    hiredAtMs: said.入职 ?? LONG_AGO_MS,
    leftAtMs: said.离职 ?? (left ? LONG_AGO_MS : null),
    ...historyOf(said, file),
  };
}

/** Before he moved he was elsewhere; who never moved was always where he is. */
function historyOf(said: CasesFile['人员'][string], file: CasesFile): Pick<Person, 'shownSinceMs' | 'before'> {
  const { 调动: moved } = said;
  const sinceMs = said.入职 ?? LONG_AGO_MS;
  if (!moved) return { shownSinceMs: sinceMs, before: [] };
  const departments = moved.原部门.map((department) => departmentId(department, file));
  const post = { position: moved.原职务, departments, mainDepartment: departments[0] ?? null, leaderIn: [], tags: [] };
  return { shownSinceMs: moved.自, before: [{ ...post, sinceMs }] };
}

function contactOf(name: string, file: CasesFile): Contact {
  const {
    公司: company = '',
    备注: remarks = [],
    标签: tags = [],
    添加过: looked = 'seen',
  } = file.外部联系人[name] ?? {};
  const known = looked === 'seen';
  return {
    id: outsiderId(name),
    known,
    name: known ? name : '',
    app: company === '' ? 'wechat' : 'wecom',
    corpName: company,
    position: '',
    remarks,
    tags,
  };
}

function identityOf(name: string, file: CasesFile): [string, Identity][] {
  const decided = file.外部联系人[name]?.认定;
  if (!decided) return [];
  const all = Object.keys(file.名单).flatMap((list) => entriesOf(list, file));
  const entry = all.find(({ key }) => key === decided.名册) ?? null;
  return [[outsiderId(name), { relation: decided.身份, entry }]];
}

/** Lines that were struck off are on no list, and identities still name them. */
const linesOf = (list: string, file: CasesFile): ListEntry[] =>
  entriesOf(list, file).filter(({ key }) => file.名单[list]?.[key]?.已除名 !== true);

const entriesOf = (list: string, file: CasesFile): ListEntry[] =>
  Object.entries(file.名单[list] ?? {}).map(([key, line]) => ({
    list,
    key,
    companies: line.公司,
    department: line.部门,
    title: line.职务,
    name: line.姓名,
  }));
