import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { elapsedMs, pause } from '../../src/time.ts';

/** A process of the product, started anew whenever it is asked to. */
export interface Member {
  readonly name: string;
  readonly port: number;
  /** Resolves when its operator's door says that it is ready. */
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** SIGTERM; answers its exit code and how long it took. */
  ask(): Promise<{ readonly code: number | null; readonly tookMs: number }>;
  /** Resident bytes now; null while it is away. */
  resident(): number | null;
  /** What it said on stderr since it was first started. */
  readonly said: readonly string[];
}

interface Wanted {
  readonly name: string;
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
}

const START_MS = 120_000;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** A member that was not started yet; its ports stay its own. */
export async function openMember({ name, entry, env }: Wanted): Promise<Member> {
  const [port, opsPort] = [await freePort(), await freePort()];
  const said: string[] = [];
  let child: ChildProcess | null = null;
  const alive = (): ChildProcess | null =>
    child && child.exitCode === null && child.signalCode === null ? child : null;
  return {
    name,
    port,
    said,
    start: async () => {
      child = spawn(process.execPath, ['--import', 'tsx', entry], {
        env: {
          PATH: process.env.PATH,
          TMPDIR: process.env.TMPDIR,
          ...env,
          QUNGUI_PORT: String(port),
          QUNGUI_OPS_PORT: String(opsPort),
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child.stderr?.on('data', (chunk) => void said.push(String(chunk)));
      for (const untilMs = elapsedMs() + START_MS; ; await pause(50)) {
        if (!alive()) throw new Error(`${name} ended by itself:\n${said.join('').slice(-2_000)}`);
        if (await isReady(opsPort)) return;
        if (elapsedMs() > untilMs) throw new Error(`${name} was not ready within ${START_MS / 1_000} s`);
      }
    },
    kill: async () => {
      const dying = alive();
      if (!dying) return;
      dying.kill('SIGKILL');
      await once(dying, 'exit');
    },
    ask: async () => {
      const ending = alive();
      const beganMs = elapsedMs();
      if (!ending) return { code: null, tookMs: 0 };
      ending.kill('SIGTERM');
      await once(ending, 'exit');
      return { code: ending.exitCode, tookMs: elapsedMs() - beganMs };
    },
    resident: () => {
      const pid = alive()?.pid;
      return pid === undefined ? null : residentOf(pid);
    },
  };
}

const isReady = (opsPort: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${opsPort}/health/ready`).then(
    (answer) => answer.status === 200,
    () => false,
  );

function residentOf(pid: number): number | null {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
}
