import { expect, test } from 'vitest';
import { rules, rulesById } from '../../src/rules/index.ts';
import { attestedKinds, kindsOfClauses } from './kinds.ts';
import { snippets } from './snippets.ts';
import { writeReference } from './write-reference.ts';

test('the reference is what rules and snippets say now; npm run generate:reference writes it', async () => {
  await expect(writeReference()).toMatchFileSnapshot('../../docs/policy-reference.md');
});

test('all 33 kinds are written, each by one snippet at least, and no snippet is of another kind', () => {
  const keys = [...kindsOfClauses, ...attestedKinds].map(({ key }) => key);

  expect([new Set(keys).size, kindsOfClauses.length]).toEqual([33 + attestedKinds.length, 33]);
  expect([...new Set(snippets.map(({ kind }) => kind))].sort()).toEqual([...keys].sort());
});

test('no snippet names a rule that does not exist', () => {
  expect(snippets.filter(({ rule }) => !rulesById.has(rule))).toEqual([]);
  expect(rules.length).toBe(rulesById.size);
});
