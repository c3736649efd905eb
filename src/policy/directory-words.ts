import type { Directory, Person } from '../events/person.ts';
import type { Selector } from '../rules/selector.ts';

/** What a selector can name people by, in words that somebody wrote. */
export type Facet = 'title' | 'department' | 'tag' | 'userid' | 'list';

interface Named {
  readonly facet: Facet;
  readonly word: string;
}

const FACETS = [
  ['title', 'title'],
  ['department', 'department'],
  ['mainDepartment', 'department'],
  ['tag', 'tag'],
  ['userid', 'userid'],
  ['list', 'list'],
] as const satisfies readonly (readonly [keyof Selector, Facet])[];

/** Every word by which a selector names somebody; whom it leaves out (`not`) is not asked. */
export function wordsIn(who: Selector): Named[] {
  const own = FACETS.flatMap(([key, facet]) =>
    [who[key] ?? []].flat().map((word) => ({ facet, word: String(word) }) as const),
  );
  return [...own, ...[...(who.any ?? []), ...(who.all ?? [])].flatMap(wordsIn)];
}

/** A word as the directory writes it, and how many people it names. */
interface Known {
  readonly name: string;
  readonly people: number;
}

/** The words that the directory knows, in lower case. */
export function wordsAt(directory: Directory, people: readonly Person[]): Readonly<Record<Facet, Map<string, Known>>> {
  const titles = counted(people.map(({ position }) => position).filter((title) => title !== ''));
  const departments = counted(people.flatMap(({ departments: own }) => own.flatMap((id) => namesOf(id, directory))));
  for (const { name, alsoKnownAs } of directory.departments.values())
    for (const one of [name, ...alsoKnownAs.map((other) => other.name)])
      if (!departments.has(one.toLowerCase())) departments.set(one.toLowerCase(), { name: one, people: 0 });
  return {
    title: titles,
    department: departments,
    tag: counted(people.flatMap(({ tags }) => tags)),
    userid: counted(people.flatMap(({ userid }) => userid ?? [])),
    list: counted([...directory.lists.keys()]),
  };
}

/** A person of a department is one of every department above it, too. */
function namesOf(id: number, directory: Directory): string[] {
  const names: string[] = [];
  let at = directory.departments.get(id);
  for (let depth = 0; at && depth < 32; depth += 1) {
    names.push(at.name, ...at.alsoKnownAs.map(({ name }) => name));
    at = directory.departments.get(at.parent);
  }
  return names;
}

function counted(words: readonly string[]): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const name of words) {
    const key = name.toLowerCase();
    known.set(key, { name: known.get(key)?.name ?? name, people: (known.get(key)?.people ?? 0) + 1 });
  }
  return known;
}

const MOST_HINTS = 3;
/** More than half of the characters of both words are the same. */
const LIKENESS = 0.5;

/** The words that a wrong one may have meant, the likest first; of those equally like, the one that names more people. */
export function resembling(word: string, known: ReadonlyMap<string, Known>): Known[] {
  const scored = [...known.values()].map((one) => ({
    one,
    like: likeness(word.toLowerCase(), one.name.toLowerCase()),
  }));
  return scored
    .filter(({ like }) => like > LIKENESS)
    .sort((a, b) => b.like - a.like || b.one.people - a.one.people || (a.one.name < b.one.name ? -1 : 1))
    .slice(0, MOST_HINTS)
    .map(({ one }) => one);
}

/** From 0 to 1: twice the shared characters over all; a word that lies inside the other is as like as can be. */
function likeness(a: string, b: string): number {
  if (a.includes(b) || b.includes(a)) return 1;
  const left = [...b];
  const shared = [...a].filter((c) => {
    const at = left.indexOf(c);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * shared) / ([...a].length + [...b].length);
}
