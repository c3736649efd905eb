import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CORP, openStubTenant, QUICK, type StubProcess, type StubTenant } from '../../../test/wecom/stub-tenant.ts';
import { moveClock } from '../../db/client.ts';

let tenant: StubTenant;

beforeEach(async () => {
  tenant = await openStubTenant();
  tenant.stub.on('user/get', ({ params }) => ({ errcode: 0, userid: params.userid, status: 1 }));
});
afterEach(() => tenant.close());

const read = ({ wecom }: StubProcess) => wecom.of(CORP).contact.user('qian');
const many = (count: number, process: StubProcess) => Array.from({ length: count }, () => read(process));
const fate = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'fine',
    (err: unknown) => err,
  );

const rowOf = ({ db }: StubProcess) =>
  db.withCorp(CORP, (tx) => tx.token.findUniqueOrThrow({ where: { corp_surface: { corp: CORP, surface: 'app' } } }));

const forward = (process: StubProcess, seconds: number) => moveClock(process.db, CORP, seconds * 1_000);

/** A process that looks at the row at every call, as others do after half a minute. */
const forgetful = { ...QUICK, tokenRereadMs: 0 };

describe('one token for all', () => {
  test('fifty calls at once fetch one', async () => {
    await Promise.all(many(50, tenant.process()));
    expect(tenant.stub.issued()).toBe(1);
  });

  test('two processes that begin together fetch one', async () => {
    const [one, two] = [tenant.process(), tenant.process()];
    await Promise.all([...many(20, one), ...many(20, two)]);
    expect(tenant.stub.times('gettoken')).toBe(1);
  });

  test('a process that begins later uses the one that is stored', async () => {
    await read(tenant.process());
    await read(tenant.process());
    expect(tenant.stub.times('gettoken')).toBe(1);
  });

  test('is sealed in its row', async () => {
    const process = tenant.process();
    await read(process);
    const { value } = await rowOf(process);
    expect(value).toMatch(/^v1\./);
    expect(value).not.toContain('never-to-be-seen');
  });
});

describe('a token that ends', () => {
  test('is served while the next is fetched, five minutes before', async () => {
    const process = tenant.process(forgetful);
    await read(process);
    await forward(process, 7_200 - 200);
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    tenant.stub.on('gettoken', async () => {
      await gate;
      return { errcode: 1, errmsg: 'later' };
    });

    await read(process);
    expect(tenant.stub.heard.filter((one) => one.api === 'user/get').map((one) => one.token)).toEqual([
      tenant.stub.secrets[1],
      tenant.stub.secrets[1],
    ]);
    release();
  });

  test('is replaced ahead of its end', async () => {
    const process = tenant.process(forgetful);
    await read(process);
    await forward(process, 7_200 - 200);
    await read(process);
    await expect.poll(() => tenant.stub.issued()).toBe(2);
    await expect.poll(async () => (await rowOf(process)).refreshingUntil).toBeNull();
    await read(process);
    expect(tenant.stub.heard.at(-1)?.token).toBe(tenant.stub.secrets[2]);
  });

  test('is replaced when it has ended', async () => {
    const process = tenant.process(forgetful);
    await read(process);
    await forward(process, 7_201);
    await read(process);
    expect(tenant.stub.issued()).toBe(2);
  });
});

describe('a token that somebody else ended', () => {
  for (const errcodes of [[40014], [42001], [40001], [40014, 42001, 40001]])
    test(`(${errcodes.join(', ')}) costs fifty calls of two processes at most two fetches, and all are answered`, async () => {
      const [one, two] = [tenant.process(), tenant.process()];
      await Promise.all([read(one), read(two)]);
      for (let round = 1; round <= 4; round += 1) {
        tenant.stub.invalidate(...errcodes);
        const before = tenant.stub.times('gettoken');
        const fates = await Promise.all([...many(25, one), ...many(25, two)].map(fate));

        expect(fates.filter((each) => each !== 'fine')).toEqual([]);
        expect(tenant.stub.times('gettoken') - before).toBeLessThanOrEqual(2);
      }
    });

  test('does not throw away the newer one', async () => {
    const [one, two] = [tenant.process(), tenant.process()];
    await Promise.all([read(one), read(two)]);
    tenant.stub.invalidate();
    await read(one);
    await read(two); // still holds the old one: refused, dropped in vain, the stored one is used
    expect(tenant.stub.issued()).toBe(2);
  });
});

