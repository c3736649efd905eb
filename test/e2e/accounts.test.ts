import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { type Small, settleSmall } from '../../simulator/worlds/small.ts';
import { registration } from '../../simulator/worlds/world.ts';
import { registerGroup } from '../../src/groups/register.ts';
import { type House, openHouse } from '../house.ts';

const policyA = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
const at = (time: string): string => `2026-11-26T${time}:00+08:00`;

let house: House;
let world: Small;
beforeEach(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-20T09:30:00+08:00' });
  world = await settleSmall(house.tenant);
});
afterEach(() => house.close());

const moveAllIn = () => moveIn(house.deps, house.corp, world, policyA, 'li.renshi', house.idle);
const inbox = (userid: string): string =>
  house.tenant
    .inbox(userid)
    .map((item) => item.text)
    .join('\n');
const about = async (rule: string) =>
  (await house.allCases())
    .filter((row) => row.rule === rule)
    .map(({ says, subject, held, closedAt }) => ({
      says,
      subject,
      held,
      state: closedAt ? 'closed' : 'open',
    }));

test('who left before anybody looked is one task for HR, of no base line; it closes when the account is out', async () => {
  await house.tenant.withoutCallbacks(() => house.tenant.dismissPerson('qian.xiaoshou'));
  await house.setClock(at('08:50'));
  await moveAllIn();
  const task = { says: 'unknown-accounts', subject: 'group', held: null };
  expect(await about('membership/leaver-inside')).toEqual([{ ...task, state: 'open' }]);

  await house.until(at('09:10'));
  expect(inbox('li.renshi')).toContain('本群有 1 个账号在通讯录里查不到');

  await house.tenant.removeMember(world.group, 'qian.xiaoshou');
  await house.until(at('09:20'));
  expect(await about('membership/leaver-inside')).toEqual([{ ...task, state: 'closed' }]);
});

test('a reused userid in an app’s group is its new holder’s: nobody is asked to remove him', async () => {
  const managed = await house.tenant.createManagedGroup({
    name: '示范部门群',
    owner: 'sun.jingli',
    members: ['qian.xiaoshou', 'zhao.shiyong'],
  });
  await house.setClock(at('09:30'));
  await moveAllIn();
  const line = { chatId: managed, reach: 'managed', kind: 'headquarters', ownerDepartment: '营销策划部' } as const;
  await registerGroup(house.deps, house.corp, registration({ ...line, purpose: '通知' }, []), 'li.renshi');
  await house.until(at('09:35'));
  await house.tenant.dismissPerson('qian.xiaoshou');
  await house.until(at('09:45'));
  const left = { says: 'left', subject: 'member:qian.xiaoshou', held: null };
  expect(await about('membership/leaver-inside')).toEqual(expect.arrayContaining([{ ...left, state: 'open' }]));

  await house.tenant.hire({ userid: 'qian.xiaoshou', name: '钱新人', department: 5, position: '营销策划' });
  await house.until(at('10:00'));
  const stays = await house.inCorp((tx) =>
    tx.membership.findMany({
      where: { corp: house.corp, chatId: managed, memberId: 'qian.xiaoshou' },
      orderBy: { since: 'asc' },
    }),
  );
  expect(stays.map(({ until }) => until === null)).toEqual([false, true]);
  expect(new Set(stays.map(({ personId }) => personId)).size).toBe(2);
  const rows = (await house.allCases()).filter((row) => row.chatId === managed);
  const leavers = rows.filter(({ rule }) => rule === 'membership/leaver-inside');
  expect(leavers.map(({ says, closedAt }) => [says, closedAt !== null])).toEqual([['left', true]]);
  expect(inbox('sun.jingli') + inbox('li.renshi')).not.toContain('钱新人 使用');
});

test('whose relation nobody has said is not checkable and not reminded; HR’s digest says it once', async () => {
  await house.setClock(at('08:50'));
  await moveIn(house.deps, house.corp, world, `${policyA}\nrelations: []\n`, 'li.renshi', house.idle);
  await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await house.tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
  await house.until(at('09:10'));
  const where = { corp: house.corp, chatId: world.group, rule: 'nickname', until: null };
  const [row] = await house.inCorp((tx) => tx.coverage.findMany({ where }));
  expect(row).toMatchObject({ verdict: 'partly', reason: 'relation-unknown' });
  expect(house.tenant.inbox('zhao.shiyong')).toEqual([]);
  expect(inbox('li.renshi')).toContain('4 人与公司的关系');

  await house.setClock('2026-11-27T09:04:00+08:00');
  await house.until('2026-11-27T09:06:00+08:00');
  expect(inbox('li.renshi').split('人与公司的关系')).toHaveLength(2);
});
