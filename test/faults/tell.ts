import type { Fault } from './faults.ts';
import { NUMBERED } from './numbered.ts';
import type { Numbered } from './proof.ts';
import type { Line } from './verdict.ts';

// What was measured, as the page says it. Pure.

export const readLines = (text: string): readonly Line[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

/** The later one of each number; what has a name alone is in no table. */
export function merged(known: readonly Line[], more: readonly Line[]): readonly Line[] {
  const latest = new Map([...known, ...more].filter(({ id }) => typeof id === 'number').map((line) => [line.id, line]));
  return [...latest.values()].sort((a, b) => Number(a.id) - Number(b.id));
}

/** A page without the spaces and dashes by which a formatter makes columns. */
export const unpadded = (page: string): string => page.replaceAll(/ +\|/g, ' |').replaceAll(/-{3,}/g, '---');

/** The page with both tables written anew, each between its marks. */
export const pageWith = (page: string, lines: readonly Line[], faults: readonly Fault[]): string =>
  between(between(page, 'numbers', numbersTable(lines)), 'files', filesTable(faults));

function between(page: string, name: string, text: string): string {
  const [from, to] = [`<!-- ${name}: written by npm run faults:table -->\n`, `<!-- ${name}: end -->`];
  const [at, end] = [page.indexOf(from), page.indexOf(to)];
  if (at < 0 || end < at) throw new TypeError(`docs/reliability.md has no marks of ${name}`);
  return `${page.slice(0, at + from.length)}\n${text}\n${page.slice(end)}`;
}

/** A table of what is wanted and whether it holds; below it what was measured of each. */
function numbersTable(lines: readonly Line[]): string {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const rows = NUMBERED.map((one) => [String(one.id), one.name, one.holds, verdict(one, byId.get(one.id))]);
  const measured = NUMBERED.map((one) => figuresOf(one, byId.get(one.id))).filter((text) => text !== '');
  return `${table(['#', 'fault', 'what must hold', 'shown'], rows)}\n${measured.join('')}`;
}

function verdict({ small }: Numbered, line: Line | undefined): string {
  if (!line) return '**NOT RUN**';
  if (!line.pass) return '**NO**';
  return line.size === 'fast' && small ? `in part: ${small}` : 'yes';
}

function figuresOf({ id, instead }: Numbered, line: Line | undefined): string {
  const figures = Object.entries(line?.figures ?? {}).map(([figure, value]) => `${figure} ${value}`);
  const when = line && `(${line.at}, ${line.on}, seed ${line.seed})`;
  const told = [instead && `**Here:** ${instead}.`, line?.why && `**${line.why}**`, figures.join(', '), when];
  return line || instead ? `- ${id}: ${told.filter(Boolean).join(' ')}\n` : '';
}

const filesTable = (faults: readonly Fault[]): string =>
  table(
    ['id', 'what is done', 'what must hold', 'part of'],
    faults.map(({ id, done, holds }) => [`\`${id}\``, done, holds, partOf(id)]),
  );

const partOf = (id: string): string =>
  NUMBERED.filter(({ by }) => by.some(({ file }) => file === `test/faults/${id}.test.ts`))
    .map((one) => one.id)
    .join(', ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(plain).join(' | ')} |\n`).join('');

const plain = (cell: string): string => cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