describe('waiting for whoever fetches', () => {
  const slow = { ...QUICK, leaderMs: 150, totalMs: 3_000 };

  test('ends in time, to be tried again', async () => {
    tenant.stub.on('gettoken', () => 'silence');
    const [one, two] = [tenant.process(slow), tenant.process(slow)];
    const leader = fate(read(one));
    await expect.poll(() => tenant.stub.times('gettoken')).toBe(1);

    for (const follower of [one, two])
      expect(await fate(read(follower))).toMatchObject({ code: 'E-WECOM-TOKEN-LATE', retry: { afterMs: 1_000 } });
    expect(await leader).toMatchObject({ code: 'E-WECOM-UNREACHABLE' });
  });

  test('is over when the fetcher dies: its lease ends', async () => {
    const process = tenant.process(slow);
    const seconds = 12;
    await process.db.withCorp(CORP, async (tx) => {
      const [{ now } = { now: new Date(0) }] = await tx.$queryRaw<{ now: Date }[]>`select qungui.clock() as now`;
      await tx.token.create({
        data: { corp: CORP, surface: 'app', refreshingUntil: new Date(now.getTime() + seconds * 1_000) },
      });
    });
    expect(await fate(read(process))).toMatchObject({ code: 'E-WECOM-TOKEN-LATE' });

    await forward(process, seconds);
    expect(await fate(read(process))).toBe('fine');
  });

  test('leaves no lease behind when the fetch fails', async () => {
    tenant.stub.on('gettoken', () => 'reset');
    const process = tenant.process();
    expect(await fate(read(process))).toMatchObject({ code: 'E-WECOM-UNREACHABLE' });
    expect((await rowOf(process)).refreshingUntil).toBeNull();
  });
});

describe('a secret that does not work', () => {
  const wrong = 'Wrong-Secret-0815-never-to-be-seen';

  test('is tried three times, then once a minute, and says so', async () => {
    const process = tenant.process(QUICK, wrong);
    for (let tries = 1; tries <= 8; tries += 1) {
      const err = await fate(read(process));
      expect(err).toMatchObject({ code: 'E-WECOM-SECRET' });
      expect((err as Error & { why: string }).why).toMatch(/errcode 40001.*reset, cut.*another corpid.*disabled/);
    }
    expect(tenant.stub.times('gettoken')).toBe(3);

    await forward(process, 30);
    await fate(read(process));
    expect(tenant.stub.times('gettoken')).toBe(3);

    await forward(process, 31);
    await fate(read(process));
    await fate(read(process));
    expect(tenant.stub.times('gettoken')).toBe(4);
    expect(tenant.lines.join()).not.toContain(wrong);
  });

  test('works again within a minute of its cure, in every process', async () => {
    const [one, two] = [tenant.process(QUICK, wrong), tenant.process()];
    for (let tries = 1; tries <= 3; tries += 1) await fate(read(one));
    expect(await fate(read(two))).toMatchObject({ code: 'E-WECOM-SECRET' });

    await forward(two, 60);
    expect(await fate(read(two))).toBe('fine');
    await expect.poll(async () => (await rowOf(two)).refusals).toBe(0);
  });

  test('is as broken when every new token is refused: two fetches, then rest', async () => {
    const process = tenant.process();
    tenant.stub.on('user/get', () => ({ errcode: 40014 }));
    for (let tries = 1; tries <= 6; tries += 1) await fate(read(process));
    expect(await fate(read(process))).toMatchObject({
      code: 'E-WECOM-SECRET',
      why: expect.stringContaining('another program with the same secret'),
    });
    expect(tenant.stub.issued()).toBe(2);

    await forward(process, 60);
    await fate(read(process));
    await fate(read(process));
    expect(tenant.stub.issued()).toBe(3);

    tenant.stub.on('user/get', () => ({ errcode: 0, userid: 'qian' }));
    await forward(process, 60);
    expect(await fate(read(process))).toBe('fine');
  });

  test('does not stop a token that still works', async () => {
    const process = tenant.process(forgetful);
    await read(process);
    await forward(process, 7_200 - 200);
    tenant.stub.on('gettoken', () => ({ errcode: 40001, errmsg: 'invalid credential' }));
    for (let tries = 1; tries <= 5; tries += 1) {
      expect(await fate(read(process))).toBe('fine');
      await expect.poll(async () => (await rowOf(process)).refreshingUntil).toBeNull();
    }
    expect(tenant.stub.times('gettoken')).toBe(1 + 3);
  });
});

test('a stored token that our keys do not open is fetched anew', async () => {
  const process = tenant.process(forgetful);
  await read(process);
  await process.db.withCorp(CORP, (tx) =>
    tx.token.updateMany({ where: { corp: CORP }, data: { value: 'v1.k9.x.y.z' } }),
  );
  expect(await fate(read(process))).toBe('fine');
  expect(tenant.stub.issued()).toBe(2);
});

test('fetches are counted with their reason', async () => {
  const process = tenant.process();
  await read(process);
  tenant.stub.invalidate();
  await read(process);
  const { values } = await process.metrics.tokenRefreshes.get();
  expect(values.map(({ labels, value }) => [labels.reason, value])).toEqual([
    ['first', 1],
    ['refused', 1],
  ]);
});
