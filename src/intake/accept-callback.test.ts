import { mkdir, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { asSuperuser } from '../../test/db.ts';
import { DEMO, openTestReceiver, type TestReceiver } from '../../test/fixtures/callbacks/receiver.ts';
import { pathOf, sealedFor, xmlBody } from '../../test/fixtures/callbacks/sealed.ts';
import { VECTOR_KEY } from '../../test/fixtures/callbacks/vectors.ts';
import type { Db } from '../db/client.ts';
import { buildApp } from '../http/app.ts';
import { buildOpsApp } from '../http/ops-app.ts';
import { type Intake, openIntake } from './accept-callback.ts';
import { type OpenedCall, openCall, receiverAt } from './open-call.ts';
import { nameFile } from './spool-file.ts';
import { frame } from './spool-record.ts';
import { sweep } from './sweep.ts';

/** The database's mood: up, down at once, or hanging. */
let mood: 'up' | 'down' | 'hangs';
let hanging = 0;
let receiver: TestReceiver;
let intake: Intake;

beforeAll(async () => {
  receiver = await openTestReceiver({ db: moody });
});
beforeEach(async () => {
  mood = 'up';
  receiver.rung.length = 0;
  receiver.logged.length = 0;
  receiver.deps.metrics.registry.resetMetrics();
  await asSuperuser(receiver.database, (client) =>
    client.query('delete from qungui.callback; delete from qungui.timer'),
  );
  await rm(spoolFolder(), { recursive: true, force: true });
  intake = openIntake(receiver.deps, { patienceMs: 20_000 });
  await intake.warm();
});
afterEach(async () => {
  await intake.close();
});
afterAll(() => receiver.close());

function moody(real: Db): Db {
  const meet = <T>(work: () => Promise<T>): Promise<T> => {
    if (mood === 'up') return work();
    if (mood === 'down') return Promise.reject(new Error('connect ECONNREFUSED'));
    hanging += 1;
    return new Promise(() => undefined);
  };
  return {
    ...real,
    batch: (corp, statements) => meet(() => real.batch(corp, statements)),
    clock: { now: () => meet(() => real.clock.now()) },
  };
}

function callOf(plaintext: string): OpenedCall {
  const vector = sealedFor(plaintext, { timestamp: String(Math.floor(performance.timeOrigin / 1000)) });
  const at = receiverAt(receiver.deps.config, { corp: 'demo', surface: 'app' });
  const call = at.kind === 'receiver' ? openCall(at, vector.query, Buffer.from(xmlBody(vector.encrypt))) : at;
  if (call.kind === 'refused') throw new Error(call.cause);
  return call;
}

const kept = async (): Promise<number> =>
  asSuperuser(receiver.database, async (client) => {
    const { rows } = await client.query('select count(*)::int as n from qungui.callback');
    return rows[0].n;
  });
const outcomes = async (): Promise<Record<string, number>> => {
  const { values } = await receiver.deps.metrics.callbacks.get();
  return Object.fromEntries(values.map(({ labels, value }) => [String(labels.outcome), value]));
};
const pending = async (): Promise<number> => (await receiver.deps.metrics.spoolPending.get()).values[0]?.value ?? 0;
const spoolFolder = (): string => join(receiver.deps.config.home, 'spool');

describe('an accepted call', () => {
  test('rings once for its batch, after the commit', async () => {
    const answers = await Promise.all(['a', 'b', 'a'].map((text) => intake.accept(callOf(text))));

    expect(answers).toEqual(['new', 'new', 'repeat']);
    expect(receiver.rung).toEqual(['callbacks demo']);
    expect(await outcomes()).toEqual({ new: 2, repeat: 1 });
  });
  test('is answered although nobody can ring', async () => {
    const deaf = openIntake({
      ...receiver.deps,
      bell: { ...receiver.deps.bell, ring: () => Promise.reject(new Error('no Redis')) },
    });
    expect(await deaf.accept(callOf('a'))).toBe('new');
    await deaf.close();
  });
  test('is answered although the bell never ends', async () => {
    const slow = openIntake({
      ...receiver.deps,
      bell: { ...receiver.deps.bell, ring: () => new Promise(() => undefined) },
    });
    expect(await slow.accept(callOf('a'))).toBe('new');
    await slow.close();
  });
  test('whose repeat makes a look rings for timers as well', async () => {
    await intake.accept(callOf('a'));
    await asSuperuser(receiver.database, (client) =>
      client.query("update qungui.callback set state = 'done', chat_id = 'wrX'"),
    );
    receiver.rung.length = 0;
    await intake.accept(callOf('a'));
    expect(receiver.rung).toContain('timers demo');
  });
});

describe('while the database is down', () => {
  test('calls are spooled; once it is up again they are rows, and the spool is empty', async () => {
    mood = 'down';
    expect(await Promise.all(['a', 'b', 'c'].map((text) => intake.accept(callOf(text))))).toEqual([
      'spooled',
      'spooled',
      'spooled',
    ]);
    expect(await pending()).toBe(3);
    await expect(intake.replay()).rejects.toThrow();
    expect(await pending()).toBe(3);

    mood = 'up';
    await intake.replay();
    expect([await kept(), await pending()]).toEqual([3, 0]);
    expect(receiver.rung).toEqual(['callbacks demo']);
  });
  test('what is on disk is still encrypted', async () => {
    mood = 'down';
    await intake.accept(callOf('<Name>张示例</Name>'));
    const [name = ''] = await readdir(spoolFolder());
    const text = await readFile(join(spoolFolder(), name), 'utf8');
    expect(text).toContain('"corp":"demo"');
    expect(text.includes('张示例') || text.includes(VECTOR_KEY.token) || text.includes(VECTOR_KEY.aesKey)).toBe(false);
  });
  test('a database that hangs costs nobody more than its patience', async () => {
    mood = 'hangs';
    hanging = 0;
    const hasty = openIntake(receiver.deps, { patienceMs: 200 });
    const first = hasty.accept(callOf('a'));
    const behind = vi.waitFor(() => expect(hanging).toBeGreaterThan(0)).then(() => hasty.accept(callOf('b')));
    expect(await Promise.all([first, behind])).toEqual(['spooled', 'spooled']);
    await hasty.close();
    mood = 'up';
    await intake.replay();
    expect(await kept()).toBe(2);
  });
  test('a call that was spooled and comes again is one row', async () => {
    mood = 'down';
    await intake.accept(callOf('a'));
    mood = 'up';
    const afterTheRest = { timeout: 30_000 };
    await vi.waitFor(async () => expect(await intake.accept(callOf('a'))).toBe('new'), afterTheRest);
    await intake.replay();
    expect(await kept()).toBe(1);
  });
  test('the door answers 200 for what is spooled, and 503 only when the disk refuses too', async () => {
    mood = 'down';
    const app = buildApp(receiver.deps);
    const post = (text: string) => {
      const vector = sealedFor(text);
      return app.inject({
        method: 'POST',
        url: pathOf(vector, '/callbacks/demo/app'),
        payload: xmlBody(vector.encrypt),
      });
    };
    expect((await post('a')).statusCode).toBe(200);
    await app.close();

    await rm(spoolFolder(), { recursive: true });
    await writeFile(spoolFolder(), 'no folder');
    const full = buildApp(receiver.deps);
    const vector = sealedFor('b');
    const answer = await full.inject({
      method: 'POST',
      url: pathOf(vector, '/callbacks/demo/app'),
      payload: xmlBody(vector.encrypt),
    });
    expect([answer.statusCode, answer.body]).toEqual([503, '']);
    expect((await outcomes()).unkept).toBe(1);
    await full.close();
    await rm(spoolFolder());
  });
  test('readiness is 503 with the reasons, liveness is not touched, and metrics name the spool', async () => {
    mood = 'down';
    await intake.accept(callOf('a'));
    const ops = buildOpsApp(receiver.deps);
    const ready = await ops.inject('/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toEqual({
      ready: false,
      reasons: [
        'the database does not answer: callbacks are kept in the spool, nothing is judged',
        '1 callbacks wait in the spool and are replayed by themselves',
      ],
      spoolPending: 1,
    });
    expect((await ops.inject('/health/live')).json()).toEqual({ live: true });
    expect((await ops.inject('/metrics')).body).toContain('qungui_spool_pending 1');

    mood = 'up';
    await intake.replay();
    expect((await ops.inject('/health/ready')).json()).toEqual({ ready: true, reasons: [], spoolPending: 0 });
    await ops.close();
  });
});

