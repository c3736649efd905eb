import type { z } from 'zod';
import { excerpt, type Problem, problemText } from '../policy/problem.ts';
import { readYaml, type Written } from '../policy/read-yaml.ts';
import { zodProblems } from '../policy/zod-problems.ts';
import type { Answer } from './desk.ts';
import { readSource } from './read-source.ts';

/** A file of ours that says what its schema allows, with where it says it; or everything that is wrong with it. */
export type StrictFile<Data> = (
  | { readonly state: 'read'; readonly data: Data; readonly written: Written }
  | { readonly state: 'wrong'; readonly problems: readonly Problem[] }
) & { readonly file: string; readonly source: string };

/** Reads plain YAML against a schema. `begins`: how such a file begins, for whoever gives another one. */
export function readStrict<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  begins: string,
): StrictFile<z.output<Schema>> {
  const source = readSource(file);
  const kind = {
    name: `file that begins with "${begins}"`,
    start: `begin it with "${begins}"`,
    instead: 'write it out',
  };
  const written = readYaml(source, file, kind);
  if ('problems' in written) return { state: 'wrong', file, source, problems: written.problems };
  const parsed = schema.safeParse(written.data);
  if (parsed.success) return { state: 'read', file, source, data: parsed.data, written };
  return { state: 'wrong', file, source, problems: zodProblems(parsed.error.issues, schema, written.data, written) };
}

/** The problems of a file, each at its line with the place under it. Nothing was done with the file. */
export function refusedFile(file: string, source: string, problems: readonly Problem[]): Answer {
  return {
    exit: 1,
    json: { file, verdict: 'wrong', problems },
    text: `${file} ✗ cannot be used; nothing was changed\n${problemsShown(problems, source)}`,
  };
}

/** Each problem with its line of the file under it; without, where the source must not be shown. */
export const problemsShown = (problems: readonly Problem[], source: string): string =>
  problems
    .map((problem) => `\n${problemText(problem)}\n${source === '' ? '' : `${excerpt(problem, source)}\n`}`)
    .join('');
