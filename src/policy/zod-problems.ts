import type { z } from 'zod';
import { suggestion } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';
import { keysAt } from './schema-keys.ts';

type Issue = z.core.$ZodIssue;

/** What a schema refuses, as problems at their lines. `base`: where the value stands in the file. */
export function zodProblems(
  issues: readonly Issue[],
  schema: z.core.$ZodType,
  value: unknown,
  written: Written,
  base: Path = [],
): Problem[] {
  return issues.flatMap(nearestBranch).flatMap((issue) => {
    const path = issue.path as Path;
    const place = [...base, ...path];
    const given = valueAt(value, path);
    if (issue.code === 'unrecognized_keys') {
      const free = keysAt(schema, path).filter((key) => !(isRecord(given) && Object.hasOwn(given, key)));
      return issue.keys.map((key) => {
        // `{ en: first, second }` reads "second" as a name without a value.
        const comma = isRecord(given) && given[key] === null;
        const remedy = comma ? 'a comma ends the text inside { }: put the text into quotes' : suggestion(key, free);
        return written.problem([...place, key], 'error', 'there is no such key', remedy, 'key');
      });
    }
    if (issue.code === 'invalid_key')
      return [written.problem(place, 'error', ...apart(issue.issues[0]?.message ?? issue.message), 'key')];
    return [written.problem(place, 'error', ...inOurWords(issue, given))];
  });
}

/** Of several shapes, the one that the author meant: the only one whose outside fits. */
function nearestBranch(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.message.includes('→')) return [issue];
  const fitting = issue.errors.filter((branch) => !branch.some((one) => one.path.length === 0 && isOutside(one)));
  const [branch] = fitting;
  if (!branch || fitting.length > 1) return [issue];
  return branch.flatMap((one) => nearestBranch({ ...one, path: [...issue.path, ...one.path] } as Issue));
}

const isOutside = (issue: Issue): boolean => issue.code === 'invalid_type' || issue.code === 'invalid_value';

function inOurWords(issue: Issue, given: unknown): [message: string, remedy: string] {
  if (given === undefined) return ['is missing', 'add it'];
  if (issue.message.includes('→')) return withValue(apart(issue.message), given);
  if (issue.code === 'invalid_union') return [`cannot be ${kindOf(given)}`, `write ${shapes(issue).join(' or ')}`];
  if (issue.code === 'invalid_type') return [`cannot be ${kindOf(given)}`, `write ${named(issue.expected)}`];
  if (issue.code === 'invalid_value')
    return [`${shown(given)} is not possible here`, suggestion(String(given), issue.values.map(String))];
  if (issue.code === 'too_small' && typeof given === 'number')
    return [`${given} is too small`, `write at least ${issue.minimum}`];
  if (issue.code === 'too_small') return ['is empty', 'name at least one'];
  if (issue.code === 'too_big' && typeof given === 'number')
    return [`${given} is too large`, `write at most ${issue.maximum}`];
  if (issue.code === 'too_big') return ['is too long', `write at most ${issue.maximum}`];
  return withValue(apart(issue.message), given);
}

const shapes = (issue: z.core.$ZodIssueInvalidUnion): string[] => [
  ...new Set(issue.errors.flat().map((one) => ('expected' in one ? named(one.expected) : 'another value'))),
];

/** Our own messages in schemas read "what → remedy". */
function apart(message: string): [message: string, remedy: string] {
  const [what = message, remedy = 'correct it, as the files in policies/ show'] = message.split(' → ');
  return [what, remedy];
}

const withValue = ([what, remedy]: [string, string], given: unknown): [string, string] =>
  what.startsWith('is ') && typeof given !== 'object' ? [`${shown(given)} ${what}`, remedy] : [what, remedy];

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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) here = isObject(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  return here;
}

const isObject = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;
