import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Small } from '../../simulator/worlds/small.ts';
import { registerGroup } from '../../src/groups/register.ts';
import type { House } from '../house.ts';
import { openSmallHouse } from '../small-house.ts';

const uses = `
  one-group-each:
    rule: set/one-of-a-set
    clause: 第六条
    kinds: [marketing]
    level: observe
    settings: { who: { everyone: true, not: { department: 营销策划部 } } }
  one-per-department:
    rule: set/one-group-per-unit
    clause: 第六条
    kinds: [marketing]
    level: observe
`;
const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8')
  .replace(/^rules:\n/m, `rules:${uses}`)
  .replace('[marketing-joined-by,', '[marketing-joined-by, one-group-each, one-per-department,');
const at = (time: string): string => `2026-11-26T${time}:00+08:00`;

let house: House;
let world: Small;
let customer: string;
let second: string;
beforeEach(async () => {
  ({ house, world } = await openSmallHouse({ startAt: at('09:30'), policy }));
  customer = house.tenant.addExternal({ name: '客户甲' });
  await house.tenant.withoutCallbacks(() => house.tenant.addContact('qian.xiaoshou', customer));
  await house.until(at('10:00'));
  await house.tenant.join(world.group, customer, { inviter: 'sun.jingli' });
  await house.until(at('10:30'));
  second = await house.tenant.createGroup({ name: '示范花园二群', owner: 'sun.jingli', members: ['qian.xiaoshou'] });
  await house.until(at('11:00'));
  const [line] = world.registrations;
  if (!line) throw new RangeError('the world registers no group');
  await registerGroup(house.deps, house.corp, { ...line, chatId: second }, 'li.renshi');
  await house.until(at('11:30'));
});
afterEach(() => house.close());

const found = async (): Promise<string[]> => {
  const rows = await house.openCases();
  return rows
    .filter(({ rule }) => rule.startsWith('set/'))
    .map(({ chatId, says, subject }) => `${says} ${subject} in ${chatId === second ? 'the second' : 'the first'}`);
};
const tooMany = 'one-too-many group in the second';

test('who is in two groups of a set is the matter of the second, until he leaves the first', async () => {
  expect(await found()).toEqual([tooMany]);

  await house.tenant.join(second, customer, { inviter: 'sun.jingli' });
  await house.until(at('12:00'));
  expect(await found()).toEqual([tooMany, `in-several member:${customer} in the second`]);

  await house.tenant.leave(world.group, customer);
  await house.until(at('12:30'));
  expect(await found()).toEqual([tooMany]);
});

test('the second group of a department has its place when the first is dismissed', async () => {
  await house.tenant.dismiss(world.group);
  await house.until(at('12:00'));

  expect(await found()).toEqual([]);
});
