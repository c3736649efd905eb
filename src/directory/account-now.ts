import type { Tx } from '../db/client.ts';
import type { Directory } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { doerAt } from './holder-at.ts';

/** Something that was done under an account, which may have been renamed or given to another person since. */
interface Done {
  readonly by: string;
  readonly at: Date;
}

/** The account that whoever did something has now, in small letters; null: he has none any more. */
export async function accountNow(tx: Tx, corp: Corp, directory: Directory, { by, at }: Done): Promise<string | null> {
  const doer = await doerAt(tx, corp, by, at);
  if (doer === null) return by.toLowerCase();
  return directory.persons.get(doer)?.userid?.toLowerCase() ?? null;
}
