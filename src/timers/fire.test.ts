import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openTestDb } from '../../test/db.ts';
import { nowIn } from '../db/client.ts';
import { Corp } from '../ids.ts';
import { armTimer } from './arm.ts';
import { claimDueTimer, type DueTimer, renewLease, timerFired } from './claim.ts';
import { whileLeased } from './while-leased.ts';

const { db, close } = await openTestDb();
afterAll(close);

let turn = 0;
/** A corp of its own for each test: nobody else's timers are due. */
const aCorp = (): Corp => {
  turn += 1;
  return Corp.parse(`shi-${turn}`);
};
const arm = (corp: Corp, subject: string, laterMs = 0) =>
  db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await armTimer(tx, corp, { kind: 'look-group', subject, dueAt: new Date(at.getTime() + laterMs), at });
  });
const claim = async (corp: Corp): Promise<DueTimer> => {
  const timer = await db.withCorp(corp, (tx) => claimDueTimer(tx, corp));
  if (!timer) throw new TypeError('nothing was due');
  return timer;
};
const fire = (corp: Corp, { id }: DueTimer) =>
  db.withCorp(corp, async (tx) => timerFired(tx, corp, id, await nowIn(tx)));
const armed = (corp: Corp) =>
  db.withCorp(corp, (tx) => tx.timer.findMany({ where: { corp, state: 'armed' }, select: { attempts: true } }));

describe('a timer that is being fired', () => {
  test('and is wished for again meanwhile is fired once more', async () => {
    const corp = aCorp();
    await arm(corp, 'wr1');
    const timer = await claim(corp);
    await arm(corp, 'wr1');

    expect(await fire(corp, timer)).toBe('fired');
    expect(await armed(corp)).toEqual([{ attempts: 0 }]);
    expect(await fire(corp, await claim(corp))).toBe('fired');
    expect(await armed(corp)).toEqual([]);
  });

  test('waits for the later wish as long as it asks for', async () => {
    const corp = aCorp();
    await arm(corp, 'wr1');
    const timer = await claim(corp);
    await arm(corp, 'wr1', 60_000);
    await fire(corp, timer);

    expect(await db.withCorp(corp, (tx) => claimDueTimer(tx, corp))).toBeNull();
    expect(await armed(corp)).toHaveLength(1);
  });

  test('and is not wished for again is over', async () => {
    const corp = aCorp();
    await arm(corp, 'wr1');
    await arm(corp, 'wr1');
    const timer = await claim(corp);

    expect(await fire(corp, timer)).toBe('fired');
    expect(await fire(corp, timer)).toBe('gone');
    expect(await armed(corp)).toEqual([]);
  });

  test('is nobody else’s meanwhile, however often it is wished for', async () => {
    const corp = aCorp();
    await arm(corp, 'wr1');
    await claim(corp);
    await arm(corp, 'wr1');

    expect(await db.withCorp(corp, (tx) => claimDueTimer(tx, corp))).toBeNull();
  });
});

describe('a lease', () => {
  const leasedUntil = async (corp: Corp) =>
    (await db.withCorp(corp, (tx) => tx.timer.findFirstOrThrow({ where: { corp } }))).leaseUntil;

  test('is renewed by who has it, and not by who lost it to another', async () => {
    const corp = aCorp();
    await arm(corp, 'wr1');
    const timer = await claim(corp);
    const first = await leasedUntil(corp);
    await db.withCorp(corp, (tx) => renewLease(tx, corp, timer));
    const renewed = await leasedUntil(corp);
    await db.withCorp(corp, (tx) => renewLease(tx, corp, { ...timer, attempts: timer.attempts - 1 }));

    expect(renewed?.getTime()).toBeGreaterThan(first?.getTime() ?? Number.POSITIVE_INFINITY);
    expect(await leasedUntil(corp)).toEqual(renewed);
  });

  test('that was given back is not taken again by a late renewal', async () => {
    const corp = aCorp();
    await arm(corp, 'wr1');
    const timer = await claim(corp);
    await fire(corp, timer);
    await db.withCorp(corp, (tx) => renewLease(tx, corp, timer));

    expect(await leasedUntil(corp)).toBeNull();
  });

  test('is renewed while the work goes on, a failure or two notwithstanding, and so often at most', async () => {
    let renewals = 0;
    const renew = async (): Promise<void> => {
      renewals += 1;
      if (renewals < 3) throw new Error('the database is away');
    };
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const forTenTurns = () => vi.advanceTimersByTimeAsync(10).then(() => 'done');

    expect(await whileLeased({ everyMs: 1, atMost: 3, renew }, forTenTurns)).toBe('done');
    expect(renewals).toBe(3);
  });
});
