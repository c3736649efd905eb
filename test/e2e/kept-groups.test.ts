import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ITSELF, keepGroup } from '../../src/managed/keep-group.ts';
import { requestGroup } from '../../src/managed/request-group.ts';
import { executives, lookAt, makeKept, membersOf, openHeadquarters } from '../builders/kept-group.ts';
import type { House } from '../house.ts';

const LEADERS = ['han.fuzong', 'wang.zongcai', 'wu.fuzong', 'zhou.changwu'];

let house: House;
beforeEach(async () => {
  house = await openHeadquarters();
});
afterEach(() => house.close());

const inbox = (userid: string) => house.tenant.inbox(userid).map((item) => item.text);
const changes = (chatId: string) =>
  house.inCorp((tx) =>
    tx.managedChange.findMany({ where: { chatId }, orderBy: [{ plannedAt: 'asc' }, { target: 'asc' }] }),
  );

describe('a group that the service makes', () => {
  test('has exactly its roster and its owner, and is in the register', async () => {
    const chatId = await makeKept(house);

    expect(membersOf(house, chatId)).toEqual(LEADERS);
    expect(house.tenant.group(chatId)).toMatchObject({ name: '示范实业高管群', owner: 'wu.fuzong' });
    const entry = await house.inCorp((tx) => tx.registerEntry.findFirst({ where: { chatId, until: null } }));
    expect(entry).toMatchObject({ kind: 'executive', setBy: 'li.renshi' });
    expect((await house.openCases()).filter(({ level }) => level !== 'observe')).toEqual([]);
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  });

  test('is one, however often it is asked for', async () => {
    await makeKept(house);
    const again = await requestGroup(house.deps, house.corp, executives(), 'li.renshi');
    await keepGroup(house.deps, house.corp, again.chatId, ITSELF);

    expect(again.state).toBe('known');
    expect(house.tenant.countGroups('managed')).toBe(1);
  });

  test('must be approved where the policy says so', async () => {
    const { registration } = executives();
    const wanted = executives({ registration: { ...registration, approval: null } });

    await expect(requestGroup(house.deps, house.corp, wanted, 'li.renshi')).rejects.toMatchObject({
      code: 'E-MANAGED-REFUSED',
      message: 'the group is not approved',
    });
  });
});

describe('who comes and goes', () => {
  test('a newcomer whom the policy wants is inside within minutes, and nobody is told to add him', async () => {
    const chatId = await makeKept(house);
    await house.tenant.hire({ userid: 'zheng.fuzong', name: '郑示例', department: 3, position: '分管副总' });
    await house.until('2026-11-26T09:40:00+08:00');

    expect(membersOf(house, chatId)).toEqual([...LEADERS, 'zheng.fuzong'].sort());
    expect(inbox('wu.fuzong')).toEqual([]);
  });

  test('who left the company is removed by itself', async () => {
    const chatId = await makeKept(house);
    await house.tenant.dismissPerson('han.fuzong');
    await house.until('2026-11-26T09:40:00+08:00');

    expect(membersOf(house, chatId)).toEqual(['wang.zongcai', 'wu.fuzong', 'zhou.changwu']);
    expect((await changes(chatId)).at(-1)).toMatchObject({
      what: 'remove',
      target: 'han.fuzong',
      why: 'left-corp',
      state: 'done',
    });
  });

  test('an owner who left the company hands over to an admin before he is removed', async () => {
    const { registration, ...rest } = executives();
    const chatId = await makeKept(house, { ...rest, registration, owner: 'zhou.changwu' });
    await house.tenant.dismissPerson('zhou.changwu');
    await house.until('2026-11-26T09:40:00+08:00');

    expect(house.tenant.group(chatId).owner).toBe('wu.fuzong');
    expect(membersOf(house, chatId)).not.toContain('zhou.changwu');
  });

  test('a name that somebody changed is as it was', async () => {
    const chatId = await makeKept(house);
    await house.tenant.rename(chatId, '快乐大本营');
    await lookAt(house, chatId);

    expect(house.tenant.group(chatId).name).toBe('示范实业高管群');
  });
});

describe('what a person decides', () => {
  test('who moved is asked about, and one press removes him', async () => {
    const chatId = await makeKept(house);
    house.tenant.setProfile('han.fuzong', { position: '顾问' });
    await house.sync();
    await house.until('2026-11-26T09:40:00+08:00');
    expect(membersOf(house, chatId)).toContain('han.fuzong');
    expect(inbox('wu.fuzong')).toEqual([expect.stringContaining('韩示例 已不在本群的应有名单里')]);

    await house.tenant.press('wu.fuzong', /韩示例/, '移出');
    await house.until('2026-11-26T09:45:00+08:00');

    expect(membersOf(house, chatId)).not.toContain('han.fuzong');
    expect((await changes(chatId)).at(-1)).toMatchObject({ what: 'remove', why: 'confirmed', state: 'done' });
    expect((await house.openCases()).filter(({ level }) => level !== 'observe')).toEqual([]);
  });

  test('who was added by hand is asked about and stays for a day; kept, he stays for good', async () => {
    const chatId = await makeKept(house);
    await house.tenant.join(chatId, 'jiang.xiangmu');
    await lookAt(house, chatId);
    await house.until('2026-11-26T10:00:00+08:00');

    expect(membersOf(house, chatId)).toContain('jiang.xiangmu');
    expect(inbox('wu.fuzong')).toEqual([expect.stringContaining('蒋项目 是手工加入的')]);
    await house.tenant.press('wu.fuzong', /蒋项目/, '保留');
    await house.until('2026-11-28T10:00:00+08:00');
    expect(membersOf(house, chatId)).toContain('jiang.xiangmu');
    expect(inbox('wu.fuzong')).toHaveLength(1);
  });

  test('a question that nobody answers in a day is in HR’s digest', async () => {
    const chatId = await makeKept(house);
    await house.tenant.join(chatId, 'jiang.xiangmu');
    await lookAt(house, chatId);
    await house.until('2026-11-27T12:00:00+08:00');

    const [row] = (await house.openCases()).filter(({ rule }) => rule === 'managed/by-hand');
    expect(row).toMatchObject({ state: 'escalated', chatId });
    expect(membersOf(house, chatId)).toContain('jiang.xiangmu');
  });

  test('who left by himself is asked once and not added again; 请加我 brings him back', async () => {
    const chatId = await makeKept(house);
    await house.tenant.leave(chatId, 'zhou.changwu');
    await lookAt(house, chatId);
    await house.until('2026-11-26T12:00:00+08:00');
    expect(membersOf(house, chatId)).not.toContain('zhou.changwu');
    expect(inbox('zhou.changwu')).toEqual([expect.stringContaining('您目前不在')]);

    await lookAt(house, chatId);
    expect(inbox('zhou.changwu')).toHaveLength(1);
    await house.tenant.press('zhou.changwu', /您目前不在/, '请加我');
    await house.until('2026-11-26T12:30:00+08:00');
    expect(membersOf(house, chatId)).toContain('zhou.changwu');
  });
});
