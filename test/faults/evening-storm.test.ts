import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Small } from '../../simulator/worlds/small.ts';
import { at, openTown, type Town } from './town.ts';

let town: Town;
let world: Small;
beforeEach(async () => {
  town = await openTown({ startAt: at('19:40') });
  world = await town.settle();
});
afterEach(() => town.close());

const inbox = () => town.tenantOf(town.first).inbox('zhao.shiyong');

/** He joins under a wrong nickname when the day of telling is nearly over; WeCom refuses until late. */
async function evening(kind: number | 'http502'): Promise<void> {
  const tenant = town.tenantOf(town.first);
  const lift = town.simulator.faults.add({ api: 'message/send', kind, times: 1_000_000 });
  await tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
  await town.until(at('21:00'));
  lift();
}

describe('WeCom refuses until people are not told any more', () => {
  for (const kind of [60020, 45033])
    test(`errcode ${kind}: nothing was shown, so it waits for the morning`, async () => {
      await evening(kind);
      await town.until(at('08:29', '27'));
      const night = inbox().length;
      await town.until(at('09:15', '27'));

      expect(night).toBe(0);
      expect(inbox()).toHaveLength(1);
    });

  test('a matter that was mended overnight is not told in the morning', async () => {
    const tenant = town.tenantOf(town.first);
    await evening(60020);
    await tenant.setNickname(world.group, 'zhao.shiyong', '营销策划部-赵试用');
    await town.until(at('10:30', '27'));

    expect(inbox()).toEqual([]);
  });

  test('no answer at all (-1, 502): shown once at most, whenever that was', async () => {
    await evening('http502');
    await town.until(at('11:00', '27'));

    expect(inbox().length).toBeLessThanOrEqual(1);
    expect(town.simulator.stats().notices.doubled).toBe(0);
  });
});
