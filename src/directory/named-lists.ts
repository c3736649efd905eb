import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { ListEntry } from '../events/person.ts';
import { lookEverywhere } from '../groups/look-everywhere.ts';
import { type Corp, newId } from '../ids.ts';

export interface NamedList {
  readonly list: string;
  readonly entries: readonly ListEntry[];
  readonly by: string;
}

/**
 * Makes a named list what is given: new lines begin, changed ones are replaced, missing ones end. History stays, the trail says
 * who did it, and every group is looked at again. Answers how many lines began or ended; 0 leaves no trace.
 */
export async function setList(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { list, entries, by }: NamedList,
  at: Date,
): Promise<number> {
  const rows = await tx.listEntry.findMany({ where: { corp, list, until: null } });
  const wanted = new Map(entries.map((entry) => [entry.key, entry]));
  const kept = new Set(rows.filter((row) => sameLine(row.detail, wanted.get(row.entry))).map((row) => row.entry));
  const ended = rows.filter((row) => !kept.has(row.entry)).map((row) => row.id);
  if (ended.length > 0) await tx.listEntry.updateMany({ where: { corp, id: { in: ended } }, data: { until: at } });
  const begun = entries.filter((entry) => !kept.has(entry.key));
  for (const entry of begun)
    await tx.listEntry.create({
      data: { corp, id: newId(), list, entry: entry.key, detail: detailOf(entry), since: at, setBy: by },
    });
  if (begun.length + ended.length === 0) return 0;
  await lookEverywhere(tx, corp, at);
  const counts = { lines: entries.length, begun: begun.length, ended: ended.length };
  await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'list-set', list, ...counts, by: pseudonymOf(keys, by) }]);
  return begun.length + ended.length;
}

const detailOf = ({ companies, department, title, name }: ListEntry) => ({
  companies: [...companies],
  department,
  title,
  name,
});

function sameLine(detail: unknown, entry: ListEntry | undefined): boolean {
  if (!entry) return false;
  const { companies, department, title, name } = detail as ReturnType<typeof detailOf>;
  return (
    companies.join('\n') === entry.companies.join('\n') &&
    department === entry.department &&
    title === entry.title &&
    name === entry.name
  );
}
