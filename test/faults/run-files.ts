import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { FIGURES_FILE, type Figures, SEED_WORD, SIZE_WORD, type Size } from './figures.ts';

/** One test of one file, as vitest's reporter in JSON has it. */
export interface Told {
  readonly file: string;
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'left out';
  readonly seconds: number;
}

export interface Outcome {
  readonly tests: readonly Told[];
  /** Files that did not load, or of which nothing was heard. */
  readonly broken: readonly string[];
  readonly figures: ReadonlyMap<number | string, Figures>;
}

export interface Run {
  readonly size: Size;
  readonly seed: number | null;
  /** `alone`: one after another, because they measure or need the machine. */
  readonly how: 'together' | 'alone';
  /** Where what vitest prints goes: beside the lines of JSON, never among them. */
  readonly prints: 'stdout' | 'stderr';
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number | null;
    }[];
  }[];
}

const ROOT = join(import.meta.dirname, '../..');
/** Of two cores; what is done together waits half of the time. */
const AT_ONCE = '2';

/** Runs test files in a vitest of their own, with its database server; answers what each test said. */
export async function runFiles(files: readonly string[], run: Run): Promise<Outcome> {
  if (files.length === 0) return { tests: [], broken: [], figures: new Map() };
  const folder = mkdtempSync(join(tmpdir(), 'qungui-faults-'));
  try {
    const report = join(folder, 'report.json');
    const figures = join(folder, 'figures.jsonl');
    const child = spawn(
      process.execPath,
      [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...wordsOf(files, run, report)],
      {
        cwd: ROOT,
        stdio: ['ignore', run.prints === 'stderr' ? process.stderr : 'inherit', 'inherit'],
        env: {
          ...process.env,
          [FIGURES_FILE]: figures,
          [SIZE_WORD]: run.size,
          ...(run.seed !== null && { [SEED_WORD]: String(run.seed) }),
        },
      },
    );
    await once(child, 'exit');
    return outcomeOf(files, existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, figuresIn(figures));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const wordsOf = (files: readonly string[], { how }: Run, report: string): readonly string[] => [
  'run',
  ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ...(how === 'alone' ? ['--no-file-parallelism'] : [`--maxWorkers=${AT_ONCE}`]),
  ...files,
];

const STATUS: Readonly<Record<string, Told['status']>> = { passed: 'passed', failed: 'failed' };

function outcomeOf(files: readonly string[], report: Report | null, figures: Outcome['figures']): Outcome {
  const tests = (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, duration }) => ({
      file: relative(ROOT, name),
      name: fullName,
      status: STATUS[status] ?? 'left out',
      seconds: (duration ?? 0) / 1_000,
    })),
  );
  const heard = new Set(tests.map(({ file }) => file));
  return { tests, broken: files.filter((file) => !heard.has(file)), figures };
}

function figuresIn(file: string): ReadonlyMap<number | string, Figures> {
  const found = new Map<number | string, Figures>();
  if (!existsSync(file)) return found;
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { id, figures } = JSON.parse(line) as { id: number | string; figures: Figures };
    found.set(id, { ...found.get(id), ...figures });
  }
  return found;
}
