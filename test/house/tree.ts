import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface SourceText {
  readonly path: string;
  readonly text: string;
}

const root = join(import.meta.dirname, '../..');

/** What git does not keep is not the house. Of git's language .gitignore uses names, `/paths` and `*.endings` only. */
const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n').filter(Boolean);
const names = new Set(['.git', ...ignored.map((line) => line.replace(/^\/|\/$/g, ''))]);
const endings = ignored.filter((line) => line.startsWith('*')).map((line) => line.slice(1));

/** Every file of the project by its path from the top, `/` between. */
export const paths: readonly string[] = walk(root).sort();

/** The TypeScript of the house, as text. */
export const sources: readonly SourceText[] = paths.filter((path) => path.endsWith('.ts')).map(read);

export function read(path: string): SourceText {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

export const isTest = ({ path }: SourceText): boolean => path.endsWith('.test.ts');

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const whole = join(folder, entry.name);
    const path = relative(root, whole).replaceAll('\\', '/');
    if (names.has(path) || names.has(entry.name) || endings.some((end) => path.endsWith(end))) return [];
    return entry.isDirectory() ? walk(whole) : [path];
  });
}
