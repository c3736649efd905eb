import type { Tx } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import type { Relation } from '../events/person.ts';
import type { Corp } from '../ids.ts';

/** HR says that a person is the same human as an earlier one (a rehire). History stays where it was; both are linked. */
export async function joinPersons(tx: Tx, corp: Corp, personId: string, earlierId: string): Promise<void> {
  if (personId === earlierId) throw unknownPerson('a person cannot be joined to himself');
  const both = await tx.person.findMany({ where: { corp, id: { in: [personId, earlierId] } } });
  if (both.length !== 2) throw unknownPerson('one of the two is not known');
  await tx.person.updateMany({ where: { corp, id: personId }, data: { joinedTo: earlierId } });
}

/** HR says how a person stands to the company; which format, profile and duty apply follows from it. */
export async function setRelation(tx: Tx, corp: Corp, personId: string, relation: Relation, by: string): Promise<void> {
  const { count } = await tx.person.updateMany({ where: { corp, id: personId }, data: { relation, relationBy: by } });
  if (count === 0) throw unknownPerson('no such person');
}

const unknownPerson = (why: string) =>
  new HouseError({
    code: 'E-PERSON',
    what: 'the person was not found',
    why,
    remedy: 'look the account up with: qungui people show <userid>',
    retry: 'never',
  });
