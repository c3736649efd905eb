import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { openTerminal, type Typed } from './terminal.ts';
import { type Command, terminalsIn } from './walk.ts';

// npm run newcomer [-- --json]: types the commands of README.md, and nothing else, into a clone of what is committed here, with a
// home of its own: from the clone to a connected tenant. Fails when a command does, when doctor says ✗, or when it takes too long.

const root = join(import.meta.dirname, '../..');
const json = process.argv.includes('--json');
const say = (line: string): void => void (json ? process.stderr : process.stdout).write(`${line}\n`);
/** Without `npm ci`, whose time is the network's. */
const AT_MOST_SECONDS = 300;

interface Done extends Command, Typed {}
const done: Done[] = [];
const folder = mkdtempSync(join(tmpdir(), 'qungui-newcomer-'));
const closers: (() => Promise<void>)[] = [];
try {
  await walk(prepared());
} finally {
  for (const close of closers) await close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
process.exitCode = conclude();

/** The fresh clone, and what a new account's shell knows: nothing of ours. */
function prepared(): { readonly clone: string; readonly env: NodeJS.ProcessEnv } {
  const clone = join(folder, 'qungui');
  const home = join(folder, 'home');
  mkdirSync(home);
  execFileSync('git', ['clone', '--quiet', '--no-local', root, clone], { stdio: ['ignore', 'inherit', 'inherit'] });
  const path = (process.env.PATH ?? '').split(delimiter).filter((place) => !place.includes('node_modules'));
  return { clone, env: { HOME: home, PATH: path.join(delimiter), LANG: process.env.LANG ?? 'C.UTF-8' } };
}

async function walk({ clone, env }: ReturnType<typeof prepared>): Promise<void> {
  const terminals = terminalsIn(readFileSync(join(clone, 'README.md'), 'utf8'));
  for (const commands of terminals) {
    const terminal = openTerminal(clone, env);
    closers.unshift(() => terminal.close());
    for (const command of commands) {
      const typed = await terminal.type(command);
      done.push({ ...command, ...typed });
      say(`${typed.seconds.toFixed(1).padStart(6)} s  ${command.line}`);
      if (typed.exit !== 0 && !isDoctor(command)) return;
    }
  }
}

/** What it finds it says by its exit, too: warnings are allowed here, and a ✗ is seen in what it prints. */
function isDoctor({ line }: Command): boolean {
  return / doctor\b/.test(line);
}

function conclude(): 0 | 1 {
  const last = done.at(-1);
  const [counts, fails] = /^(\d+) ✗ .*$/m.exec(last?.out ?? '') ?? [];
  const warnings = [...(last?.out ?? '').matchAll(/^ {2}! (.+)\n +(.+)$/gm)].map(([, zh, en]) => `${zh} · ${en}`);
  const seconds = sum(done.filter(({ line }) => line !== 'npm ci'));
  const ok = last !== undefined && isDoctor(last) && fails === '0' && seconds <= AT_MOST_SECONDS;
  if (counts !== undefined) say(`         doctor: ${counts}`);
  for (const warning of warnings) say(`      !  ${warning}`);
  if (!ok) say(last?.out.split('\n').slice(-40).join('\n') ?? 'README.md names no commands');
  const figures = {
    ok,
    seconds,
    npm_ci_seconds: sum(done.filter(({ line }) => line === 'npm ci')),
    commands: done.map(({ line, seconds: took }) => ({ line, seconds: Math.round(took * 10) / 10 })),
    doctor: counts ?? null,
    warnings,
    machine: `${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}`,
  };
  say(`${seconds} s without npm ci (${figures.npm_ci_seconds} s), at most ${AT_MOST_SECONDS}; ${figures.machine}`);
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  return ok ? 0 : 1;
}

function sum(some: readonly Done[]): number {
  return Math.round(some.reduce((total, { seconds }) => total + seconds, 0) * 10) / 10;
}
