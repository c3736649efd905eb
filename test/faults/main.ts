import { cpus } from 'node:os';
import { type Asked, asked, fileOf } from './asked.ts';
import { FAULTS } from './faults.ts';
import { SEED } from './figures.ts';
import { NUMBERED } from './numbered.ts';
import { type Outcome, type Run, runFiles } from './run-files.ts';
import { type Line, missingPrograms, verdictOf } from './verdict.ts';

// npm run faults -- [number or name…] [--all] [--seed n] [--json] | --list
const wish = asked(process.argv.slice(2));
if ('wrong' in wish) {
  console.error(wish.wrong);
  process.exitCode = 2;
} else if (wish.show === 'list') list();
else process.exitCode = await run(wish);

function list(): void {
  for (const { id, name, holds, tier } of NUMBERED)
    console.log(`${String(id).padStart(2)}  ${tier === 'full' ? '--all  ' : '       '}${name}: ${holds}`);
  const width = Math.max(...FAULTS.map(({ id }) => id.length));
  for (const { id, done, holds } of FAULTS) console.log(`${id.padEnd(width)}  ${done}: ${holds}`);
}

async function run({ wanted, size, seed, answer }: Asked): Promise<number> {
  const files = [...new Set(wanted.flatMap(({ by }) => by.map(({ file }) => file)))];
  const alone = new Set(FAULTS.filter(({ runs }) => runs === 'alone').map(({ id }) => fileOf(id)));
  const prints = answer === 'json' ? 'stderr' : 'stdout';
  const common = { size, seed, prints } satisfies Omit<Run, 'how'>;
  const outcome = both(
    await runFiles(
      files.filter((file) => !alone.has(file)),
      { ...common, how: 'together' },
    ),
    await runFiles(
      files.filter((file) => alone.has(file)),
      { ...common, how: 'alone' },
    ),
  );
  const missing = missingPrograms();
  const at = new Date().toISOString().slice(0, 10);
  const on = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`;
  const lines = wanted.map(
    (one): Line => ({
      ...{ id: one.id, name: one.name, seed: seed ?? SEED },
      ...verdictOf(one, outcome, missing),
      ...{ size, at, on },
    }),
  );
  for (const line of lines) console.log(answer === 'json' ? JSON.stringify(line) : said(line));
  const passed = lines.filter(({ pass }) => pass).length;
  (answer === 'json' ? console.error : console.log)(`${passed} passed, ${lines.length - passed} failed`);
  return passed === lines.length ? 0 : 1;
}

function said({ id, name, pass, figures, why }: Line): string {
  const told = Object.entries(figures).map(([figure, value]) => `${figure} ${value}`);
  return `${pass ? '✓' : '✗'} ${id} ${name}: ${[...(why ? [why] : []), ...told].join(', ')}`;
}

function both(one: Outcome, other: Outcome): Outcome {
  const figures = new Map(one.figures);
  for (const [id, more] of other.figures) figures.set(id, { ...figures.get(id), ...more });
  return { tests: [...one.tests, ...other.tests], broken: [...one.broken, ...other.broken], figures };
}
