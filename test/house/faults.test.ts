import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asked } from '../faults/asked.ts';
import { FAULTS } from '../faults/faults.ts';
import { NUMBERED } from '../faults/numbered.ts';
import type { Outcome } from '../faults/run-files.ts';
import { merged, pageWith, readLines, unpadded } from '../faults/tell.ts';
import { verdictOf } from '../faults/verdict.ts';
import { paths, read } from './tree.ts';

// `npm run faults -- --list` and docs/reliability.md say the same of the same tests; what was not run has not passed.

test('every file of faults is listed by its name, and nothing else is', () => {
  const files = paths.filter((path) => /^test\/faults\/[^/]+\.test\.ts$/.test(path));
  expect(FAULTS.map(({ id }) => id)).toEqual(files.map((path) => basename(path, '.test.ts')).sort());
});

test('the 34 numbers are there, each shown by files that exist', () => {
  expect(NUMBERED.map(({ id }) => id)).toEqual(Array.from({ length: 34 }, (_, nth) => nth + 1));
  const files = NUMBERED.flatMap(({ by }) => by.map(({ file }) => file));
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test('docs/reliability.md says what was measured, and what is done and must hold', () => {
  const { text } = read('docs/reliability.md');
  const lines = readLines(read('test/faults/measured.jsonl').text);
  expect(unpadded(text)).toBe(unpadded(pageWith(text, lines, FAULTS)));
});

test('of two measurements the later one is told', () => {
  const line = (id: number | string, seed: number) => JSON.stringify({ id, seed });
  const known = readLines([line(2, 1), line(1, 1), 'no line'].join('\n'));
  expect(merged(known, readLines([line(2, 9), line('secrets', 1)].join('\n')))).toMatchObject([
    { id: 1, seed: 1 },
    { id: 2, seed: 9 },
  ]);
});

describe('what is asked for', () => {
  const ids = (...words: string[]) => {
    const wish = asked(words);
    return 'wrong' in wish ? wish.wrong : wish.wanted.map(({ id }) => id);
  };

  test('numbers and names, in the order given', () => {
    expect(ids('7', 'queue-gone', '5')).toEqual([7, 'queue-gone', 5]);
  });

  test('nothing: what a pull request waits for; --all: everything', () => {
    const [fast, all] = [ids(), ids('--all')];
    expect(all).toEqual(expect.arrayContaining(NUMBERED.map(({ id }) => id)));
    expect(all).toEqual(expect.arrayContaining([...fast, 'secrets', 'presses']));
    expect(fast.length).toBeLessThan(all.length);
  });

  test('a seed, the size and the kind of answer', () => {
    expect(asked(['--seed', '7', '--all', '--json', '5'])).toMatchObject({ seed: 7, size: 'full', answer: 'json' });
    expect(asked(['5'])).toMatchObject({ seed: null, size: 'fast', answer: 'words', show: 'run' });
  });

  test.each([['nonsense'], ['35'], ['--sed'], ['--seed'], ['--seed', 'x']])('%s is refused', (...words) => {
    expect(asked(words)).toHaveProperty('wrong');
  });
});

describe('a fault has passed', () => {
  const wanted = { id: 7, name: 'x', by: [{ file: 'test/faults/queue-gone.test.ts', only: /FLUSHALL/ }] };
  const outcome = (over: Partial<Outcome>): Outcome => ({ tests: [], broken: [], figures: new Map(), ...over });
  const told = (status: 'passed' | 'failed' | 'left out', name = 'FLUSHALL') => ({
    ...{ file: 'test/faults/queue-gone.test.ts', name, status, seconds: 2 },
  });

  test('when all its tests have', () => {
    const figures = new Map([[7, { kills: 3 }]]);
    expect(verdictOf(wanted, outcome({ tests: [told('passed'), told('failed', 'another')], figures }), [])).toEqual({
      pass: true,
      figures: { tests: 1, seconds: 2, kills: 3 },
    });
  });

  test.each([
    ['one failed', outcome({ tests: [told('passed'), told('failed')] }), [], /failed: FLUSHALL/],
    ['one was left out', outcome({ tests: [told('passed'), told('left out')] }), [], /WAS NOT RUN/],
    ['no test has its name', outcome({ tests: [told('passed', 'another')] }), [], /WAS NOT RUN/],
    ['its file did not load', outcome({ broken: [told('passed').file] }), [], /DID NOT LOAD/],
    ['Redis is not there', outcome({ tests: [told('passed')] }), ['redis-server'], /REDIS-SERVER NOT FOUND/],
  ])('and not when %s', (_, seen, missing, why) => {
    const verdict = verdictOf(wanted, seen, missing);
    expect(verdict.pass).toBe(false);
    expect(verdict.why).toMatch(why);
  });

  test('and not when nothing tries it', () => {
    expect(verdictOf({ ...wanted, by: [] }, outcome({}), [])).toMatchObject({ pass: false });
  });
});
