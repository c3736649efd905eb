import { expect, test } from 'vitest';
import { rules, rulesById } from '../../src/rules/index.ts';
import { DIRECTIONS, directions } from './directions.ts';
import { everyKind, heardKinds, kindsOfClauses } from './kinds.ts';
import { policyOf, snippets } from './snippets.ts';
import { writeReference } from './write-reference.ts';

test('the reference is what rules and snippets say now; npm run generate:reference writes it', async () => {
  await expect(writeReference()).toMatchFileSnapshot('../../docs/policy-reference.md');
});

test('all 33 kinds and those that messages show are written, each by one snippet at least, and no snippet is of another kind', () => {
  const keys = everyKind.map(({ key }) => key);

  expect([new Set(keys).size, kindsOfClauses.length]).toEqual([everyKind.length, 33]);
  expect([...new Set(snippets.map(({ kind }) => kind))].sort()).toEqual([...keys].sort());
});

test('each of these kinds says how it is required, allowed and forbidden, or why that makes no sense', () => {
  expect([...directions.keys()].sort()).toEqual([...kindsOfClauses, ...heardKinds].map(({ key }) => key).sort());
});

const written = [...directions].flatMap(([kind, answers]) =>
  DIRECTIONS.flatMap((direction) => {
    const answer = answers[direction];
    return 'no' in answer ? [] : [{ title: `${kind} ${direction}`, answer }];
  }),
);

test('nine of ten directions can be written', () => {
  expect(written.length).toBeGreaterThanOrEqual(33 * 3 * 0.9);
});

test.each(written)('$title loads, and is said in words', ({ answer }) => {
  const [use] = policyOf(answer).uses;
  const { zh, en } = use?.rule.inWords(use.settings) ?? { zh: '', en: '' };
  expect([zh, en].map((text) => text.length > 3 && !/undefined|\[object/.test(text))).toEqual([true, true]);
});

test.each([...directions])('%s: no two directions are written alike', (_kind, answers) => {
  const lines = DIRECTIONS.map((direction) => JSON.stringify(answers[direction]));
  expect(new Set(lines).size).toBe(DIRECTIONS.length);
});

test('no snippet names a rule that does not exist', () => {
  expect(snippets.filter(({ rule }) => !rulesById.has(rule))).toEqual([]);
  expect(rules.length).toBe(rulesById.size);
});
