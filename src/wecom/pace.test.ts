import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/db.ts';
import { CORP, openStubTenant, QUICK, type StubProcess, type StubTenant } from '../../test/wecom/stub-tenant.ts';
import { type Db, moveClock, openDb } from '../db/client.ts';
import { openLanes } from './pace/lanes.ts';
import { openPaceRows } from './pace/pace-rows.ts';
import { openPace, type Pace } from './pace.ts';

const fate = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'fine',
    (err: unknown) => err,
  );
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const yes = async () => ({ errcode: 0 });

describe('lanes', () => {
  test('let four in, and the fifth when one leaves', async () => {
    const lanes = openLanes(4, () => 0);
    const inside: number[] = [];
    for (let one = 1; one <= 6; one += 1) void lanes.enter().then(() => inside.push(one));
    await sleep(0);
    expect(inside).toEqual([1, 2, 3, 4]);

    lanes.leave();
    await sleep(0);
    expect(inside).toEqual([1, 2, 3, 4, 5]);
  });

  test('halve at each complaint, down to one, and come back one a minute', async () => {
    let now = 0;
    const lanes = openLanes(4, () => now);
    let inside = 0;
    const widthNow = async (): Promise<number> => {
      inside = 0;
      for (let one = 0; one < 6; one += 1) void lanes.enter().then(() => (inside += 1));
      await sleep(0);
      const width = inside;
      for (let left = 0; left < 6; left += 1) {
        lanes.leave();
        await sleep(0);
      }
      return width;
    };

    lanes.narrow();
    expect(await widthNow()).toBe(2);
    lanes.narrow();
    lanes.narrow();
    expect(await widthNow()).toBe(1);
    now += 60_000;
    expect(await widthNow()).toBe(2);
    now += 60_000;
    expect(await widthNow()).toBe(3);
    now += 600_000;
    expect(await widthNow()).toBe(4);
    now += 600_000;
    expect(await widthNow()).toBe(4);
  });
});

describe('the window of a minute', () => {
  let database: TestDatabase;
  let dbs: Db[];

  beforeEach(async () => {
    database = await freshDatabase();
    dbs = [openDb(database.appUrl, 'movable', 4), openDb(database.appUrl, 'movable', 4)];
    await toTheNextMinute(dbs[0] as Db);
  });
  afterEach(async () => {
    await Promise.all(dbs.map((db) => db.close()));
    await database.drop();
  });

  const log = { warn: () => undefined };
  const paces = (perMinute: number): Pace[] =>
    dbs.map((db) => openPace({ rows: openPaceRows(db, CORP), limits: { ...QUICK, perMinute }, log }));

  const windows = () =>
    asSuperuser(
      database,
      async (client) => (await client.query('select api, calls from qungui.api_window order by api')).rows,
    );

  test('is shared by two processes: 60 calls, then rest until it ends', async () => {
    const [one, two] = paces(60) as [Pace, Pace];
    const all = await Promise.all(
      Array.from({ length: 90 }, (_, place) => fate((place % 2 ? one : two).run('user/get', yes))),
    );

    expect(all.filter((each) => each === 'fine')).toHaveLength(60);
    const [refused] = all.filter((each) => each !== 'fine');
    expect(refused).toMatchObject({ code: 'E-WECOM-PACE' });
    const { retry } = refused as { retry: { afterMs: number } };
    expect(retry.afterMs).toBeGreaterThan(0);
    expect(retry.afterMs).toBeLessThanOrEqual(60_000);
  });

  test('of one API leaves the others alone', async () => {
    const [pace] = paces(10) as [Pace];
    for (let calls = 0; calls < 10; calls += 1) await pace.run('user/get', yes);
    expect(await fate(pace.run('user/get', yes))).toMatchObject({ code: 'E-WECOM-PACE' });
    expect(await fate(pace.run('user/list', yes))).toBe('fine');
  });

  test('costs one write for fifty calls', async () => {
    const [pace] = paces(10_000) as [Pace];
    for (let calls = 0; calls < 50; calls += 1) await pace.run('user/get', yes);
    expect(await windows()).toEqual([{ api: 'user/get', calls: 50 }]);
    await pace.run('user/get', yes);
    expect(await windows()).toEqual([{ api: 'user/get', calls: 100 }]);
  });

  test('lets gettoken through twenty times and no more', async () => {
    const [pace] = paces(10_000) as [Pace];
    const all: unknown[] = [];
    for (let calls = 0; calls < 22; calls += 1) all.push(await fate(pace.run('gettoken', yes)));
    expect(all.filter((each) => each === 'fine')).toHaveLength(20);
  });

  test('forgets minutes of more than an hour ago', async () => {
    await asSuperuser(database, async (client) => {
      await client.query("set app.clock = 'movable'");
      await client.query(
        `insert into qungui.api_window values
           ($1, 'user/get', date_trunc('minute', qungui.clock()) - interval '61 minutes', 7),
           ($1, 'user/get', date_trunc('minute', qungui.clock()) - interval '5 minutes', 8)`,
        [CORP],
      );
    });
    const [pace] = paces(10_000) as [Pace];
    await pace.run('user/get', yes);
    expect((await windows()).map(({ calls }) => calls).sort()).toEqual([50, 8]);
  });
});

