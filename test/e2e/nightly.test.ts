import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { settleSmall } from '../../simulator/worlds/small.ts';
import { type House, openHouse } from '../house.ts';

const policyA = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
const GROUPS = 12;

let house: House;
let groups: string[];
beforeEach(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-26T09:30:00+08:00' });
  const { tenant } = house;
  const small = await settleSmall(tenant);
  const others: string[] = [];
  await tenant.withoutCallbacks(async () => {
    for (let number = 1; number < GROUPS; number += 1) {
      const group = await tenant.createGroup({ name: `样本项目${number}`, owner: 'sun.jingli', members: [] });
      await tenant.setNickname(group, 'sun.jingli', '营销策划部-孙示例');
      others.push(group);
    }
  });
  const [line] = small.registrations;
  if (!line) throw new TypeError('the small company has one group');
  const relations = ['li.renshi', 'sun.jingli', 'qian.xiaoshou', 'zhao.shiyong'].map((userid) => ({
    userid,
    relation: 'regular' as const,
  }));
  const world = { ...small, relations, registrations: [line, ...others.map((chatId) => ({ ...line, chatId }))] };
  groups = [small.group, ...others];
  await moveIn(house.deps, house.corp, world, policyA, 'li.renshi', house.idle);
  await house.until('2026-11-26T09:35:00+08:00'); // a customer was read, and a minute later the group with him
});
afterEach(() => house.close());

/** Calls of an API, without those that only learned that a token had ended (42001). */
function callsTo(path: string): number {
  const { calls = 0, errors = {} } = house.simulator.stats().api[`externalcontact/groupchat/${path}`] ?? {};
  return calls - (errors['42001'] ?? 0);
}
const gets = (): number => callsTo('get');
const lists = (): number => callsTo('list');

describe('a resync', () => {
  test('of a quiet corp costs its list pages, and no group is read', async () => {
    const before = { gets: gets(), lists: lists() };

    await house.sync();

    expect(lists() - before.lists).toBe(1);
    expect(gets() - before.gets).toBe(0);
  });

  test('reads a group with an open case, and one that is no longer listed', async () => {
    const [first = '', second = ''] = groups;
    await house.tenant.join(first, 'zhao.shiyong', { inviter: 'sun.jingli' });
    await house.tenant.setNickname(first, 'zhao.shiyong', '小太阳');
    await house.until('2026-11-26T09:40:00+08:00');
    house.simulator.faults.add({ callback: 'app', kind: 'lost', times: 1 });
    await house.tenant.dismiss(second);
    const before = gets();

    await house.sync();

    expect(gets() - before).toBe(2);
    const gone = await house.inCorp((tx) => tx.chatGroup.findMany({ where: { dissolvedAt: { not: null } } }));
    expect(gone.map((row) => row.chatId)).toEqual([second]);
  });

  test('of a group that had an event was paid for when it came: a get after two seconds and one when WeCom has settled; the resync costs none', async () => {
    const [first = ''] = groups;
    const before = gets();
    await house.tenant.rename(first, '样本新名');
    await house.until('2026-11-26T09:50:00+08:00');
    expect(gets() - before).toBe(2);

    await house.sync();

    expect(gets() - before).toBe(2);
  });

  test('every group is read again within the days of the sweep', async () => {
    await house.until('2026-11-26T10:00:00+08:00');
    const before = gets();

    await house.until('2026-11-30T09:00:00+08:00');

    expect(gets() - before).toBe(GROUPS);
  });
});

describe('what the night finds in the rows', () => {
  test('is read before anybody hears of it: a renamed person is found out in all his groups, at a get each', async () => {
    const before = gets();
    house.tenant.setProfile('sun.jingli', { name: '孙改名' });

    await house.sync();

    const cases = await house.openCases();
    expect(cases.map((row) => row.rule)).toEqual(Array.from({ length: GROUPS }, () => 'naming/nickname'));
    expect(gets() - before).toBe(GROUPS);
  });

  test('accuses nobody of what he has put right meanwhile: nicknames have no event', async () => {
    house.tenant.setProfile('sun.jingli', { name: '孙改名' });
    for (const group of groups) await house.tenant.setNickname(group, 'sun.jingli', '营销策划部-孙改名');

    await house.sync();

    expect(await house.allCases()).toEqual([]);
    expect(house.tenant.inbox('sun.jingli')).toEqual([]);
  });

  test('is nothing where everything is as it was: no record is written', async () => {
    const records = () => house.inCorp((tx) => tx.auditRecord.count());
    await house.sync();
    const before = await records();

    await house.sync();

    expect(await records()).toBe(before);
  });

  test('is not kept back by a group that cannot be judged: that one becomes a gap, the others are judged', async () => {
    const [broken = '', ...others] = groups;
    await house.inCorp(
      (tx) => tx.$executeRaw`update qungui.register_entry set approval = '{"by": 7}' where chat_id = ${broken}`,
    );
    house.tenant.setProfile('sun.jingli', { name: '孙改名' });

    await house.sync();
    await house.until('2026-11-26T11:30:00+08:00');

    const named = (await house.openCases()).filter((row) => row.rule === 'naming/nickname');
    expect(new Set(named.map((row) => row.chatId))).toEqual(new Set(others));
    const gaps = await house.inCorp((tx) => tx.coverage.findMany({ where: { until: null, verdict: 'data-gap' } }));
    expect(new Set(gaps.map((row) => row.chatId))).toEqual(new Set([broken]));
  });
});
