import type { Tx } from '../db/client.ts';
import type { Directory, Person } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';

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
  const then = new Date(createdAtMs);
  const [holder] = await tx.$queryRaw<{ personId: string }[]>`
    select person_id::text as "personId" from qungui.account
    where corp = ${corp} and userid = ${account} and since <= ${then} and (until is null or until >= ${then})
    order by since desc limit 1`;
  return holder ? directory.persons.get(PersonId.parse(holder.personId)) : directory.byAccount.get(account);
}
