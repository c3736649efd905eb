import type { Tx } from '../db/client.ts';
import type { Directory, Person } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { loadDeputies } from './load-deputies.ts';

/** In whose name somebody decides today, by account: his own, and those for whom he stands in at this moment. */
export async function actsAs(
  tx: Tx,
  corp: Corp,
  { id, userid }: Person,
  directory: Directory,
  at: Date,
): Promise<readonly string[]> {
  if (userid === null) return [];
  const nowMs = at.getTime();
  const deputies = await loadDeputies(tx, corp, at);
  const stoodInFor = deputies
    .filter(({ by, fromMs, untilMs }) => by === id && fromMs <= nowMs && nowMs < untilMs)
    .flatMap(({ of }) => directory.persons.get(of)?.userid ?? []);
  return [...new Set([userid, ...stoodInFor])];
}
