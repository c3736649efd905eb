import { describe, expect, test } from 'vitest';
import { withHits } from '../../src/policy/hear.ts';
import { judgeGroup } from '../../src/policy/judge.ts';
import { described } from '../builders/described.ts';
import { overheardIn } from '../builders/described-says.ts';
import type { Described } from '../builders/described-schema.ts';
import { policyOf, type Situation, type Snippet, snippets } from './snippets.ts';

/** What the policy says in a situation. */
function saidIn(snippet: Snippet, { says: _says, heard, ...world }: Situation): string[] {
  const policy = policyOf(snippet);
  const known = described(world as Described);
  const { findings } = judgeGroup(policy, heard ? withHits(policy, known, overheardIn(heard, known)) : known);
  return findings.map(({ nature, says }) => `${nature} ${says}`).sort();
}

test('a hundred and more clauses of real policies are written', () => {
  expect(snippets.length).toBeGreaterThanOrEqual(100);
});

describe.each(snippets.map((snippet, at) => ({ title: `${snippet.kind} ${snippet.asks.zh}`, snippet, at })))(
  '$title',
  ({ snippet }) => {
    test('is seen where it is not kept', () => {
      expect(snippet.breach.says).not.toEqual([]);
      expect(saidIn(snippet, snippet.breach)).toEqual([...snippet.breach.says].sort());
    });

    test('is said in words', () => {
      const [use] = policyOf(snippet).uses;
      const { zh, en } = use?.rule.inWords(use.settings) ?? { zh: '', en: '' };
      expect([zh, en].map((text) => text.trim().length > 3 && !/undefined|null|\[object|。$/.test(text))).toEqual([
        true,
        true,
      ]);
    });

    test('is silent where it is', () => {
      expect(saidIn(snippet, snippet.fine)).toEqual([...snippet.fine.says].sort());
    });
  },
);
