import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer as createTcpServer } from 'node:net';
import { elapsedMs, pause } from '../../src/time.ts';

/** A real process of the product, as an operator would start it. */
export interface RealProcess {
  readonly name: string;
  readonly pid: number;
  /** The operator's door, for this machine alone. */
  readonly opsOrigin: string;
  /** Resolves when its operator's door says that it is ready, however long this machine needs. */
  ready(): Promise<void>;
  /** kill -9, and nothing else is waited for than its end. */
  kill(): Promise<void>;
  /** Asked to end, as a service manager does; answers its exit code, `null` where a signal ended it. */
  end(): Promise<number | null>;
  /** Resolves when it has ended, by itself or not. */
  ended(): Promise<number | null>;
  /** The lines it wrote so far. */
  said(): readonly string[];
}

/** As long as a crowded machine may take to start one. */
const START_MS = 60_000;

export async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

export interface Start {
  readonly name: string;
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  /** Program and words that run it, ending it themselves in `exec`: a namespace, a limit. */
  readonly under?: readonly string[];
  /** Modules that are loaded before it. */
  readonly after?: readonly string[];
}

/** Starts `entry` as the units and the image do, with this environment and nothing of ours. */
export async function startProcess({ name, entry, env, under = [], after = [] }: Start): Promise<RealProcess> {
  const opsPort = await freePort();
  const imports = ['tsx', ...after].flatMap((module) => ['--import', module]);
  const [program = '', ...words] = [...under, process.execPath, '--disable-proto=delete', ...imports, entry];
  const child = spawn(program, words, {
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, QUNGUI_OPS_PORT: String(opsPort), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const opsOrigin = `http://127.0.0.1:${opsPort}`;
  let written = '';
  child.stderr?.on('data', (chunk) => {
    written = (written + String(chunk)).slice(-MOST_KEPT);
  });
  const gone = new Promise<number | null>((resolve) => void child.once('exit', (code) => resolve(code)));
  const ready = async (): Promise<void> => {
    for (const untilMs = elapsedMs() + START_MS; ; await pause(50)) {
      if (hasEnded(child)) throw new Error(`${name} ended by itself:\n${written.slice(-2_000)}`);
      if (await isReady(opsOrigin)) return;
      if (elapsedMs() > untilMs) throw new Error(`${name} was not ready within ${START_MS / 1_000} s`);
    }
  };
  const signal = (wanted: NodeJS.Signals): Promise<number | null> => {
    if (!hasEnded(child)) child.kill(wanted);
    return gone;
  };
  return {
    name,
    pid: child.pid ?? 0,
    opsOrigin,
    ready,
    kill: async () => void (await signal('SIGKILL')),
    end: () => signal('SIGTERM'),
    ended: () => gone,
    said: () => written.split('\n').filter((line) => line !== ''),
  };
}

const MOST_KEPT = 1_000_000;

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const isReady = (opsOrigin: string): Promise<boolean> =>
  fetch(`${opsOrigin}/health/ready`).then(
    ({ status }) => status === 200,
    () => false,
  );

/** What a process has in memory now, in MB; 0 when it is gone. */
export function rssMb(pid: number): number {
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024);
}
