import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../../test/house.ts';
import { newId } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';
import { backlogOf, measureBacklog } from './measure-backlog.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-24T09:00:00+08:00' });
}, 60_000);
afterAll(() => house.close());

const HALF_AN_HOUR_MS = 1_800_000;

test('what is due waits, what is not due yet does not, and a corp with nothing to do says zero', async () => {
  await house.inCorp((tx) => tx.timer.deleteMany({ where: { corp: house.corp } }));
  const none = await house.inCorp((tx) => backlogOf(tx, house.corp));
  const at = await house.deps.clock.now();
  const dueIn = (ms: number, subject: string) =>
    house.inCorp((tx) =>
      armTimer(tx, house.corp, { kind: 'look-group', subject, dueAt: new Date(at.getTime() + ms), at }),
    );
  await dueIn(-HALF_AN_HOUR_MS, newId());
  await dueIn(HALF_AN_HOUR_MS, newId());
  await measureBacklog(house.deps);
  const text = await house.deps.metrics.registry.metrics();
  const [, oldest = ''] = /qungui_waiting_oldest_seconds\{corp="shifan",what="timers"\} (\S+)/.exec(text) ?? [];

  expect(none.map(({ what, waiting, oldestSeconds, parked }) => [what, waiting, oldestSeconds, parked]).sort()).toEqual(
    [
      ['appeals', 0, 0, 0],
      ['callbacks', 0, 0, 0],
      ['notices', 0, 0, 0],
      ['reports', 0, 0, 0],
      ['timers', 0, 0, 0],
    ],
  );
  expect(text).toContain('qungui_waiting{corp="shifan",what="timers"} 1');
  expect(Math.round(Number(oldest) / 60)).toBe(30);
  expect(text).toContain('qungui_database_up 1');
});
