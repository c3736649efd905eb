import type { z } from 'zod';
import { nearest, suggestion } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import { pathText } from './problem.ts';
import type { Written } from './read-yaml.ts';
import { keysAt } from './schema-keys.ts';
import { inOurWords, takenApart } from './zod-words.ts';

type Issue = z.core.$ZodIssue;

/** What a schema refuses, as problems at their lines. `base`: where the value stands in the file. */
export function zodProblems(
  issues: readonly Issue[],
  schema: z.core.$ZodType,
  value: unknown,
  written: Written,
  base: Path = [],
): Problem[] {
  const all = issues.flatMap(nearestBranch);
  const meant = new Set(all.flatMap((issue) => meantBy(issue, schema, value)));
  return all.flatMap((issue) => {
    const path = issue.path as Path;
    const place = [...base, ...path];
    const given = valueAt(value, path);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownKey(key, [...place, key], given, freeKeys(schema, path, given), written));
    if (meant.has(pathText(path)) && (given === undefined || issue.code === 'custom')) return [];
    if (issue.code === 'invalid_key')
      return [written.problem(place, 'error', ...takenApart(issue.issues[0]?.message ?? issue.message), 'key')];
    return [written.problem(place, 'error', ...inOurWords(issue, given))];
  });
}

function unknownKey(key: string, place: Path, given: unknown, free: string[], written: Written): Problem {
  // `{ en: first, second }` reads "second" as a name without a value.
  const comma = isObject(given) && given[key] === null;
  const remedy = comma ? 'a comma ends the text inside { }: put the text into quotes' : suggestion(key, free);
  return written.problem(place, 'error', 'there is no such key', remedy, 'key');
}

const freeKeys = (schema: z.core.$ZodType, path: Path, given: unknown): string[] =>
  keysAt(schema, path).filter((key) => !(isObject(given) && Object.hasOwn(given, key)));

/** A misspelt key explains why the right one is missing, and why its parent says nothing: one mistake, one problem. */
function meantBy(issue: Issue, schema: z.core.$ZodType, value: unknown): string[] {
  if (issue.code !== 'unrecognized_keys') return [];
  const path = issue.path as Path;
  const free = freeKeys(schema, path, valueAt(value, path));
  const meant = issue.keys.flatMap((key) => nearest(key, free) ?? []);
  return [pathText(path), ...meant.map((key) => pathText([...path, key]))];
}

/** Of several shapes, the one that the author meant: the only one whose outside fits. */
function nearestBranch(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const fitting = issue.errors.filter((branch) => !branch.some((one) => one.path.length === 0 && isOutside(one)));
  const [branch] = fitting;
  if (!branch || fitting.length > 1) return [issue];
  return branch.flatMap((one) => nearestBranch({ ...one, path: [...issue.path, ...one.path] } as Issue));
}

const isOutside = (issue: Issue): boolean => issue.code === 'invalid_type' || issue.code === 'invalid_value';

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) here = isObject(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  return here;
}

const isObject = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;
