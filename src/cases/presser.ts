import type { Tx } from '../db/client.ts';
import { actorAt } from '../directory/holder-at.ts';
import type { Directory, Person } from '../events/person.ts';
import type { Corp } from '../ids.ts';

interface Pressing {
  readonly userid: string;
  readonly createdAtMs: number;
}

/**
 * Who pressed: the holder of the account at the moment of the press, which may be told of after he got another userid. An
 * account whose history begins later is its present holder's.
 */
export async function presser(
  tx: Tx,
  corp: Corp,
  { userid, createdAtMs }: Pressing,
  directory: Directory,
): Promise<Person | undefined> {
  const account = userid.toLowerCase();
  const holder = await actorAt(tx, corp, account, new Date(createdAtMs));
  return holder ? directory.persons.get(holder) : directory.byAccount.get(account);
}
