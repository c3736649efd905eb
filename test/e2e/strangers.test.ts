import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { type Small, settleSmall } from '../../simulator/worlds/small.ts';
import { type House, openHouse } from '../house.ts';

const policyA = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
const at = (time: string): string => `2026-11-26T${time}:00+08:00`;

let house: House;
let world: Small;
beforeEach(async () => {
  house = await openHouse({ title: '示范实业', startAt: at('09:30') });
  world = await settleSmall(house.tenant);
});
afterEach(() => house.close());

const moveAllIn = () => moveIn(house.deps, house.corp, world, policyA, 'li.renshi', house.idle);
const coverage = async (rule: string) => {
  const where = { corp: house.corp, chatId: world.group, rule, until: null };
  const [row] = await house.inCorp((tx) => tx.coverage.findMany({ where }));
  return `${row?.verdict} ${row?.reason}`;
};
const asked = (kind: string, subject: string) =>
  house.inCorp((tx) => tx.timer.count({ where: { corp: house.corp, kind, subject } }));

describe('while the directory was never read', () => {
  test('nobody is judged by departments that are not known, and every rule about people says so', async () => {
    house.simulator.faults.add({ api: 'department/list', kind: 60011, times: 1_000 });
    await moveAllIn();
    await house.until(at('09:45'));

    expect(await house.allCases()).toEqual([]);
    expect(await coverage('marketing-allowed')).toBe('not-checkable never-fetched');
    expect(await coverage('nickname')).toBe('not-checkable never-fetched');
  });
});

describe('a colleague whom the directory does not show', () => {
  beforeEach(async () => {
    await house.tenant.withoutCallbacks(() => house.tenant.dismissPerson('qian.xiaoshou'));
    await moveAllIn();
    await house.until(at('11:30'));
  });

  test('is asked for once, not for ever', async () => expect(await asked('look-person', 'qian.xiaoshou')).toBe(1));

  test('leaves the rules about him partly checked, never fine', async () => {
    expect(await coverage('leaver')).toBe('partly never-fetched');
    expect(await house.openCases()).toEqual([]);
  });
});

describe('an external person', () => {
  const join = async (follower: string | null) => {
    const id = house.tenant.addExternal({ name: '周外司', app: 'wecom', corpName: '样本科技' });
    if (follower) await house.tenant.withoutCallbacks(() => house.tenant.addContact(follower, id));
    await house.tenant.join(world.group, id, { inviter: 'sun.jingli' });
    await house.until(at('10:00'));
    return id;
  };

  test('of another company is read when he joins, and the admin is asked about him', async () => {
    await moveAllIn();
    await house.until(at('09:45'));
    const id = await join('qian.xiaoshou');

    expect((await house.openCases()).map((row) => `${row.says} ${row.subject}`)).toEqual([
      `other-company member:${id}`,
    ]);
    expect(await coverage('marketing-allowed')).toBe('checked null');
  });

  test('who is in no group of ours is not read, whoever adds him', async () => {
    await moveAllIn();
    const id = house.tenant.addExternal({ name: '周外司' });
    await house.tenant.addContact('qian.xiaoshou', id);
    await house.until(at('10:00'));

    expect(await asked('look-contact', id)).toBe(0);
  });

  test('whom no employee has added is not checkable, until one has', async () => {
    await moveAllIn();
    await house.until(at('09:45'));
    const id = await join(null);
    expect(await coverage('marketing-allowed')).toBe('partly no-contact-record');
    expect(await house.openCases()).toEqual([]);

    await house.tenant.addContact('qian.xiaoshou', id);
    await house.until(at('10:10'));

    expect(await coverage('marketing-allowed')).toBe('checked null');
    expect((await house.openCases()).map((row) => row.says)).toEqual(['other-company']);
  });

  test('who was there before the policy is of the base line, though it took time to read him', async () => {
    await house.setClock('2026-08-03T10:00:00+08:00');
    const id = house.tenant.addExternal({ name: '周外司', app: 'wecom', corpName: '样本科技' });
    await house.tenant.withoutCallbacks(async () => {
      await house.tenant.addContact('qian.xiaoshou', id);
      world = {
        ...world,
        group: await house.tenant.createGroup({ name: '示范老群', owner: 'sun.jingli', members: [id] }),
      };
    });
    await house.setClock(at('09:30'));
    world = { ...world, registrations: world.registrations.map((line) => ({ ...line, chatId: world.group })) };
    await moveAllIn();
    await house.until(at('11:00'));

    expect((await house.openCases()).filter((row) => row.says === 'other-company').map((row) => row.held)).toEqual([
      'baseline',
    ]);
    expect(house.tenant.inbox('sun.jingli')).toEqual([]);
  });
});
