import type { Company } from './company.ts';
import { type Employee, findEmployee, sameId, subtree } from './people.ts';

/** Departments that the app sees. */
export function visibleDepartments(company: Company): Set<number> {
  const { visible } = company.settings;
  if (visible === 'everyone') return new Set(company.departments.keys());
  return new Set((visible.departments ?? []).flatMap((id) => [...subtree(company, id)]));
}

/** A test of who is inside the app's visible scope; made once for many people. */
export function scopeOf(company: Company): (employee: Employee) => boolean {
  const { visible } = company.settings;
  if (visible === 'everyone') return () => true;
  const departments = visibleDepartments(company);
  const named = visible.userids ?? [];
  return ({ userid, departments: his }) =>
    named.some((id) => sameId(id, userid)) || his.some((id) => departments.has(id));
}

/** The account exists, is active, and the app sees it: what `subscribe` and `unsubscribe` are about [90240]. */
export function reachable(company: Company, employee: Employee): boolean {
  return employee.status === 1 && findEmployee(company, employee.userid) === employee && scopeOf(company)(employee);
}
