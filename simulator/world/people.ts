import type { Delivery } from '../inbox/messages.ts';
import type { Company } from './company.ts';

/** 1 active, 2 disabled, 4 not activated, 5 left [90196]. */
export type AccountStatus = 1 | 2 | 4 | 5;

export interface Department {
  readonly id: number;
  name: string;
  parent: number;
  order: number;
}

/** One hire. A userid that is used again is another employee, with an empty phone. */
export interface Employee {
  userid: string;
  name: string;
  alias: string;
  position: string;
  departments: readonly number[];
  /** Of `departments`, those he leads. */
  leaderIn: readonly number[];
  directLeader: string | null;
  status: AccountStatus;
  readonly hiredAt: Date;
  leftAt: Date | null;
  readonly inbox: Delivery[];
  /** What of `inbox` was shown before: bodies, task ids and notice numbers. */
  readonly seen: Set<string>;
}

export interface Newcomer {
  readonly userid: string;
  readonly name: string;
  readonly department?: number | readonly number[];
  readonly alias?: string;
  readonly position?: string;
  readonly leaderIn?: readonly number[];
  readonly directLeader?: string;
  readonly status?: AccountStatus;
}

/** The present account of this name, in whatever case it is written. */
export const findEmployee = (company: Company, userid: string): Employee | undefined =>
  company.people.get(userid.toLowerCase());

/** The present account; a test that names nobody is told so. */
export function presentEmployee(company: Company, userid: string): Employee {
  const employee = findEmployee(company, userid);
  if (!employee) throw new TypeError(`${company.slug} has no account «${userid}»`);
  return employee;
}

/** The present account, else the last that had this name. */
export function anyEmployee(company: Company, userid: string): Employee {
  const wanted = userid.toLowerCase();
  const employee =
    findEmployee(company, userid) ?? company.former.findLast((one) => one.userid.toLowerCase() === wanted);
  if (!employee) throw new TypeError(`${company.slug} never had an account «${userid}»`);
  return employee;
}

export function addEmployee(company: Company, newcomer: Newcomer, now: Date): Employee {
  if (findEmployee(company, newcomer.userid)) throw new TypeError(`the account «${newcomer.userid}» is taken`);
  const departments = [newcomer.department ?? 1].flat();
  for (const id of departments) presentDepartment(company, id);
  const employee: Employee = {
    userid: newcomer.userid,
    name: newcomer.name,
    alias: newcomer.alias ?? '',
    position: newcomer.position ?? '',
    departments,
    leaderIn: newcomer.leaderIn ?? [],
    directLeader: newcomer.directLeader ?? null,
    status: newcomer.status ?? 1,
    hiredAt: now,
    leftAt: null,
    inbox: [],
    seen: new Set(),
  };
  company.people.set(newcomer.userid.toLowerCase(), employee);
  return employee;
}

/** The account is gone; groups keep the member until somebody removes it, and owned customer groups wait for an heir. */
export function removeEmployee(company: Company, userid: string, now: Date): Employee {
  const employee = presentEmployee(company, userid);
  company.people.delete(employee.userid.toLowerCase());
  employee.status = 5;
  employee.leftAt = now;
  company.former.push(employee);
  for (const group of company.groups.values()) {
    if (group.kind === 'customer' && sameId(group.owner, userid)) group.status = 1;
  }
  return employee;
}

/** A new name for the account: the person, his groups and his phone stay. */
export function renameAccount(company: Company, userid: string, newUserid: string): Employee {
  const employee = presentEmployee(company, userid);
  if (findEmployee(company, newUserid) && !sameId(userid, newUserid)) throw new TypeError(`«${newUserid}» is taken`);
  company.people.delete(userid.toLowerCase());
  employee.userid = newUserid;
  company.people.set(newUserid.toLowerCase(), employee);
  const renamed = (id: string): string => (sameId(id, userid) ? newUserid : id);
  for (const other of company.people.values()) other.directLeader = other.directLeader && renamed(other.directLeader);
  for (const external of company.externals.values()) {
    for (const follower of external.followers) follower.userid = renamed(follower.userid);
  }
  for (const group of company.groups.values()) {
    group.owner = renamed(group.owner);
    group.admins = group.admins.map(renamed);
    group.members = group.members.map((one) => ({
      ...one,
      id: renamed(one.id),
      inviter: one.inviter && renamed(one.inviter),
    }));
  }
  for (const tag of company.memberTags.values()) {
    if (tag.userids.delete(userid.toLowerCase())) tag.userids.add(newUserid.toLowerCase());
  }
  return employee;
}

export const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export function presentDepartment(company: Company, id: number): Department {
  const department = company.departments.get(id);
  if (!department) throw new TypeError(`${company.slug} has no department ${id}`);
  return department;
}

/** The department and everything under it. */
export function subtree(company: Company, root: number): Set<number> {
  const found = new Set([root]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { id, parent } of company.departments.values()) if (found.has(parent)) found.add(id);
  }
  return found;
}

/** `department_leader`: those whose account says that they lead it. */
export const leadersOf = (company: Company, id: number): string[] =>
  [...company.people.values()].filter((one) => one.leaderIn.includes(id)).map((one) => one.userid);
