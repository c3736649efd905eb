import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { inject } from 'vitest';
import {
  type Embedded,
  type EmbeddedOptions,
  startEmbedded,
  stopForAll,
} from '../../src/db/embedded/start-embedded.ts';

const PROGRAM = join(import.meta.dirname, '../hold-embedded.ts');
const LOADER = import.meta.resolve('tsx');

/** Thrown away after the test. */
export const folders: string[] = [];
const children: ChildProcess[] = [];

/** A folder of its own, in which anybody may walk unless told otherwise. */
export function newFolder(name = 'home', below = dirname(inject('databaseHome'))): string {
  const folder = mkdtempSync(join(below, 'qungui-start-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return join(folder, name);
}

export const start = (home: string, options: Partial<EmbeddedOptions> = {}): Promise<Embedded> =>
  startEmbedded(home, { log: { info: () => undefined, warn: () => undefined }, durability: 'test', ...options });

export interface Holder {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly url: string;
  readonly socketDir: string;
}

export async function startInOtherProcess(
  home: string,
  options: { uid?: number; rootBy?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Holder> {
  const { uid, rootBy = '', env = process.env } = options;
  const ids = uid === undefined ? {} : { uid, gid: uid };
  const args = ['--import', LOADER, PROGRAM, home, rootBy];
  const child = spawn(process.execPath, args, {
    ...ids,
    env,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, ...(JSON.parse(line) as Omit<Holder, 'child'>) };
  }
  throw new Error('the other process said nothing');
}

export async function letGo({ child }: Holder): Promise<void> {
  child.stdin?.end();
  if (child.exitCode === null) await once(child, 'exit');
}

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the query that meets it says so
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function stopAllBelow(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('data/postmaster.pid'),
  );
  for (const file of files) await stopForAll(join(folder, file, '../..'));
}

/** After each test: ends who was started, and throws the folders away. */
export async function stopAndThrowAway(): Promise<void> {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) {
    await stopAllBelow(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}
