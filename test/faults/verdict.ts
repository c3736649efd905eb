import { isOnPath } from '../../simulator/on-path.ts';
import type { Wanted } from './asked.ts';
import { FAULTS } from './faults.ts';
import type { Figures, Size } from './figures.ts';
import { NUMBERED } from './numbered.ts';
import type { Outcome } from './run-files.ts';

/** One line of `--json`. What was not run has not passed, and says why in capitals. */
export interface Line {
  readonly id: number | string;
  readonly name: string;
  readonly seed: number;
  readonly pass: boolean;
  readonly figures: Figures;
  readonly why?: string;
  readonly size: Size;
  /** `2026-11-23`, and the machine. */
  readonly at: string;
  readonly on: string;
}

type Verdict = Pick<Line, 'pass' | 'figures' | 'why'>;

/** What the tests of one fault say together. A program that the machine lacks, a test left out, no test at all: not passed. */
export function verdictOf(
  { id, by }: Wanted,
  { tests, broken, figures }: Outcome,
  missing: readonly string[],
): Verdict {
  const lacking = by.flatMap(({ file }) => needsOf(file)).filter((program) => missing.includes(program));
  const shown = by.map(({ file, only }) =>
    tests.filter((test) => test.file === file && (only?.test(test.name) ?? true)),
  );
  const all = shown.flat();
  const told = {
    ...(all.length > 0 && { tests: all.length, seconds: Math.round(all.reduce((sum, one) => sum + one.seconds, 0)) }),
    ...figures.get(id),
    ...(typeof id === 'string' && Object.assign({}, ...numbersBy(by).map((number) => figures.get(number)))),
  };
  const failed = all.filter(({ status }) => status === 'failed').map(({ name }) => name);
  const why = [
    ...[...new Set(lacking)].map((program) => `${program.toUpperCase()} NOT FOUND: IT WAS NOT RUN`),
    ...(by.length === 0 ? ['NOTHING TRIES IT YET: IT WAS NOT RUN'] : []),
    ...by.filter(({ file }) => broken.includes(file)).map(({ file }) => `${file} DID NOT LOAD: IT WAS NOT RUN`),
    ...by
      .filter(({ file }, nth) => shown[nth]?.length === 0 && !broken.includes(file))
      .map(({ file, only }) => `NO TEST OF ${file} IS CALLED ${only}: IT WAS NOT RUN`),
    ...all.filter(({ status }) => status === 'left out').map(({ name }) => `${name}: WAS NOT RUN`),
    ...failed.map((name) => `failed: ${name}`),
  ];
  return { pass: why.length === 0, figures: told, ...(why.length > 0 && { why: why.join('; ') }) };
}

/** The numbers that these files show a part of: their figures are told of a file as well. */
const numbersBy = (by: Wanted['by']): readonly number[] =>
  NUMBERED.filter((one) => one.by.some(({ file }) => by.some((other) => other.file === file))).map(({ id }) => id);

const needsOf = (file: string): readonly string[] =>
  FAULTS.find(({ id }) => file === `test/faults/${id}.test.ts`)?.needs ?? [];

/** Programs that some fault needs and this machine has not. */
export const missingPrograms = (path: string = process.env.PATH ?? ''): readonly string[] =>
  [...new Set(FAULTS.flatMap(({ needs = [] }) => needs))].filter((program) => !isOnPath(program, path));
