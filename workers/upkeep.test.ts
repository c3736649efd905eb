import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, openDb } from '../src/db/client.ts';
import { Corp, newId } from '../src/ids.ts';
import { openLog } from '../src/log.ts';
import type { Run } from '../src/queue/handle.ts';
import type { Running } from '../src/queue/start-worker.ts';
import { asSuperuser, freshDatabase, type TestDatabase } from '../test/db.ts';
import { untilEmpty } from './until-empty.ts';
import { startUpkeep, type UpkeepDeps } from './upkeep.ts';

const alpha = Corp.parse('alpha');
const beta = Corp.parse('beta');

let database: TestDatabase;
let db: Db;
let running: Running | undefined;
let rung: string[] = [];
let lines: string[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.appUrl, 'fixed');
});
beforeEach(async () => {
  rung = [];
  lines = [];
  await asSuperuser(database, (client) => client.query('truncate qungui.callback, qungui.timer'));
});
afterEach(() => running?.close());
afterAll(async () => {
  await db.close();
  await database.drop();
});

const depsWith = (state: 'up' | 'down' | 'none'): UpkeepDeps =>
  ({
    config: { corps: new Map([alpha, beta].map((corp) => [corp, {}])) },
    db,
    log: openLog('info', (line) => lines.push(line)),
    bell: { ring: async (name: string, corp: string) => void rung.push(`${name} ${corp}`) },
    store: state === 'none' ? null : { state: () => state },
  }) as unknown as UpkeepDeps;

const arrive = (corp: Corp, count: number): Promise<unknown> =>
  db.withCorp(corp, (tx) =>
    tx.callback.createMany({
      data: Array.from({ length: count }, () => ({ corp, id: newId(), surface: 'app', digest: newId(), state: 'new' })),
    }),
  );

/** Work as a use case does it: rows claimed in SQL, a few at a time. */
const doCallbacks: Run = (corp, stop) =>
  untilEmpty(stop, () =>
    db.withCorp(
      corp,
      (tx) => tx.$executeRaw`
        update qungui.callback set state = 'done', attempts = attempts + 1 where corp = ${corp} and id in (
          select id from qungui.callback where corp = ${corp} and state = 'new' limit 3 for update skip locked)`,
    ),
  );
const statesOf = (corp: Corp): Promise<string[]> =>
  db.withCorp(corp, async (tx) => (await tx.callback.findMany()).map(({ state, attempts }) => `${state} ${attempts}`));
const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 30_000, interval: 20 });

describe('the sweep', () => {
  test('without any queue does all work of every corp, once', async () => {
    await arrive(alpha, 10);
    running = startUpkeep(depsWith('none'), { callbacks: doCallbacks }, 50);
    await arrive(beta, 4);
    await eventually(async () => expect(await statesOf(alpha)).toEqual(Array(10).fill('done 1')));
    await eventually(async () => expect(await statesOf(beta)).toEqual(Array(4).fill('done 1')));
    await arrive(alpha, 1);
    await eventually(async () => expect(await statesOf(alpha)).toEqual(Array(11).fill('done 1')));
  });

  test('does the work itself while bells are down', async () => {
    await arrive(alpha, 5);
    running = startUpkeep(depsWith('down'), { callbacks: doCallbacks }, 50);
    await eventually(async () => expect(await statesOf(alpha)).toEqual(Array(5).fill('done 1')));
  });

  test('rings, and leaves the work to who hears it, while bells are up', async () => {
    await arrive(alpha, 5);
    running = startUpkeep(depsWith('up'), { callbacks: doCallbacks }, 50);
    await eventually(() => expect(rung.filter((bell) => bell === 'callbacks alpha').length).toBeGreaterThan(1));
    expect(rung).not.toContain('callbacks beta');
    expect(await statesOf(alpha)).toEqual(Array(5).fill('new 0'));
  });

  test('arms the timers that stand for ever', async () => {
    running = startUpkeep(depsWith('up'), {}, 50);
    const kinds = () => db.withCorp(beta, (tx) => tx.timer.findMany({ where: { state: 'armed' } }));
    await eventually(async () => expect((await kinds()).map(({ kind }) => kind)).toContain('sync-directory'));
  });

  test('takes away timers that ended long ago', async () => {
    await asSuperuser(database, (client) =>
      client.query(
        `insert into qungui.timer (corp, id, kind, subject, due_at, state, armed_at, ended_at)
         select $1, gen_random_uuid(), 'look-group', 'wr1', at, 'fired', at, at from (select now() - interval '31 days' as at) long_ago`,
        [alpha],
      ),
    );
    running = startUpkeep(depsWith('none'), {}, 50);
    const fired = () => db.withCorp(alpha, (tx) => tx.timer.count({ where: { state: 'fired' } }));
    await eventually(async () => expect(await fired()).toBe(0));
  });

  test('of a corp whose work fails goes on, says so once, and holds up nobody', async () => {
    await arrive(alpha, 1);
    await arrive(beta, 1);
    let failures = 0;
    const failing: Run = async (corp, stop) => {
      if (corp === alpha && ++failures < 4) throw new Error('not now');
      return doCallbacks(corp, stop);
    };
    running = startUpkeep(depsWith('none'), { callbacks: failing }, 30);
    await eventually(async () => expect(await statesOf(alpha)).toEqual(['done 1']));
    await eventually(async () => expect(await statesOf(beta)).toEqual(['done 1']));
    expect(lines.filter((line) => line.includes('the sweep failed'))).toHaveLength(1);
  });

  test('stops between two batches when told to', async () => {
    await arrive(alpha, 30);
    let batches = 0;
    const slow: Run = (corp, stop) =>
      untilEmpty(stop, async () => {
        if (++batches === 2) void running?.close();
        return db.withCorp(
          corp,
          (tx) => tx.$executeRaw`
          update qungui.callback set state = 'done' where corp = ${corp} and id in (
            select id from qungui.callback where corp = ${corp} and state = 'new' limit 3)`,
        );
      });
    running = startUpkeep(depsWith('none'), { callbacks: slow }, 30);
    await eventually(() => expect(batches).toBe(2));
    await running.close();
    expect((await statesOf(alpha)).filter((state) => state.startsWith('done'))).toHaveLength(6);
  });
});

describe('a run', () => {
  test('takes until nothing is left', async () => {
    const left = [3, 2, 1, 0];
    expect(await untilEmpty(new AbortController().signal, async () => left.shift() ?? 99)).toBe('empty');
    expect(left).toEqual([]);
  });

  test('takes nothing once it is told to stop', async () => {
    expect(await untilEmpty(AbortSignal.abort(), async () => 1)).toBe('stopped');
  });
});
