import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { FAULTS } from '../faults/faults.ts';
import { paths, read } from './tree.ts';

// `npm run faults -- --list` and docs/reliability.md say the same of the same tests.

test('every file of faults is listed by its name, and nothing else is', () => {
  const files = paths.filter((path) => /^test\/faults\/[^/]+\.test\.ts$/.test(path));
  expect(FAULTS.map(({ id }) => id)).toEqual(files.map((path) => basename(path, '.test.ts')).sort());
});

test('docs/reliability.md says what is done and what must hold', () => {
  const { text } = read('docs/reliability.md');
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const said = rows
    .filter(([, id]) => /^`[a-z-]+`$/.test(id ?? ''))
    .map(([, id = '', done, holds]) => ({ id: id.slice(1, -1), done, holds }));
  expect(said).toEqual(FAULTS);
});
