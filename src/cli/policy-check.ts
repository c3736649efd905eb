import { loadPolicy } from '../policy/load.ts';
import { loadCases } from '../policy/load-cases.ts';
import type { Problem } from '../policy/problem.ts';
import { problemText } from '../policy/problem.ts';
import type { Answer } from './desk.ts';
import { readSource } from './read-source.ts';
import { problemsShown } from './strict-file.ts';

interface Checked {
  readonly file: string;
  readonly verdict: 'fine' | 'cases' | 'nobody' | 'unset' | 'wrong';
  readonly policy: string | null;
  readonly clauses: number;
  readonly rules: number;
  readonly problems: readonly Problem[];
}

/** Checks each file; 1 when one of them cannot be used or not be published. */
export function checkFiles(files: readonly string[], more: (file: string) => readonly Problem[] = () => []): Answer {
  const sources = files.map((file) => [file, readSource(file)] as const);
  const all = sources.map(([file, source]) => withMore(check(file, source), more));
  return {
    exit: all.every(({ verdict }) => verdict === 'fine' || verdict === 'cases') ? 0 : 1,
    json: { files: all },
    text: all.map((one, i) => report(one, sources[i]?.[1] ?? '')).join('\n'),
  };
}

/** What only this company's directory shows. A file with mistakes of its own is mended first. */
function withMore(checked: Checked, more: (file: string) => readonly Problem[]): Checked {
  if (checked.verdict === 'wrong' || checked.verdict === 'cases') return checked;
  const found = more(checked.file);
  const verdict = found.some(({ gravity }) => gravity === 'error') ? 'nobody' : checked.verdict;
  return { ...checked, verdict, problems: [...checked.problems, ...found] };
}

/** The policy that a file of cases belongs to stands beside it. */
const CASES = /\.cases(\.ya?ml)$/;

function checkCases(file: string, source: string): Checked {
  const beside = file.replace(CASES, '$1');
  const loaded = loadPolicy(readSource(beside), beside);
  if ('problems' in loaded)
    return { file, verdict: 'wrong', policy: null, clauses: 0, rules: 0, problems: loaded.problems };
  const read = loadCases(source, file, loaded.policy);
  const problems = 'problems' in read ? read.problems : [];
  const verdict = problems.length > 0 ? 'wrong' : 'cases';
  return { file, verdict, policy: loaded.policy.slug, clauses: 0, rules: 0, problems };
}

function check(file: string, source: string): Checked {
  if (CASES.test(file)) return checkCases(file, source);
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
  cases: '✓ can be tried: `policy test` judges it',
  nobody: '✗ names somebody whom this company does not have',
  unset: '✗ cannot be published: a rule in use waits for a number',
  wrong: '✗ cannot be used',
};

function report({ file, verdict, policy, clauses, rules, problems }: Checked, source: string): string {
  const size = policy === null || clauses === 0 ? '' : ` (${policy}: ${clauses} clauses, ${rules} uses of rules)`;
  const open = problems.filter(({ gravity }) => gravity === 'open');
  const hard = problems.filter(({ gravity }) => gravity !== 'open');
  return [
    `${file} ${VERDICTS[verdict]}${size}\n`,
    problemsShown(hard, source),
    open.length > 0 ? `\nStill open, and no obstacle (${open.length}):\n` : '',
    ...open.map((problem) => `${problemText(problem)}\n`),
  ].join('');
}