/** A test that counts within a minute must not straddle two. */
async function toTheNextMinute(db: Db): Promise<void> {
  const now = await db.clock.now();
  await moveClock(db, CORP, 60_010 - (now.getTime() % 60_000));
}

describe('45009', () => {
  let tenant: StubTenant;

  beforeEach(async () => {
    tenant = await openStubTenant();
    tenant.stub.on('user/get', () => ({ errcode: 0, userid: 'qian' }));
  });
  afterEach(() => tenant.close());

  const limited = { ...QUICK, probeMs: 1_000 };
  const send = ({ wecom }: StubProcess) => wecom.of(CORP).message.sendExactly('{}');
  const breakers = ({ db }: StubProcess) => db.withCorp(CORP, (tx) => tx.apiBreaker.findMany());

  test('lets one probe through a while in all processes together, and ends with the first yes', async () => {
    tenant.stub.on('message/send', () => ({ errcode: 45009 }));
    const [one, two] = [tenant.process(limited), tenant.process(limited)];
    expect(await fate(send(one))).toMatchObject({ errcode: 45009, retry: { afterMs: 60_000 } });
    expect(await breakers(one)).toMatchObject([{ api: 'message/send', because: 'rate-limit', errcode: 45009 }]);

    const began = performance.now();
    let resting = 0;
    while (performance.now() - began < 2_500) {
      for (const process of [one, two]) {
        const err = await fate(send(process));
        if ((err as { code?: string }).code === 'E-WECOM-PACE') resting += 1;
      }
      await sleep(20);
    }
    const probes = tenant.stub.times('message/send') - 1;
    expect(resting).toBeGreaterThan(10);
    expect(probes).toBeGreaterThanOrEqual(1);
    expect(probes).toBeLessThanOrEqual(2);

    tenant.stub.on('message/send', () => ({ errcode: 0, errmsg: 'ok', msgid: 'm1' }));
    await expect.poll(() => fate(send(one)), { timeout: 3_000 }).toBe('fine');
    expect(await breakers(one)).toEqual([]);
    await expect.poll(() => fate(send(two)), { timeout: 3_000 }).toBe('fine');
    const after = await Promise.all(Array.from({ length: 20 }, () => fate(send(one))));
    expect(after.filter((each) => each !== 'fine')).toEqual([]);
  });

  test('of one API leaves the others alone', async () => {
    tenant.stub.on('message/send', () => ({ errcode: 45009 }));
    const process = tenant.process(limited);
    await fate(send(process));
    expect(await fate(send(process))).toMatchObject({ code: 'E-WECOM-PACE' });
    expect(await fate(process.wecom.of(CORP).contact.user('qian'))).toBe('fine');
  });

  test('of gettoken is probed once a minute', async () => {
    tenant.stub.on('gettoken', () => ({ errcode: 45009 }));
    const process = tenant.process(limited);
    expect(await fate(send(process))).toMatchObject({ errcode: 45009 });
    expect(await fate(send(process))).toMatchObject({ code: 'E-WECOM-PACE' });
    await sleep(limited.probeMs + 100);
    expect(await fate(send(process))).toMatchObject({ code: 'E-WECOM-PACE' });
    expect(tenant.stub.times('gettoken')).toBe(1);
  });
});

describe('45033', () => {
  test('lowers how many run at a time, for that API alone', async () => {
    const rows = {
      look: async () => ({ kind: 'go', permits: 50, windowLeftMs: 60_000 }) as const,
      rest: async () => undefined,
      goOn: async () => undefined,
    };
    const pace = openPace({ rows, limits: QUICK, log: { warn: () => undefined } });
    const most = async (api: string): Promise<number> => {
      let running = 0;
      let peak = 0;
      const call = async () => {
        peak = Math.max(peak, ++running);
        await sleep(5);
        running -= 1;
        return { errcode: 0 };
      };
      await Promise.all(Array.from({ length: 20 }, () => pace.run(api, call)));
      return peak;
    };

    expect(await most('user/get')).toBe(4);
    await pace.run('user/get', async () => ({ errcode: 45033 }));
    expect(await most('user/get')).toBe(2);
    expect(await most('user/list')).toBe(4);
  });
});

test('a breaker that cannot be written does not turn an answer into an error', async () => {
  const rows = {
    look: async () => ({ kind: 'probe' }) as const,
    rest: async () => Promise.reject(new Error('no database')),
    goOn: async () => Promise.reject(new Error('no database')),
  };
  const warned: string[] = [];
  const pace = openPace({ rows, limits: QUICK, log: { warn: (_fields, text) => warned.push(text) } });
  expect(await pace.run('message/send', async () => ({ errcode: 0, msgid: 'm' }))).toEqual({ errcode: 0, msgid: 'm' });
  expect(warned).toHaveLength(1);
});
