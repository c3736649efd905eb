/** Something wrong, or something still open, in a policy file. */
export interface Problem {
  /** `error`: the file cannot be used. `unset`: it can be checked, not published. `open`: somebody should answer some day. */
  readonly gravity: 'error' | 'unset' | 'open';
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly col: number;
  /** Where in the file, as people write it: `rules.roster.level`, `clauses[2].text`. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

export type Path = readonly (string | number)[];

export const pathText = (path: Path): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');

/** `file:line:col path: message` and the remedy, as compilers write it. */
export function problemText(problem: Problem): string {
  const where = `${problem.file}:${problem.line}:${problem.col}`;
  const what = problem.path === '' ? problem.message : `${problem.path}: ${problem.message}`;
  return `${where} ${what}\n  → ${problem.remedy}`;
}

/** The line of the source with a caret under the place. */
export function excerpt(problem: Problem, source: string): string {
  const line = source.split('\n')[problem.line - 1] ?? '';
  const before = line.slice(0, problem.col - 1);
  const indent = [...before].map((c) => (isWide(c) ? '  ' : ' ')).join('');
  return `  | ${line}\n  | ${indent}^`;
}

/** Characters that terminals draw two columns wide. */
const isWide = (c: string): boolean =>
  /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c);
