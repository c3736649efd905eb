import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stopTelling } from '../../src/cases/stop.ts';
import { registerGroup } from '../../src/groups/register.ts';
import { ITSELF, keepGroup } from '../../src/managed/keep-group.ts';
import { requestGroup } from '../../src/managed/request-group.ts';
import { publishPolicy } from '../../src/review/publish-policy.ts';
import {
  automatic,
  executives,
  lookAt,
  makeKept,
  membersOf,
  openHeadquarters,
  policyA,
} from '../builders/kept-group.ts';
import type { House } from '../house.ts';

const LEADERS = ['han.fuzong', 'wang.zongcai', 'wu.fuzong', 'zhou.changwu'];

let house: House;
const open = async (policy = policyA()): Promise<void> => {
  house = await openHeadquarters(policy);
};
afterEach(() => house.close());

const rowsOf = (chatId: string, what: string) =>
  house.inCorp((tx) => tx.managedChange.findMany({ where: { chatId, what }, orderBy: { plannedAt: 'asc' } }));
const inbox = (userid: string) => house.tenant.inbox(userid).map((item) => item.text);
/** Who was a leader is one no more. */
const moveAway = async (userid: string): Promise<void> => {
  await house.tenant.moveDepartment(userid, [8]);
  house.tenant.setProfile(userid, { position: '顾问' });
  await house.sync();
};
const deputy = (userid: string) =>
  house.tenant.hire({ userid, name: `副总${userid.slice(-1)}`, department: 3, position: '分管副总' });

describe('what WeCom does not do', () => {
  beforeEach(() => open());

  test('a call without an answer is settled by reading, and is not made again', async () => {
    const chatId = await makeKept(house);
    house.simulator.faults.add({ api: 'appchat/update', kind: 'broken-json', times: 1 });
    await deputy('zheng.fuzong');
    await house.until('2026-11-26T09:50:00+08:00');

    expect(membersOf(house, chatId)).toContain('zheng.fuzong');
    expect((await rowsOf(chatId, 'add')).filter(({ target }) => target === 'zheng.fuzong')).toMatchObject([
      { state: 'done' },
    ]);
    expect(house.tenant.stats().api['appchat/update']?.calls).toBe(1);
  });

  test('a group whose making nobody answered is there once', async () => {
    house.simulator.faults.add({ api: 'appchat/create', kind: 'broken-json', times: 1 });
    const { chatId } = await requestGroup(house.deps, house.corp, executives(), 'li.renshi');
    await expect(keepGroup(house.deps, house.corp, chatId, ITSELF)).rejects.toMatchObject({
      code: 'E-WECOM-UNREACHABLE',
    });
    await house.until('2026-11-26T09:50:00+08:00');

    expect(membersOf(house, chatId)).toEqual(LEADERS);
    expect(house.tenant.stats().api['appchat/create']?.calls).toBe(1);
  });

  test('one who cannot be added does not keep the others out, and is not tried again all day', async () => {
    const chatId = await makeKept(house);
    await deputy('zheng.fuzong');
    await deputy('ling.fuzong');
    house.tenant.refuseInAppchat('ling.fuzong');
    await house.until('2026-11-26T12:00:00+08:00');

    expect(membersOf(house, chatId)).toEqual([...LEADERS, 'zheng.fuzong'].sort());
    const rows = (await rowsOf(chatId, 'add')).filter(({ target }) => target === 'ling.fuzong');
    expect(rows).toMatchObject([{ state: 'refused', errcode: 86216 }]);
    const told = (await house.openCases()).filter(({ rule }) => rule === 'managed/refused');
    expect(told).toMatchObject([{ says: 'add', subject: 'member:ling.fuzong', state: 'escalated' }]);
  });

  test('the limit of changes an hour is waited for', async () => {
    const chatId = await makeKept(house);
    house.tenant.setLimits({ appchatUpdatesPerHour: 0 });
    await deputy('zheng.fuzong');
    await house.until('2026-11-26T09:33:00+08:00');
    expect(membersOf(house, chatId)).toEqual(LEADERS);

    house.tenant.setLimits({ appchatUpdatesPerHour: 1_000 });
    await house.until('2026-11-26T09:36:00+08:00');
    expect(membersOf(house, chatId)).toContain('zheng.fuzong');
  });

  test('our own count of an hour holds a change back before WeCom is asked', async () => {
    const chatId = await makeKept(house);
    await house.inCorp(
      (tx) => tx.$executeRaw`
      insert into qungui.managed_change (corp, id, chat_id, what, target, why, state, call, planned_by, planned_at, began_at, ended_at)
      select ${house.corp}, gen_random_uuid(), 'elsewhere', 'add', 'p' || n, 'test', 'done', gen_random_uuid(), 'test', qungui.clock(), qungui.clock(), qungui.clock()
      from generate_series(1, 980) n`,
    );
    await house.tenant.rename(chatId, '快乐大本营');

    await expect(keepGroup(house.deps, house.corp, chatId, ITSELF)).rejects.toMatchObject({ code: 'E-WECOM-PACE' });
    expect(house.tenant.stats().api['appchat/update']).toBeUndefined();
    await house.setClock('2026-11-26T10:31:00+08:00');
    expect(await keepGroup(house.deps, house.corp, chatId, ITSELF)).toMatchObject({ state: 'kept' });
  });

  test('while another process is at work on it, nothing is done', async () => {
    const chatId = await makeKept(house);
    await house.inCorp(
      (tx) => tx.$executeRaw`
      update qungui.managed_group set lease_until = qungui.clock() + interval '1 minute' where chat_id = ${chatId}`,
    );

    expect(await keepGroup(house.deps, house.corp, chatId, ITSELF)).toMatchObject({ state: 'busy', done: [] });
  });

  test('what a person stopped is not kept', async () => {
    const chatId = await makeKept(house);
    await stopTelling(house.deps, house.corp, {
      target: 'kind',
      name: 'executive',
      by: 'li.renshi',
      reason: '核对中',
    });
    await deputy('zheng.fuzong');
    await house.until('2026-11-26T09:50:00+08:00');

    expect(membersOf(house, chatId)).toEqual(LEADERS);
  });
});

