import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import { placeOf } from './places.ts';

interface PlaceSaid {
  readonly personId: string;
  /** A name of the jurisdiction's `regions`, or another word for where he works. */
  readonly place: string;
  readonly by: string;
}

/** HR says in which place somebody works; what was said before stays as history. */
export async function setPlace(
  tx: Tx,
  { corp, keys, at }: { readonly corp: Corp; readonly keys: CorpKeys; readonly at: Date },
  { personId, place, by }: PlaceSaid,
): Promise<{ readonly state: 'changed' | 'unchanged'; readonly entries: AuditEntry[] }> {
  if ((await placeOf(tx, corp, personId)) === place) return { state: 'unchanged', entries: [] };
  await tx.personPlace.updateMany({ where: { corp, personId, until: null }, data: { until: at } });
  await tx.personPlace.create({ data: { corp, id: newId(), personId, place, since: at, setBy: by } });
  const who = { person: pseudonymOf(keys, personId), by: pseudonymOf(keys, by) };
  return { state: 'changed', entries: [{ v: 1, kind: 'place-set', place, ...who }] };
}
