import { loadPolicy } from '../policy/load.ts';
import type { Problem } from '../policy/problem.ts';
import { problemText } from '../policy/problem.ts';
import type { Answer } from './desk.ts';
import { readSource } from './read-source.ts';
import { problemsShown } from './strict-file.ts';

interface Checked {
  readonly file: string;
  readonly verdict: 'fine' | 'unset' | 'wrong';
  readonly policy: string | null;
  readonly clauses: number;
  readonly rules: number;
  readonly problems: readonly Problem[];
}

/** Checks each file; 1 when one of them cannot be used or not be published. */
export function checkFiles(files: readonly string[]): Answer {
  const sources = files.map((file) => [file, readSource(file)] as const);
  const all = sources.map(([file, source]) => check(file, source));
  return {
    exit: all.every(({ verdict }) => verdict === 'fine') ? 0 : 1,
    json: { files: all },
    text: all.map((one, i) => report(one, sources[i]?.[1] ?? '')).join('\n'),
  };
}

function check(file: string, source: string): Checked {
  const result = loadPolicy(source, file);
  if ('problems' in result)
    return { file, verdict: 'wrong', policy: null, clauses: 0, rules: 0, problems: result.problems };
  const { policy, open } = result;
  const verdict = open.some(({ gravity }) => gravity === 'unset') ? 'unset' : 'fine';
  return {
    file,
    verdict,
    policy: policy.slug,
    clauses: policy.clauses.length,
    rules: policy.uses.length,
    problems: open,
  };
}

const VERDICTS: Readonly<Record<Checked['verdict'], string>> = {
  fine: '✓ can be published',
  unset: '✗ cannot be published: a rule in use waits for a number',
  wrong: '✗ cannot be used',
};

function report({ file, verdict, policy, clauses, rules, problems }: Checked, source: string): string {
  const size = policy === null ? '' : ` (${policy}: ${clauses} clauses, ${rules} uses of rules)`;
  const open = problems.filter(({ gravity }) => gravity === 'open');
  const hard = problems.filter(({ gravity }) => gravity !== 'open');
  return [
    `${file} ${VERDICTS[verdict]}${size}\n`,
    problemsShown(hard, source),
    open.length > 0 ? `\nStill open, and no obstacle (${open.length}):\n` : '',
    ...open.map((problem) => `${problemText(problem)}\n`),
  ].join('');
}
