import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { loadDirectory } from '../directory/load-directory.ts';
import { corpsOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { clockOf } from './moments.ts';
import { table } from './table.ts';

/** Departments by the names that nicknames may use, each with the moment it stops being valid. */
export async function listShortNames(deps: Pick<Deps, 'config' | 'db'>, slug: string | undefined): Promise<Answer> {
  const all = [];
  for (const corp of corpsOf(deps.config, slug)) {
    const directory = await deps.db.withCorp(corp.slug, async (tx) =>
      loadDirectory(tx, corp.slug, (await nowIn(tx)).getTime()),
    );
    const departments = [...directory.departments.values()].map(({ id, name, alsoKnownAs }) => ({
      id,
      name,
      alsoKnownAs: alsoKnownAs.map((other) => ({
        name: other.name,
        until: other.untilMs === null ? null : new Date(other.untilMs),
      })),
    }));
    all.push({ corp, departments });
  }
  const text = all.map(({ corp, departments }) => {
    const at = clockOf(corp.timeZone);
    const inWords = ({ name, until }: { name: string; until: Date | null }) =>
      until === null ? name : `${name} (until ${at(until)})`;
    const rows = departments.map((one) => [String(one.id), one.name, one.alsoKnownAs.map(inWords).join(', ') || '-']);
    return `${corp.slug}\n${table(['id', 'department', 'also in nicknames'], rows, '  ') || '  no department is known yet: run sync\n'}`;
  });
  return {
    exit: 0,
    json: { corps: all.map(({ corp, departments }) => ({ corp: corp.slug, departments })) },
    text: text.join('\n'),
  };
}