describe('where somebody approved that nobody is asked', () => {
  beforeEach(() => open(automatic()));

  test('who moved is removed; who was added by hand is asked about for a day first', async () => {
    const chatId = await makeKept(house);
    await house.until('2026-11-27T09:45:00+08:00');
    await moveAway('han.fuzong');
    await house.until('2026-11-27T10:00:00+08:00');
    expect(membersOf(house, chatId)).not.toContain('han.fuzong');

    await house.tenant.join(chatId, 'jiang.xiangmu');
    await lookAt(house, chatId);
    await house.until('2026-11-28T09:00:00+08:00');
    expect(membersOf(house, chatId)).toContain('jiang.xiangmu');
    expect(inbox('wu.fuzong')).toEqual([expect.stringContaining('蒋项目 是手工加入的')]);
    await house.until('2026-11-28T11:00:00+08:00');
    expect(membersOf(house, chatId)).not.toContain('jiang.xiangmu');
  });
});

describe('a rule that removes people by itself', () => {
  beforeEach(() => open(automatic()));
  const publish = (policy: string) => publishPolicy(house.deps, house.corp, policy, 'a.yaml', 'li.renshi');

  test('only asks in its first day; a leaver of the company goes all the same', async () => {
    const chatId = await makeKept(house);
    await moveAway('han.fuzong');
    await house.tenant.withoutCallbacks(() => house.tenant.dismissPerson('zhou.changwu'));
    await house.sync();
    await house.until('2026-11-27T09:00:00+08:00');
    expect(membersOf(house, chatId)).toContain('han.fuzong');
    expect(membersOf(house, chatId)).not.toContain('zhou.changwu');
    expect(inbox('wu.fuzong').join()).toContain('韩示例');

    await house.until('2026-11-27T10:30:00+08:00');
    expect(membersOf(house, chatId)).not.toContain('han.fuzong');
  });

  test('is young again when what says who belongs changed, and not when anything else did', async () => {
    const chatId = await makeKept(house);
    await house.until('2026-11-27T10:00:00+08:00');
    await publish(automatic().replace('grace: 2 working days', 'grace: 3 working days'));
    await moveAway('han.fuzong');
    await house.until('2026-11-27T10:15:00+08:00');
    expect(membersOf(house, chatId)).not.toContain('han.fuzong');

    await publish(automatic().replace('approvedOn: 2026-09-01', 'approvedOn: 2026-11-27'));
    await moveAway('zhou.changwu');
    await house.until('2026-11-28T10:00:00+08:00');
    expect(membersOf(house, chatId)).toContain('zhou.changwu');
    await house.until('2026-11-28T10:40:00+08:00');
    expect(membersOf(house, chatId)).not.toContain('zhou.changwu');
  });
});

describe('a group made by hand before', () => {
  beforeEach(() => open());

  test('is to be closed when the new one is there; its keeper’s word closes the task', async () => {
    await registerGroup(
      house.deps,
      house.corp,
      { ...executives().registration, chatId: 'old-executives', reach: 'internal' },
      'li.renshi',
    );
    await makeKept(house, executives({ replaces: 'old-executives' }));
    await house.until('2026-11-26T09:45:00+08:00');
    expect(inbox('wu.fuzong')).toEqual([expect.stringContaining('新群「示范实业高管群」已建好')]);

    await house.tenant.press('wu.fuzong', /旧群请停用/, '已处理');
    await house.until('2026-11-26T10:00:00+08:00');

    const cases = (await house.allCases()).filter(({ rule }) => rule === 'managed/predecessor');
    expect(cases.map(({ closedBecause }) => closedBecause)).toEqual(['fixed']);
    const old = await house.inCorp((tx) => tx.chatGroup.findFirst({ where: { chatId: 'old-executives' } }));
    expect(old?.dissolvedAt).not.toBeNull();
  });
});
