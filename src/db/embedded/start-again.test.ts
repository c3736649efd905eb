import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { newFolder, query, start, startInOtherProcess, stopAndThrowAway } from '../../../test/builders/embedded.ts';
import { markOf } from './processes.ts';

afterEach(stopAndThrowAway);

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
