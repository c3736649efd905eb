import type { Directory, Person } from '../events/person.ts';
import type { Scope } from './report.ts';

type People = NonNullable<Scope['people']>;

/** Everybody of a department and of those below it, who is here. A tree that runs in a circle ends. Pure. */
export function peopleBelow(directory: Directory, department: number): People {
  const below = new Set([department]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const one of directory.departments.values()) if (below.has(one.parent)) below.add(one.id);
  }
  return [...directory.persons.values()].flatMap((person) =>
    isHere(person) && person.departments.some((id) => below.has(id)) ? [personIn(person)] : [],
  );
}

const isHere = ({ userid, status }: Person): boolean => userid !== null && status === 'active';
const personIn = ({ id, userid }: Person) => ({ personId: id, userid: userid ?? '' });

/** The departments that somebody leads, the topmost of a tree only. Pure. */
export function departmentsLedBy(directory: Directory, userid: string): number[] {
  const led = [...directory.departments.values()].filter(({ leaders }) =>
    leaders.some((leader) => leader.toLowerCase() === userid.toLowerCase()),
  );
  const ids = new Set(led.map(({ id }) => id));
  return led.filter((one) => !ancestorsOf(directory, one.parent).some((id) => ids.has(id))).map(({ id }) => id);
}

function ancestorsOf(directory: Directory, from: number): number[] {
  const found: number[] = [];
  for (
    let at = directory.departments.get(from);
    at && !found.includes(at.id);
    at = directory.departments.get(at.parent)
  )
    found.push(at.id);
  return found;
}
