import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { isOnPath } from '../simulator/on-path.ts';

export interface TestRedis {
  readonly url: string;
  /** Where its files are. */
  readonly folder: string;
  /** Forgets everything, as an operator's FLUSHALL does. */
  flush(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

/** Whether this machine has a Redis to test with; where it has none the reporter says so in capitals. */
export const redisIsHere = (): boolean => isOnPath('redis-server');

/** A real redis-server of one's own, on a socket in a folder of its own; with a port, there as well, as an operator would name it. */
export async function startRedis(port = 0, keeps: 'nothing' | 'a file' = 'nothing'): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'qungui-redis-'));
  const socket = join(folder, 's');
  const launch = async () => {
    const where = ['--bind', '127.0.0.1', '--port', String(port), '--unixsocket', socket];
    const options = [...where, '--save', '', '--dir', folder, ...(keeps === 'nothing' ? NOTHING : FILE)];
    const server = spawn('redis-server', options, { stdio: 'ignore' });
    const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    await waitForAnswer(socket);
    return { server, gone };
  };
  let running = await launch();
  const kill = async (): Promise<void> => {
    running.server.kill('SIGKILL');
    await running.gone;
    rmSync(socket, { force: true });
  };
  return {
    url: port === 0 ? socket : `redis://127.0.0.1:${port}`,
    folder,
    flush: () => ask(socket, (client) => client.flushall()),
    kill,
    revive: async () => {
      running = await launch();
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const NOTHING = ['--appendonly', 'no'];
/** As an operator keeps it: what is written is on disk a second later, and a torn end is cut off. */
const FILE = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--aof-load-truncated', 'yes'];

async function waitForAnswer(socket: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answers =
      existsSync(socket) &&
      (await ask(socket, (client) => client.ping()).then(
        () => true,
        () => false,
      ));
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('redis-server did not answer within 5 s');
}

async function ask(socket: string, question: (client: Redis) => Promise<unknown>): Promise<void> {
  const client = new Redis(socket, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await question(client);
  } finally {
    client.disconnect();
  }
}
