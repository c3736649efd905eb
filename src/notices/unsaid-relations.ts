import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { peopleUnknown } from '../policy/relations.ts';
import { directoryOf } from '../review/directory-now.ts';
import { plainText } from '../rules/plain-text.ts';
import type { Words } from './content.ts';
import { sayBoth } from './wording/say.ts';

/** Names that one line can hold. */
const MOST_NAMES = 3;

/**
 * How many people there are of whom nobody has said how they stand to the company: said when somebody of them came since the
 * last digest, so that nobody is told the same every day.
 */
export async function unsaidRelations(
  tx: Tx,
  corp: Corp,
  policies: readonly Policy[],
  since: Date,
  at: Date,
): Promise<Words[]> {
  if (policies.length === 0) return [];
  const people = peopleUnknown(policies, await directoryOf(tx, corp, at.getTime()), at.getTime());
  const fresh = people.filter(({ hiredAtMs }) => hiredAtMs >= since.getTime());
  if (fresh.length === 0) return [];
  const names = fresh.slice(0, MOST_NAMES).map(({ name, userid }) => plainText(name || (userid ?? ''), 20));
  return [sayBoth('noteUnsaid', { count: String(people.length), names: names.join('、') })];
}
