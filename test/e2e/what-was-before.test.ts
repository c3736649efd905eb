import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Small } from '../../simulator/worlds/small.ts';
import type { House } from '../house.ts';
import { openSmallHouse } from '../small-house.ts';

const use = (rule: string, settings: string): string => `
  try-${rule.split('/')[1]}:
    rule: ${rule}
    clause: 第六条
    kinds: [marketing]
    level: observe
    settings: ${settings}
`;
const tried: Readonly<Record<string, string>> = {
  'membership/returned': '{ days: for-ever, unless: readmitted }',
  'membership/left-alone': '{ who: { department: 营销策划部 } }',
  'membership/mover-inside': '{ allowed: [{ department: 营销策划部 }], graceDays: 1 }',
  'naming/renamed': '{}',
  'naming/nickname-kept': '{}',
  'register/announcement': '{ points: [昵称格式], graceDays: 0 }',
};
const names = Object.keys(tried).map((rule) => `try-${rule.split('/')[1]}`);
const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8')
  .replace(
    /^rules:\n/m,
    `rules:${Object.entries(tried)
      .map(([rule, settings]) => use(rule, settings))
      .join('')}`,
  )
  .replace('[marketing-joined-by,', `[marketing-joined-by, ${names.join(', ')},`);
const at = (day: string, time: string): string => `2026-11-${day}T${time}:00+08:00`;

let house: House;
let world: Small;
let customer: string;
beforeAll(async () => {
  ({ house, world } = await openSmallHouse({ startAt: at('25', '09:30'), policy }));
  customer = house.tenant.addExternal({ name: '客户甲' });
  await house.tenant.withoutCallbacks(() => house.tenant.addContact('qian.xiaoshou', customer));
  await house.tenant.join(world.group, [customer, 'zhao.shiyong'], { inviter: 'sun.jingli' });
  await house.tenant.setNickname(world.group, 'zhao.shiyong', '营销策划部-赵试用');
  await house.until(at('25', '10:00'));
});
afterAll(() => house.close());

const found = async (rule: string): Promise<string[]> => {
  const rows = await house.openCases();
  return rows
    .filter((row) => row.rule === rule)
    .map(({ nature, says, subject }) => `${nature} ${says} ${subject.split(':')[0]}`);
};

test('an announcement is missed, read by nobody, and confirmed', async () => {
  expect(await found('register/announcement')).toEqual(['breach no-announcement group']);

  await house.tenant.changeNotice(world.group, '请按格式改昵称');
  await house.until(at('25', '10:10'));
  expect(await found('register/announcement')).toEqual(['task not-read group']);
});

test('who was removed is back, and not by an admin', async () => {
  await house.tenant.removeMember(world.group, customer);
  await house.until(at('25', '10:30'));
  await house.tenant.join(world.group, customer, { inviter: 'qian.xiaoshou' });
  await house.until(at('25', '11:00'));

  expect(await found('membership/returned')).toEqual(['breach returned member']);
});

test('a colleague who leaves by himself is asked about, until he is back', async () => {
  await house.tenant.leave(world.group, 'zhao.shiyong');
  await house.until(at('25', '11:10'));
  expect(await found('membership/left-alone')).toEqual(['breach left person']);

  await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await house.until(at('25', '11:20'));
  expect(await found('membership/left-alone')).toEqual([]);
});

test('a nickname that was right is changed, and a name of the group', async () => {
  await house.tenant.setNickname(world.group, 'qian.xiaoshou', '钱老板');
  await house.tenant.rename(world.group, '花园摸鱼群');
  await house.until(at('25', '11:40'));
  expect(await found('naming/nickname-kept')).toEqual(['breach changed-often member']);
  expect(await found('naming/renamed')).toEqual([]);

  await house.until(at('26', '09:00'));
  expect(await found('naming/renamed')).toEqual(['task renamed group']);
});

test('who moved to another department is a task, and a breach the day after', async () => {
  await house.tenant.moveDepartment('qian.xiaoshou', 4);
  await house.until(at('26', '10:00'));
  expect(await found('membership/mover-inside')).toEqual(['task moved member']);

  await house.until(at('27', '11:00'));
  expect(await found('membership/mover-inside')).toEqual(['breach overdue member']);
});
