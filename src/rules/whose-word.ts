import type { GroupFacts } from '../events/facts.ts';
import { appointedAt } from './register/appointed.ts';
import type { Named, Selector } from './selector.ts';
import { namedByAny } from './selector.ts';

/** Whether somebody's word counts in a group: that of an appointed admin does, and that of whom `by` names. Pure. */
export function wordCounts(
  userid: string,
  by: readonly Selector[],
  { registered, directory, atMs }: Pick<GroupFacts, 'registered' | 'directory' | 'atMs'>,
): Named {
  const key = userid.toLowerCase();
  if (registered && appointedAt(registered, atMs).some((one) => one.userid.toLowerCase() === key)) return 'named';
  const person = directory.byAccount.get(key);
  return person ? namedByAny(by, person, directory) : 'not-named';
}
