import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { lookWhereTheyAre } from './look-where-they-are.ts';
import { unknownPerson } from './unknown-person.ts';

export interface Joining {
  readonly personId: string;
  readonly earlierId: string;
  readonly by: string;
}

/**
 * HR says that a person is the same human as an earlier one (a rehire). History stays where it was; both are linked, the trail
 * says who said so, and the groups of both are looked at again. [E-PERSON]
 */
export async function joinPersons(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { personId, earlierId, by }: Joining,
  at: Date,
): Promise<void> {
  if (personId === earlierId) throw unknownPerson('a person cannot be joined to himself');
  const both = await tx.person.findMany({ where: { corp, id: { in: [personId, earlierId] } } });
  if (both.length !== 2) throw unknownPerson('one of the two is not known');
  await tx.person.updateMany({ where: { corp, id: personId }, data: { joinedTo: earlierId } });
  await lookWhereTheyAre(tx, corp, { personIds: [personId, earlierId] }, at);
  await appendAudit(tx, corp, keys, at, [
    {
      v: 1,
      kind: 'person-joined-up',
      person: pseudonymOf(keys, personId),
      earlier: pseudonymOf(keys, earlierId),
      by: pseudonymOf(keys, by),
    },
  ]);
}
