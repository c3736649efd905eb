import type { z } from 'zod';
import { suggestion } from './nearest.ts';

type Issue = z.core.$ZodIssue;
type Said = [message: string, remedy: string];

/** What a schema refuses, and what to write instead, in words that need no TypeScript. */
export function inOurWords(issue: Issue, given: unknown): Said {
  if (given === undefined) return ['is missing', `add "${String(issue.path.at(-1))}: …"`];
  if (issue.code === 'invalid_union') return noShape(issue, given);
  if (issue.code === 'invalid_type') return [`cannot be ${kindOf(given)}`, `write ${named(issue.expected)}`];
  if (issue.code === 'invalid_value') return impossible(given, issue.values.map(String));
  if (issue.code === 'too_small')
    return typeof given === 'number'
      ? [`${given} is too small`, `write at least ${issue.minimum}`]
      : ['is empty', 'name at least one'];
  if (issue.code === 'too_big')
    return [
      `${typeof given === 'number' ? given : ''} is too ${issue.origin === 'number' ? 'large' : 'long'}`.trim(),
      `write at most ${issue.maximum}`,
    ];
  const [what, remedy] = takenApart(issue.message);
  return [what.startsWith('is ') && typeof given !== 'object' ? `${shown(given)} ${what}` : what, remedy];
}

/** Our own messages in schemas read "what → remedy". */
export function takenApart(message: string): Said {
  const [what = message, remedy = 'correct it, as the files in policies/ show'] = message.split(' → ');
  return [what, remedy];
}

/** None of the shapes fits from outside: either one of some words was meant, or another kind of value. */
function noShape(issue: z.core.$ZodIssueInvalidUnion, given: unknown): Said {
  const inner = issue.errors.flat();
  const words = inner.flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : []));
  if (words.length > 1 && typeof given === 'string') return impossible(given, words);
  const shapes = inner.map((one) =>
    'expected' in one ? named(one.expected) : words.map((word) => `"${word}"`).join(),
  );
  return [`cannot be ${kindOf(given)}`, `write ${[...new Set(shapes)].join(' or ')}`];
}

const impossible = (given: unknown, words: readonly string[]): Said => [
  `${shown(given)} is not possible here`,
  suggestion(String(given), words),
];

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'names with values',
  record: 'names with values',
  null: 'nothing',
};
const named = (type: string): string => WORDS[type] ?? type;
const kindOf = (value: unknown): string =>
  named(value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const shown = (value: unknown): string => (typeof value === 'object' ? kindOf(value) : JSON.stringify(value));
