import type { Company } from '../world/company.ts';
import { type Employee, findEmployee, subtree } from '../world/people.ts';
import { scopeOf, visibleDepartments } from '../world/scope.ts';
import type { Body } from './endpoint.ts';
import { textOf } from './params.ts';
import { Refusal } from './refusal.ts';

export interface Recipients {
  readonly people: readonly Employee[];
  /** Lower-cased, as WeCom echoes them [90236]. */
  readonly invalidUsers: readonly string[];
  readonly invalidParties: readonly string[];
  readonly invalidTags: readonly string[];
}

/** Whom a send reaches. Somebody unknown, gone, disabled or out of scope is named, not refused; nobody at all is 81013. */
export function recipientsOf(company: Company, body: Body): Recipients {
  const users = listed(textOf(body, 'touser'));
  const parties = listed(textOf(body, 'toparty'));
  const tags = listed(textOf(body, 'totag'));
  if (users.length + parties.length + tags.length === 0) throw new Refusal(82001);
  if (users.length > 1_000) throw new Refusal(40032);
  if (parties.length > 100) throw new Refusal(82002);
  if (tags.length > 100) throw new Refusal(82003);
  const visible = scopeOf(company);
  const may = (one: Employee | undefined): one is Employee => one !== undefined && one.status !== 2 && visible(one);
  const everyone = [...company.people.values()].filter(may);
  if (users.length === 1 && users[0] === '@all')
    return { people: everyone, invalidUsers: [], invalidParties: [], invalidTags: [] };

  const known = users.map((id) => findEmployee(company, id)).filter(may);
  const departments = parties.filter((id) => visibleDepartments(company).has(Number(id)));
  const reached = new Set(departments.flatMap((id) => [...subtree(company, Number(id))]));
  const tagged = tags.flatMap((id) => [...(company.memberTags.get(Number(id))?.userids ?? [])]);
  const people = new Set([
    ...known,
    ...everyone.filter((one) => one.departments.some((id) => reached.has(id))),
    ...tagged.map((id) => findEmployee(company, id)).filter(may),
  ]);
  if (people.size === 0) throw new Refusal(81013);
  return {
    people: [...people],
    invalidUsers: users.filter((id) => !may(findEmployee(company, id))).map((id) => id.toLowerCase()),
    invalidParties: parties.filter((id) => !departments.includes(id)),
    invalidTags: tags.filter((id) => !company.memberTags.has(Number(id))),
  };
}

const listed = (ids: string): string[] => ids.split('|').filter((id) => id !== '');
