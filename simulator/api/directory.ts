import type { Company } from '../world/company.ts';
import { type Department, type Employee, findEmployee, leadersOf, subtree } from '../world/people.ts';
import { scopeOf, visibleDepartments } from '../world/scope.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { pageOf, textOf, wholeOf } from './params.ts';
import { Refusal } from './refusal.ts';

/** `user/*` and `department/*` as an app made after 2022-06-20 sees them: no phone, no mail, no picture [90196]. */
export const directoryEndpoints: readonly Endpoint[] = [
  { path: 'user/get', method: 'GET', opening: 'contacts', answer: getUser },
  {
    path: 'user/list',
    method: 'GET',
    opening: 'contacts',
    answer: (call) => ({ userlist: membersOf(call).map(inFull) }),
  },
  {
    path: 'user/simplelist',
    method: 'GET',
    opening: 'contacts',
    answer: (call) => ({ userlist: membersOf(call).map(inShort) }),
  },
  { path: 'user/list_id', method: 'POST', opening: 'sync', answer: listIds },
  { path: 'department/list', method: 'GET', opening: 'contacts', answer: listDepartments },
  { path: 'department/simplelist', method: 'GET', opening: 'ids', answer: listDepartmentIds },
  { path: 'department/get', method: 'GET', opening: 'contacts', answer: getDepartment },
];

function getUser({ company, query }: Call): Body {
  const userid = query.userid ?? '';
  if (userid === '') throw new Refusal(41009);
  const employee = findEmployee(company, userid);
  if (!employee) throw new Refusal(60111);
  if (!scopeOf(company)(employee)) throw new Refusal(60011);
  return inFull(employee);
}

/** One level, and only who is in scope: `fetch_child` is gone [90200]. */
function membersOf({ company, query }: Call): Employee[] {
  const department = departmentOf(company, query.department_id);
  const visible = scopeOf(company);
  const members = [...company.people.values()].filter((one) => one.departments.includes(department.id) && visible(one));
  if (members.length === 0 && !visibleDepartments(company).has(department.id)) throw new Refusal(60011);
  return members;
}

const inShort = ({ userid, name, departments }: Employee): Body => ({ userid, name, department: departments });

const inFull = (one: Employee): Body => ({
  ...inShort(one),
  order: one.departments.map(() => 0),
  position: one.position,
  is_leader_in_dept: one.departments.map((id) => (one.leaderIn.includes(id) ? 1 : 0)),
  direct_leader: one.directLeader === null ? [] : [one.directLeader],
  telephone: '',
  alias: one.alias,
  status: one.status,
  main_department: one.departments[0] ?? 1,
  extattr: { attrs: [] },
  external_position: '',
});

function listIds({ company, body }: Call): Body {
  const limit = wholeOf(body, 'limit', 10_000);
  if (limit < 1 || limit > 10_000) throw new Refusal(40058, 'limit');
  const all = [...company.people.values()].flatMap(({ userid, departments }) =>
    departments.map((department) => ({ userid, department })),
  );
  const { page, nextCursor } = pageOf(all, textOf(body, 'cursor'), limit);
  return { dept_user: page, next_cursor: nextCursor };
}

function listDepartments(call: Call): Body {
  const { company } = call;
  return {
    department: visibleUnder(call).map((one) => ({
      ...asRow(one),
      name: one.name,
      name_en: '',
      department_leader: leadersOf(company, one.id),
    })),
  };
}

function listDepartmentIds(call: Call): Body {
  return { department_id: visibleUnder(call).map(asRow) };
}

function getDepartment({ company, query }: Call): Body {
  const department = departmentOf(company, query.id);
  if (!visibleDepartments(company).has(department.id)) throw new Refusal(60011);
  const { name, id } = department;
  return { department: { ...asRow(department), name, name_en: '', department_leader: leadersOf(company, id) } };
}

const asRow = ({ id, parent, order }: Department): Body => ({ id, parentid: parent, order });

/** The asked department and those under it, as far as they are visible; all when none is asked for. */
function visibleUnder({ company, query, surface }: Call): Department[] {
  const visible = surface.name === 'contacts' ? new Set(company.departments.keys()) : visibleDepartments(company);
  const all = [...company.departments.values()].filter(({ id }) => visible.has(id));
  if (query.id === undefined || query.id === '') return all;
  const { id } = departmentOf(company, query.id);
  if (!visible.has(id)) throw new Refusal(60011);
  const under = subtree(company, id);
  return all.filter((one) => under.has(one.id));
}

function departmentOf(company: Company, asked = ''): Department {
  if (!/^\d{1,10}$/.test(asked)) throw new Refusal(60123);
  const department = company.departments.get(Number(asked));
  if (!department) throw new Refusal(60003);
  return department;
}
