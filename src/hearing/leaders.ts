import type { RoleHeld } from '../events/conversation.ts';
import type { Dated, Directory, Leading, Led, Person } from '../events/person.ts';
import { remembered } from '../remembered.ts';

/** The direct leader and the leaders of the departments up the tree: by this name in every policy. */
const LEADER = 'leader';

/**
 * Everybody over somebody, up the tree of each of his departments, so that nobody is asked by a stranger; and from when until
 * when, as far as the directory remembers: who becomes leader has set no tasks before. Pure.
 */
export function leadersOver(userid: string, directory: Directory): readonly RoleHeld[] {
  const known = spellsIn(directory);
  const spells = known.get(userid) ?? spellsOver(userid, directory);
  known.set(userid, spells);
  return spells;
}

const spellsIn = remembered((_directory: Directory) => new Map<string, readonly RoleHeld[]>());

function spellsOver(over: string, directory: Directory): RoleHeld[] {
  const person = directory.byAccount.get(over);
  if (!person) return [];
  const ended: RoleHeld[] = [];
  const leading = new Map<string, number>();
  for (const atMs of momentsOf(person, directory)) {
    const leaders = leadersAt(person, directory, atMs);
    for (const by of leaders) if (!leading.has(by)) leading.set(by, atMs);
    for (const [by, fromMs] of leading) {
      if (leaders.has(by)) continue;
      ended.push({ role: LEADER, by, over, fromMs, untilMs: atMs });
      leading.delete(by);
    }
  }
  return [...ended, ...[...leading].map(([by, fromMs]) => ({ role: LEADER, by, over, fromMs, untilMs: null }))];
}

/** When something changed in who leads whom: first the beginning of all we know. */
function momentsOf({ id }: Person, directory: Directory): readonly number[] {
  const own = directory.past?.persons.get(id) ?? [];
  const moments = new Set([Number.NEGATIVE_INFINITY, ...own.flatMap(boundsOf), ...changesIn(directory)]);
  return [...moments].sort((a, b) => (a < b ? -1 : 1));
}

const changesIn = remembered((directory: Directory): readonly number[] => [
  ...new Set([...(directory.past?.departments.values() ?? [])].flatMap((states) => states.flatMap(boundsOf))),
]);

const boundsOf = ({ sinceMs, untilMs }: Dated<unknown>): number[] =>
  untilMs === null ? [sinceMs] : [sinceMs, untilMs];

function leadersAt(person: Person, directory: Directory, atMs: number): ReadonlySet<string> {
  const { directLeader, departments } = ledAt(person, directory, atMs);
  const over = new Set(directLeader === null ? [] : [directLeader.toLowerCase()]);
  for (const id of departments) {
    let at = leadingAt(id, directory, atMs);
    for (let depth = 0; at && depth < 32; depth += 1) {
      for (const leader of at.leaders) over.add(leader.toLowerCase());
      at = leadingAt(at.parent, directory, atMs);
    }
  }
  if (person.userid !== null) over.delete(person.userid);
  return over;
}

const NOBODY: Led = { directLeader: null, departments: [] };

function ledAt(person: Person, { past }: Directory, atMs: number): Led {
  const states = past?.persons.get(person.id);
  return states ? (states.find((state) => isShown(state, atMs)) ?? NOBODY) : person;
}

const leadingAt = (id: number, { past, departments }: Directory, atMs: number): Leading | undefined => {
  const states = past?.departments.get(id);
  return states ? states.find((state) => isShown(state, atMs)) : departments.get(id);
};

const isShown = ({ sinceMs, untilMs }: Dated<unknown>, atMs: number): boolean =>
  sinceMs <= atMs && (untilMs === null || atMs < untilMs);
