import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { expect, vi } from 'vitest';

/** A real process of the product, as an operator would start it. */
export interface RealProcess {
  readonly name: string;
  /** Resolves when its operator's door says that it is ready, however long this machine needs. */
  ready(): Promise<void>;
  /** kill -9, and nothing else is waited for than its end. */
  kill(): Promise<void>;
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
}

/** Starts `entry` with this environment and nothing of ours. */
export async function startProcess({ name, entry, env }: Start): Promise<RealProcess> {
  const opsPort = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, QUNGUI_OPS_PORT: String(opsPort), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  child.stderr?.on('data', (chunk) => void said.push(String(chunk)));
  const isUp = async (): Promise<void> => {
    if (hasEnded(child)) throw new Error(`${name} ended by itself:\n${said.join('').slice(-2_000)}`);
    const answer = await fetch(`http://127.0.0.1:${opsPort}/health/ready`);
    expect(answer.status, name).toBe(200);
  };
  return {
    name,
    ready: () => vi.waitFor(isUp, { timeout: START_MS, interval: 50 }),
    kill: async () => {
      if (hasEnded(child)) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
