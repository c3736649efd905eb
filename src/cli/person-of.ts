import type { Tx } from '../db/client.ts';
import { type Corp, PersonId } from '../ids.ts';
import { wrongUse } from './desk.ts';

/** A person by his id, or whoever holds an account now. [E-USE] */
export async function personOf(tx: Tx, corp: Corp, wanted: string): Promise<PersonId> {
  const byId = PersonId.safeParse(wanted).data;
  const account = byId
    ? null
    : await tx.account.findFirst({ where: { corp, userid: wanted.toLowerCase(), until: null } });
  const id = byId ?? account?.personId;
  const person = id && (await tx.person.findFirst({ where: { corp, id }, select: { id: true } }));
  if (person) return PersonId.parse(person.id);
  throw wrongUse(
    `nobody is called ${wanted}`,
    'no person has this id and nobody holds such an account now',
    'look with: people show <userid>; or read people again: sync',
  );
}
