import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDb } from '../../src/db/client.ts';
import { at, openTown, type Town } from './town.ts';
import { openTraffic, type Traffic } from './traffic.ts';

let town: Town;
let traffic: Traffic;
beforeAll(async () => {
  town = await openTown({ startAt: at('09:00') });
  traffic = await openTraffic(town, await town.settle());
  for (const userid of traffic.people.slice(0, 5))
    for (const chatId of traffic.groups) {
      await traffic.tenant.join(chatId, userid, { inviter: 'sun.jingli' });
      await traffic.tenant.setNickname(chatId, userid, '小太阳');
    }
  await town.until(at('10:00'));
});
afterAll(() => town.close());

const shownTo = (userid: string, since: string): number =>
  traffic.tenant.inbox(userid).filter((item) => item.at >= new Date(since)).length;
const everybody = () => [...traffic.people, 'sun.jingli', 'li.renshi', 'qian.xiaoshou'];

/** Timers that ended before they were due. */
const early = () =>
  town.inCorp(
    town.first,
    (tx) => tx.$queryRaw<unknown[]>`select kind from qungui.timer where state = 'fired' and ended_at < due_at`,
  );

describe('a clock that jumps', () => {
  test('three days forward, over a weekend: one digest, and nobody is flooded', async () => {
    await town.setClock(at('10:00', '30'));
    await town.until(at('11:00', '30'));

    for (const userid of everybody()) expect(shownTo(userid, at('09:59', '30')), userid).toBeLessThanOrEqual(3);
    const digests = traffic.tenant
      .inbox('li.renshi')
      .filter((item) => item.text.includes('日报') && item.at >= new Date(at('09:59', '30')));
    expect(digests).toHaveLength(1);
    expect(await early()).toEqual([]);
  });

  test('into the night: nobody hears anything before the morning', async () => {
    await town.setClock('2026-12-01T23:30:00+08:00');
    await traffic.step();
    await town.until('2026-12-02T08:29:00+08:00');

    for (const userid of everybody()) expect(shownTo(userid, '2026-12-01T20:00:00+08:00'), userid).toBe(0);
  });

  test('an hour back: nothing fires early or twice, and work goes on', async () => {
    await town.until('2026-12-02T09:30:00+08:00');
    await town.setClock('2026-12-02T08:40:00+08:00');
    for (let number = 0; number < 5; number += 1) await traffic.step();
    await town.until('2026-12-02T10:30:00+08:00');

    expect(await early()).toEqual([]);
    expect(traffic.tenant.stats().notices.doubled).toBe(0);
    await traffic.expectWhole();
  });
});

test('a process that was not started movable refuses a moved clock, for reading and for working', async () => {
  const fixed = openDb(town.database.appUrl, 'fixed', 2);
  await expect(fixed.clock.now()).rejects.toThrow(/moved/);
  await expect(
    fixed.withCorp(town.first, (tx) => tx.$queryRaw`select qungui.move_clock(interval '1 hour')::text`),
  ).rejects.toThrow(/movable/);
  await fixed.close();
});
