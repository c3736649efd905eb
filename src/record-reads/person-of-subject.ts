import type { Directory, Person } from '../events/person.ts';
import { PersonId } from '../ids.ts';

/** The person of this company whom a case names as its subject; undefined: a group, or somebody from outside. Pure. */
export function personOfSubject(subject: string, { persons, byAccount }: Directory): Person | undefined {
  const [kind, ...rest] = subject.split(':');
  const id = rest.join(':');
  if (kind === 'person') return persons.get(PersonId.parse(id));
  return kind === 'member' ? byAccount.get(id.toLowerCase()) : undefined;
}
