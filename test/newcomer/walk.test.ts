import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { terminalsIn } from './walk.ts';

const walk = terminalsIn(readFileSync('README.md', 'utf8'));

test('both languages type the same', () => {
  expect(terminalsIn(readFileSync('README.zh-CN.md', 'utf8'))).toEqual(walk);
});

test('two terminals stay and say when they are there, the third ends with doctor', () => {
  const last = walk.map((terminal) => terminal.at(-1));
  expect(last.map((command) => command?.until ?? null)).toEqual(['WeCom simulator on', 'callbacks are taken', null]);
  expect(last.at(-1)?.line).toBe('npm run qungui -- doctor');
  expect(walk.flatMap((terminal) => terminal.slice(0, -1)).filter(({ until }) => until !== null)).toEqual([]);
});

test('a line that ends with a backslash goes on, and what stands behind # is not typed', () => {
  const page =
    '<!-- newcomer: begin -->\n```sh\na \\\n  b # stays; "there"\n\nc#d\n```\n<!-- newcomer: end -->\n```sh\ne\n```';
  expect(terminalsIn(page)).toEqual([
    [
      { line: 'a b', until: 'there' },
      { line: 'c#d', until: null },
    ],
  ]);
});
