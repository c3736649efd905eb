import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { Directory } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { actsAs } from './acts-as.ts';

/** Whether an account is of a policy's HR at this moment, by itself or for whom it stands in today. */
export async function isOfHr(
  tx: Tx,
  { corp, at }: { readonly corp: Corp; readonly at: Date },
  { policy, directory }: { readonly policy: Policy; readonly directory: Directory },
  by: string,
): Promise<'yes' | 'no'> {
  const person = directory.byAccount.get(by.toLowerCase());
  if (person?.status !== 'active') return 'no';
  const people = officeNow(policy, 'hr', { directory });
  const names = await actsAs(tx, corp, person, directory, at);
  return names.some((userid) => people.includes(userid)) ? 'yes' : 'no';
}
