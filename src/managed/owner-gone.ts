import type { GroupFacts } from '../events/facts.ts';
import type { Directory, Person } from '../events/person.ts';
import { isHired } from '../rules/personnel.ts';

/** An owner who can no longer look after his group, and who could instead. */
export interface OwnerGone {
  readonly because: 'owner-left' | 'owner-moved';
  readonly owner: Person;
  /** An appointed admin, or who leads the department that the group belongs to; null: nobody. */
  readonly heir: Person | null;
}

/**
 * Whether a group's owner left the company, or moved out of the department that the register names and is not appointed.
 * `wasThere` are departments in which he was before: who never belonged there has not moved. Pure.
 */
export function ownerGone(facts: GroupFacts, wasThere: ReadonlySet<number>): OwnerGone | null {
  const owner = ownerOf(facts);
  if (!owner) return null;
  const because = !isHired(owner, facts.atMs) ? 'owner-left' : movedAway(owner, facts, wasThere) ? 'owner-moved' : null;
  return because === null ? null : { because, owner, heir: heirOf(facts, owner) };
}

/** The hire who owns the group: a leaver's account is gone, and the stay still says who he was. */
export function ownerOf({ group, members, directory }: GroupFacts): Person | undefined {
  const userid = group.owner.toLowerCase();
  const stay = members.find(({ id, personId }) => id.toLowerCase() === userid && personId !== null);
  return (stay?.personId ? directory.persons.get(stay.personId) : undefined) ?? directory.byAccount.get(userid);
}

/** The departments of a name, with those below them. */
export function departmentsCalled(name: string, { departments }: Directory): Set<number> {
  const named = new Set([...departments.values()].filter((one) => one.name === name).map(({ id }) => id));
  for (let grew = true; grew; ) {
    const below = [...departments.values()].filter(({ id, parent }) => named.has(parent) && !named.has(id));
    for (const { id } of below) named.add(id);
    grew = below.length > 0;
  }
  return named;
}

function movedAway(owner: Person, facts: GroupFacts, wasThere: ReadonlySet<number>): boolean {
  const { registered, directory } = facts;
  if (!registered?.ownerDepartment || appointed(facts).includes(owner.userid ?? '')) return false;
  const own = departmentsCalled(registered.ownerDepartment, directory);
  if (own.size === 0 || owner.departments.some((id) => own.has(id))) return false;
  return [...wasThere].some((id) => own.has(id));
}

const appointed = ({ registered, atMs }: GroupFacts): string[] =>
  (registered?.admins ?? [])
    .filter(({ sinceMs, untilMs }) => sinceMs <= atMs && (untilMs === null || atMs < untilMs))
    .map(({ userid }) => userid.toLowerCase());

function heirOf(facts: GroupFacts, owner: Person): Person | null {
  const { directory, registered, atMs } = facts;
  const admins = appointed(facts).flatMap((userid) => directory.byAccount.get(userid) ?? []);
  const own = departmentsCalled(registered?.ownerDepartment ?? '', directory);
  const leaders = [...directory.persons.values()].filter(({ leaderIn }) => leaderIn.some((id) => own.has(id)));
  const able = (one: Person): boolean =>
    one.id !== owner.id && one.userid !== null && one.status === 'active' && isHired(one, atMs);
  return [...admins, ...leaders].find(able) ?? null;
}
