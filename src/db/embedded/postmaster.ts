import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { HouseError } from '../../errors.ts';
import { pause } from '../../time.ts';
import { type Durability, dataFolder, type Site } from './cluster.ts';
import { commandLineOf, processesIn, untilGone } from './processes.ts';
import { commandAs } from './run-as.ts';
import { PORT } from './socket-folder.ts';

export interface Postmaster {
  readonly pid: number;
  readonly socketDir: string;
  readonly port: number;
}

const STOP_MS = 60_000;
const ORPHANS_MS = 15_000;
const LOG_BYTES = 5_000_000;

/**
 * The server that runs on this data directory, if one does; a server that is just stopping is waited for. A file that
 * names a process of somebody else (numbers come round) is removed, or PostgreSQL would refuse to start.
 */
export async function findPostmaster(place: string): Promise<Postmaster | undefined> {
  const data = dataFolder(place);
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port, socketDir, , , state] = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  const words = commandLineOf(Number(pid))?.split('\0');
  if (words === undefined || words.join('') === '') return undefined; // dead: PostgreSQL itself clears up, with more checks than ours
  if (!words.includes(data)) {
    rmSync(file, { force: true });
    return undefined;
  }
  if (!socketDir) return pause(20).then(() => findPostmaster(place)); // launched this instant, and still writing its file
  if (state === 'stopping') return (await untilGone(Number(pid), STOP_MS)) === 'gone' ? undefined : stuck(Number(pid));
  return { pid: Number(pid), socketDir, port: Number(port) };
}

/**
 * True when the server of this data directory was killed: one that is stopped takes its file away. Its number may belong to
 * somebody else by now. A file that is being written, or gone by the next line, was left by nobody.
 */
export function wasKilled(place: string): boolean {
  const data = dataFolder(place);
  const [pid = ''] = readIfThere(join(data, 'postmaster.pid')).split('\n');
  return pid !== '' && !isServerOf(data, Number(pid));
}

const isServerOf = (data: string, pid: number): boolean => commandLineOf(pid)?.split('\0').includes(data) ?? false;

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw err;
  }
}

export interface Launched {
  readonly server: Postmaster;
  /** Its last words when it gave up; `undefined` while it runs. */
  died(): string | undefined;
}

/** Starts a server that outlives us, out of reach of the terminal's Ctrl-C. It may still be recovering when this returns. */
export async function launch(site: Site, socketDir: string, log: string): Promise<Launched> {
  await endOrphans(dataFolder(site.place));
  clearSocket(socketDir);
  const { file, args, options } = commandAs(site.runAs, site.binaries.postgres, settings(site, socketDir));
  const { fd, from } = openLog(log);
  const child = spawn(file, args, { ...options, cwd: site.place, detached: true, stdio: ['ignore', fd, fd] });
  closeSync(fd);
  child.unref();
  let failure: string | undefined;
  child.once('error', (err) => {
    failure = err.message;
  });
  const hasEnded = (): boolean => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
  const died = (): string | undefined => (hasEnded() ? (failure ?? lastWords(log, from)) : undefined);
  return { server: { pid: child.pid ?? 0, socketDir, port: PORT }, died };
}

/** Ends the server in order: sessions are cut, everything committed is on disk. At once when that takes a minute. */
export async function stopPostmaster({ pid, socketDir }: Postmaster): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    signalIfThere(pid, signal);
    if ((await untilGone(pid, STOP_MS)) === 'gone') return removeSocket(socketDir);
  }
  stuck(pid);
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code !== 'ESRCH') throw err;
  }
}

/**
 * A server killed with -9 leaves its children; those busy with a query notice late, and PostgreSQL refuses to start
 * beside them. Nobody else works in this folder under this name.
 */
async function endOrphans(data: string): Promise<void> {
  const orphans = processesIn(data).filter((pid) => commandLineOf(pid)?.startsWith('postgres:'));
  for (const pid of orphans) signalIfThere(pid, 'SIGQUIT');
  for (const pid of orphans) await untilGone(pid, ORPHANS_MS);
}

function settings(site: Site, socketDir: string): string[] {
  const values = [
    'listen_addresses=',
    `unix_socket_directories=${socketDir}`,
    'unix_socket_permissions=0700',
    `port=${PORT}`,
    'max_connections=200',
    'shared_buffers=128MB',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_checkpoints=off',
    'log_min_error_statement=panic', // statements and details may carry what people wrote; the log must not
    'log_error_verbosity=terse',
    ...DURABILITY[site.durability],
  ];
  return ['-D', dataFolder(site.place), ...values.flatMap((value) => ['-c', value])];
}

const DURABILITY: Record<Durability, readonly string[]> = {
  full: ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'],
  test: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
};

/** The folder is ours alone and no server of ours runs: what lies here was left by a killed one. */
function clearSocket(socketDir: string): void {
  for (const name of [`.s.PGSQL.${PORT}`, `.s.PGSQL.${PORT}.lock`]) rmSync(join(socketDir, name), { force: true });
}

function removeSocket(socketDir: string): void {
  clearSocket(socketDir);
  try {
    rmdirSync(socketDir);
  } catch {
    // somebody keeps something here; the folder is made again or found again at the next start
  }
}

function openLog(log: string): { fd: number; from: number } {
  const found = statSync(log, { throwIfNoEntry: false });
  if (found && found.size > LOG_BYTES) renameSync(log, `${log}.1`);
  const fd = openSync(log, 'a', 0o600);
  return { fd, from: statSync(log).size };
}

/** What this attempt wrote into the log. */
function lastWords(log: string, from: number): string {
  const length = Math.min(statSync(log).size - from, 4_096);
  const words = Buffer.alloc(Math.max(length, 0));
  const fd = openSync(log, 'r');
  readSync(fd, words, 0, words.length, from);
  closeSync(fd);
  return words.toString('utf8') || 'it ended without a word';
}

function stuck(pid: number): never {
  throw new HouseError({
    code: 'E-PG-STUCK',
    what: `The embedded PostgreSQL (process ${pid}) does not stop.`,
    why: 'It was asked to stop and is still there after a minute.',
    remedy: `Look at postgres.log in QUNGUI_HOME; as a last resort: kill -QUIT ${pid}`,
    retry: { afterMs: 10_000 },
  });
}
