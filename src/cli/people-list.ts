import type { Tx } from '../db/client.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { loadDirectory } from '../directory/load-directory.ts';
import type { Corp } from '../ids.ts';
import { peopleUnknown } from '../policy/relations.ts';
import { policiesInForce } from '../review/policies.ts';
import { isHired } from '../rules/personnel.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { table } from './table.ts';

interface Options {
  readonly corp?: string;
  readonly unknown?: boolean;
}

interface Listed {
  readonly userid: string | null;
  readonly name: string;
  readonly position: string;
  readonly departments: readonly string[];
  readonly tags: readonly string[];
  readonly relation: string;
}

/** Everybody at work, or those of whom neither HR nor a policy says how they stand to the company: exit 1 while there are any. */
export async function listPeople(
  deps: Pick<Deps, 'config' | 'db'>,
  { corp: named, unknown }: Options,
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  const people = await deps.db.withCorp(corp, (tx) => readPeople(tx, corp, unknown ? 'unknown' : 'everybody'));
  return { exit: unknown && people.length > 0 ? 1 : 0, json: { corp, people }, text: report(people, unknown === true) };
}

async function readPeople(tx: Tx, corp: Corp, which: 'unknown' | 'everybody'): Promise<Listed[]> {
  const at = await nowIn(tx);
  const directory = await loadDirectory(tx, corp, at.getTime());
  const people =
    which === 'unknown'
      ? peopleUnknown(await policiesInForce(tx, corp, at), directory, at.getTime())
      : [...directory.persons.values()].filter((one) => one.userid !== null && isHired(one, at.getTime()));
  const nameOf = (id: number): string => directory.departments.get(id)?.name ?? String(id);
  return people
    .map(({ userid, name, position, departments, tags, relation }) => ({
      userid,
      name,
      position,
      departments: departments.map(nameOf),
      tags,
      relation,
    }))
    .sort((a, b) => (String(a.userid) < String(b.userid) ? -1 : 1));
}

function report(people: readonly Listed[], unknown: boolean): string {
  const rows = people.map((one) => [
    one.userid ?? '-',
    one.name,
    one.departments.join(' '),
    one.position,
    one.tags.join(' '),
    one.relation,
  ]);
  const listed = table(['account', 'name', 'departments', 'position', 'tags', 'relation'], rows);
  if (!unknown) return listed;
  if (people.length === 0) return 'Of everybody at work it is said how they stand to the company.\n';
  return [
    `Of ${people.length} nobody has said how they stand to the company; what hangs on it is not checkable.\n`,
    listed,
    '→ one by one: people relation <account> <relation> --by <userid>\n',
    '→ many at once: lines under "relations" of the policy, by tag or department, or { who: { everyone: true }, is: regular }\n',
  ].join('');
}
