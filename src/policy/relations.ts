import type { Directory, Person, Relation } from '../events/person.ts';
import { remembered } from '../remembered.ts';
import { isHired } from '../rules/personnel.ts';
import type { Resolved } from '../rules/selector.ts';
import { selects } from '../rules/selector.ts';

/** What HR says of all whom a selector names: they stand so to the company. */
export interface Standing {
  readonly who: Resolved;
  readonly is: Relation;
}

type Says = { readonly relations: readonly Standing[] };

/**
 * The directory with the relations that the policy gives to people of whom nobody has said one by name; the first line that
 * names a person counts. Whom no line names stays unknown. The same object for the same policy and directory.
 */
export const withRelations = (policy: Says, directory: Directory): Directory => said(policy)(directory);

const said = remembered((policy: Says) => remembered((directory: Directory) => completed(policy, directory)));

function completed({ relations }: Says, directory: Directory): Directory {
  if (relations.length === 0) return directory;
  const persons = new Map([...directory.persons].map(([id, person]) => [id, standing(person, relations, directory)]));
  const withAccount = [...persons.values()].filter(({ userid }) => userid !== null);
  return { ...directory, persons, byAccount: new Map(withAccount.map((person) => [person.userid as string, person])) };
}

function standing(person: Person, relations: readonly Standing[], directory: Directory): Person {
  if (person.relation !== 'unknown') return person;
  const line = relations.find(({ who }) => selects(who, person, directory));
  return line ? { ...person, relation: line.is } : person;
}

/** The people at work whose relation neither HR nor every one of these policies says: what hangs on it is not checkable. */
export const peopleUnknown = (policies: readonly Says[], directory: Directory, atMs: number): Person[] =>
  [...directory.persons.values()].filter(
    (person) =>
      person.userid !== null &&
      person.relation === 'unknown' &&
      isHired(person, atMs) &&
      !(policies.length > 0 && policies.every((policy) => saidOf(person, policy, directory) !== 'unknown')),
  );

const saidOf = ({ id }: Person, policy: Says, directory: Directory): Relation =>
  withRelations(policy, directory).persons.get(id)?.relation ?? 'unknown';
