import type { Visible } from '../wecom/setup/setup.ts';
import type { Patient } from './patient.ts';

/** The department under which everybody is. */
const ROOT = 1;

export interface Sight {
  readonly everybody: ReadonlySet<string>;
  /** Accounts outside the app's visible scope. */
  readonly outside: ReadonlySet<string>;
}

/** Who of all accounts the app sees: its scope, laid over the ids that the contacts secret may read. Throws what the calls throw. */
export async function sightOf({ asked, apis }: Patient): Promise<Sight> {
  const { visible } = await asked.app();
  const placed = await asked.everybody();
  const everybody = new Set(placed.map(({ userid }) => userid));
  const { users, departments } = await withTags(visible, apis);
  if (departments.includes(ROOT)) return { everybody, outside: new Set() };
  const under = below(departments, await asked.departments());
  const inside = new Set(users);
  for (const { userid, department } of placed) if (under.has(department)) inside.add(userid);
  return { everybody, outside: new Set([...everybody].filter((userid) => !inside.has(userid))) };
}

async function withTags({ users, departments, tags }: Visible, apis: Patient['apis']): Promise<Omit<Visible, 'tags'>> {
  const tagged = await Promise.all(tags.map((tag) => apis().setup.tagged(tag)));
  return {
    users: [...users, ...tagged.flatMap((one) => one.users)],
    departments: [...departments, ...tagged.flatMap((one) => one.departments)],
  };
}

function below(tops: readonly number[], all: readonly { readonly id: number; readonly parent: number }[]): Set<number> {
  const under = new Set(tops);
  for (let before = -1; before !== under.size; ) {
    before = under.size;
    for (const { id, parent } of all) if (under.has(parent)) under.add(id);
  }
  return under;
}