describe('the spool of a process that died', () => {
  const dead = '4194304 no-such-boot 1';
  const leave = async (records: Buffer, state: 'live' | 'full' = 'live') => {
    await mkdir(spoolFolder(), { recursive: true });
    await writeFile(join(spoolFolder(), nameFile({ mark: dead, calls: 0, state })), records);
  };
  const files = async (): Promise<string[]> => {
    return readdir(spoolFolder()).catch(() => []);
  };

  test('is taken over, its unfinished last call is reported and dropped', async () => {
    const records = ['a', 'b', 'c'].map((text) => frame(callOf(text).sealed));
    await leave(Buffer.concat(records).subarray(0, -5));
    await intake.replay();

    expect([await kept(), await files()]).toEqual([2, []]);
    expect(receiver.logged.join()).toContain('unfinished call');
  });
  test('is kept and named when no key opens a call in it any more', async () => {
    const { sealed } = callOf('b');
    const foreign = { ...sealed, query: { ...sealed.query, nonce: 'anotherNonce' } };
    await leave(Buffer.concat([callOf('a').sealed, foreign].map(frame)), 'full');
    await intake.replay();

    expect(await kept()).toBe(1);
    expect(await files()).toEqual([expect.stringMatching(/\.full\.held$/)]);
    expect(receiver.logged.join()).toContain('E-SPOOL-HELD');
    expect(await pending()).toBe(0);
  });
  test('is not left open when the database refuses it', async () => {
    const openFiles = async () => {
      const fds = await readdir('/proc/self/fd').catch(() => []);
      const paths = await Promise.all(fds.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
      return paths.filter((path) => path.startsWith(spoolFolder()));
    };
    const { sealed } = callOf('a');
    await leave(Buffer.concat(Array.from({ length: 1_200 }, () => frame(sealed))), 'full');
    mood = 'down';
    await expect(intake.replay()).rejects.toThrow();
    expect(await openFiles()).toEqual([]);
    mood = 'up';
    await intake.replay();
    expect([await kept(), await files()]).toEqual([1, []]);
  });
  test('is kept and named when its bytes changed', async () => {
    const records = Buffer.concat(['a', 'b'].map((text) => frame(callOf(text).sealed)));
    records[records.length - 3] = 0;
    await leave(records);
    await intake.replay();

    expect(await kept()).toBe(1);
    expect(await files()).toEqual([expect.stringMatching(/\.held$/)]);
  });
});

describe('the sweep', () => {
  const run = (sql: string) => asSuperuser(receiver.database, (client) => client.query(sql));

  test('rings for nothing when nothing is due', async () => {
    expect(await sweep(receiver.deps, DEMO)).toEqual([]);
    expect(receiver.rung).toEqual([]);
  });
  test("rings for what is due and in nobody's hands, and for the corp it is of", async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => intake.accept(callOf(text))));
    await run(`with c as (select id, row_number() over (order by id) as n from qungui.callback)
               update qungui.callback set
                 state = case when c.n = 1 then 'done' else 'new' end,
                 lease_until = case when c.n = 2 then clock_timestamp() + interval '1 hour' when c.n = 3 then clock_timestamp() - interval '1 hour' end,
                 not_before = case when c.n = 4 then clock_timestamp() + interval '1 hour' else not_before end
               from c where c.id = callback.id`);
    await run(`insert into qungui.timer (corp, id, kind, subject, due_at, state, armed_at)
               select corp, gen_random_uuid(), 'look-group', s, clock_timestamp() + due, state, clock_timestamp()
               from (values ('demo', 'due', interval '-1 s', 'armed'), ('demo', 'later', '1 h', 'armed'),
                            ('demo', 'over', '-1 s', 'fired'), ('other', 'foreign', '-1 s', 'armed')) as t(corp, s, due, state)`);
    await run(`insert into qungui.notice (corp, id, to_userid, kind, content, state, not_before, created_at)
               select 'demo', gen_random_uuid(), 'zhang', 'reminder', '-', state, clock_timestamp() + due, clock_timestamp()
               from (values ('waiting', interval '-1 s'), ('waiting', '1 h'), ('held', '-1 s'), ('sent', '-1 s')) as t(state, due)`);
    receiver.rung.length = 0;

    expect(await sweep(receiver.deps, DEMO)).toEqual(['callbacks', 'timers', 'notices']);
    expect(receiver.rung).toEqual(['callbacks demo', 'timers demo', 'notices demo']);
  });
});
