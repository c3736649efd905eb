import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Small } from '../../simulator/worlds/small.ts';
import { at, openTown, type Town } from './town.ts';

let town: Town;
let world: Small;
beforeAll(async () => {
  town = await openTown();
  world = await town.settle();
});
afterAll(() => town.close());

test('no group can be read when a grace ends: the second reminder comes all the same', async () => {
  const tenant = town.tenantOf(town.first);
  await tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
  await town.until(at('09:40'));
  const lift = town.simulator.faults.add({ api: 'externalcontact/groupchat/get', kind: -1, times: 1_000_000 });
  await town.setClock(at('09:35', '30'));
  await town.until(at('09:50', '30'));
  lift();
  const during = tenant.inbox('zhao.shiyong').length;
  await town.until(at('11:00', '30'));

  expect(during).toBe(1);
  expect(tenant.inbox('zhao.shiyong')).toHaveLength(2);
});
