import { FAULTS } from './faults.ts';
import type { Size } from './figures.ts';
import { NUMBERED } from './numbered.ts';
import type { Proof } from './proof.ts';

/** One line of what is to be run: a number of the catalogue, or a file by its name. */
export interface Wanted {
  readonly id: number | string;
  readonly name: string;
  readonly by: readonly Proof[];
}

export interface Asked {
  readonly show: 'run' | 'list';
  readonly answer: 'words' | 'json';
  readonly size: Size;
  readonly seed: number | null;
  readonly wanted: readonly Wanted[];
}

export const fileOf = (id: string): string => `test/faults/${id}.test.ts`;

const wantedFile = ({ id, done }: (typeof FAULTS)[number]): Wanted => ({ id, name: done, by: [{ file: fileOf(id) }] });

/** All of a tier: the numbers, and beside them the files that no number is shown by. */
export function ofTier(size: Size): readonly Wanted[] {
  const numbers = NUMBERED.filter(({ tier }) => size === 'full' || tier === 'fast');
  const used = new Set(NUMBERED.flatMap(({ by }) => by.map(({ file }) => file)));
  return [...numbers, ...FAULTS.filter(({ id }) => !used.has(fileOf(id))).map(wantedFile)];
}

/** What the words of a command line ask for, or what is wrong with them. Pure. */
export function asked(words: readonly string[]): Asked | { readonly wrong: string } {
  const given = [...words];
  const at = given.indexOf('--seed');
  const [, said] = at < 0 ? [] : given.splice(at, 2);
  if (at >= 0 && !/^\d{1,9}$/.test(said ?? '')) return { wrong: '--seed wants a number.' };
  const ids = given.filter((word) => !word.startsWith('--'));
  const found = ids.map((id) => wantedBy(id));
  const strangers = [
    ...ids.filter((_, nth) => found[nth] === undefined),
    ...given.filter((word) => word.startsWith('--') && !['--all', '--json', '--list'].includes(word)),
  ];
  if (strangers.length > 0)
    return {
      wrong: `There is no ${strangers.join(', ')}. There are: 1 to ${NUMBERED.length}, ${FAULTS.map(({ id }) => id).join(', ')}; and --all, --json, --list, --seed n.`,
    };
  const size: Size = given.includes('--all') ? 'full' : 'fast';
  return {
    show: given.includes('--list') ? 'list' : 'run',
    answer: given.includes('--json') ? 'json' : 'words',
    size,
    seed: said === undefined ? null : Number(said),
    wanted: ids.length > 0 ? found.filter((one) => one !== undefined) : ofTier(size),
  };
}

function wantedBy(id: string): Wanted | undefined {
  const number = NUMBERED.find((one) => String(one.id) === id);
  if (number) return number;
  const named = FAULTS.find((one) => one.id === id);
  return named && wantedFile(named);
}
