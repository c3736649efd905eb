import { readFileSync } from 'node:fs';
import { ITSELF, keepGroup } from '../../src/managed/keep-group.ts';
import { requestGroup } from '../../src/managed/request-group.ts';
import type { WantedGroup } from '../../src/managed/weigh-group.ts';
import { publishPolicy } from '../../src/review/publish-policy.ts';
import { armTimer } from '../../src/timers/arm.ts';
import { type House, openHouse } from '../house.ts';

export const START = '2026-11-26T09:30:00+08:00';

/** Policy A, in which executives' groups are kept. */
export const policyA = (): string => readFileSync('policies/chongqing-industrial.yaml', 'utf8');

/** The same, in which nobody is asked before somebody is removed; 总裁 approved that. */
export const automatic = (): string =>
  policyA().replaceAll(
    'managed: { roster: kept }',
    'managed: { roster: kept, removal: automatic, approvedBy: 总裁, approvedOn: 2026-09-01 }',
  );

/** 集团本部 with four leaders, HR and an engineer, under policy A; everybody is read. */
export async function openHeadquarters(policy = policyA()): Promise<House> {
  const house = await openHouse({ title: '示范实业', startAt: START });
  const { tenant } = house;
  await tenant.withoutCallbacks(async () => {
    await tenant.addDepartment({ id: 2, name: '集团本部' });
    await tenant.addDepartment({ id: 3, name: '总裁办', parent: 2 });
    await tenant.addDepartment({ id: 4, name: '行政人事部', parent: 2 });
    await tenant.addDepartment({ id: 8, name: '项目甲公司' });
    const staff: [string, string, number, string][] = [
      ['wang.zongcai', '王示例', 3, '总裁'],
      ['zhou.changwu', '周示例', 3, '常务副总裁'],
      ['wu.fuzong', '吴示例', 3, '分管副总'],
      ['han.fuzong', '韩示例', 3, '分管副总'],
      ['li.renshi', '李人事', 4, '人事主管'],
      ['jiang.xiangmu', '蒋项目', 8, '工程师'],
    ];
    for (const [userid, name, department, position] of staff) await tenant.hire({ userid, name, department, position });
  });
  await publishPolicy(house.deps, house.corp, policy, 'a.yaml', 'li.renshi');
  await house.sync();
  return house;
}

/** The executives' group as it is asked for: approved, looked after by 吴示例. */
export const executives = (over: Partial<WantedGroup> = {}): WantedGroup => ({
  name: '示范实业高管群',
  owner: null,
  replaces: null,
  registration: {
    kind: 'executive',
    ownerDepartment: '总裁办',
    purpose: '高管议事',
    approval: { by: '总裁', number: '示范〔2026〕1号', date: '2026-09-01' },
    filing: null,
    endsAt: null,
    admins: [
      {
        userid: 'wu.fuzong',
        appointedBy: '总裁办',
        since: new Date('2026-09-01T00:00:00+08:00'),
        until: null,
      },
    ],
  },
  ...over,
});

/** Asks for a group and has it made. */
export async function makeKept(house: House, wanted = executives()): Promise<string> {
  const { chatId } = await requestGroup(house.deps, house.corp, wanted, 'li.renshi');
  await keepGroup(house.deps, house.corp, chatId, ITSELF);
  await house.idle();
  return chatId;
}

export const membersOf = (house: House, chatId: string): string[] =>
  house.tenant
    .group(chatId)
    .members.map(({ id }) => id.toLowerCase())
    .sort();

/** Has a group looked at now, as the sweep does. */
export async function lookAt(house: House, chatId: string): Promise<void> {
  const { corp } = house;
  const at = await house.deps.clock.now();
  await house.inCorp((tx) => armTimer(tx, corp, { kind: 'look-group', subject: chatId, dueAt: at, at }));
  await house.idle();
}
