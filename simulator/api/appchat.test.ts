import { describe, expect, test } from 'vitest';
import { openStage } from '../testing/open-stage.ts';

const PAIR = ['li.yangben', 'zhou.renshi'];

describe('a group that the app makes', () => {
  test('has the members it was given, and changes by the same hand', async () => {
    const { tenant, call } = await openStage();

    const made = await call('appchat/create', {
      name: '高管群',
      owner: 'li.yangben',
      userlist: PAIR,
      chatid: 'gaoguan01',
    });
    expect(made).toMatchObject({ errcode: 0, chatid: 'gaoguan01' });
    await call('appchat/update', {
      chatid: 'gaoguan01',
      name: '高管工作群',
      owner: 'zhou.renshi',
      add_user_list: ['qian.xiaoshou'],
      del_user_list: ['li.yangben'],
    });

    expect((await call('appchat/get', 'chatid=gaoguan01')).chat_info).toEqual({
      chatid: 'gaoguan01',
      name: '高管工作群',
      owner: 'zhou.renshi',
      userlist: ['zhou.renshi', 'Qian.Xiaoshou'],
      chat_type: 0,
    });
    expect(tenant.countGroups('managed')).toBe(1);
  });

  test.each([
    ['one member', { userlist: ['li.yangben'] }, 86006],
    ['nobody', {}, 86204],
    ['a stranger', { userlist: [...PAIR, 'nobody'] }, 86216],
    ['an owner who is no member', { userlist: PAIR, owner: 'qian.xiaoshou' }, 86207],
    ['an owner who does not exist', { userlist: PAIR, owner: 'nobody' }, 86005],
    ['a name of 51 characters', { userlist: PAIR, name: '群'.repeat(51) }, 86004],
    ['an id of 33 characters', { userlist: PAIR, chatid: 'a'.repeat(33) }, 86205],
    ['an id with a dash', { userlist: PAIR, chatid: 'a-b' }, 86001],
  ])('is refused with %s', async (_what, body, errcode) => {
    const { call } = await openStage();

    expect((await call('appchat/create', { name: '群', ...body })).errcode).toBe(errcode);
  });

  test('has an id of its own', async () => {
    const { call } = await openStage();
    await call('appchat/create', { userlist: PAIR, chatid: 'same' });

    expect((await call('appchat/create', { userlist: PAIR, chatid: 'same' })).errcode).toBe(86215);
  });

  test('keeps its owner unless another is named, and two members at least', async () => {
    const { call } = await openStage();
    await call('appchat/create', { userlist: PAIR, owner: 'li.yangben', chatid: 'same' });

    expect(
      (
        await call('appchat/update', {
          chatid: 'same',
          del_user_list: ['li.yangben'],
          add_user_list: ['qian.xiaoshou'],
        })
      ).errcode,
    ).toBe(86207);
    expect((await call('appchat/update', { chatid: 'same', del_user_list: ['zhou.renshi'] })).errcode).toBe(86006);
    expect((await call('appchat/update', { chatid: 'same', del_user_list: ['qian.xiaoshou'] })).errcode).toBe(86216);
  });

  test('every other group is 86008 or does not exist', async () => {
    const { tenant, call } = await openStage();
    const internal = await tenant.createInternalGroup({ name: '午饭群', owner: 'li.yangben' });

    expect((await call('appchat/get', `chatid=${internal}`)).errcode).toBe(86008);
    expect((await call('appchat/get', 'chatid=nothing')).errcode).toBe(40050);
    expect((await call('appchat/update', {})).errcode).toBe(86201);
  });

  test('can be made and changed only so often', async () => {
    const { tenant, clock, call } = await openStage();
    tenant.setLimits({ appchatCreatesPerDay: 1, appchatUpdatesPerHour: 1 });
    const make = async () => (await call('appchat/create', { userlist: PAIR })).errcode;
    await call('appchat/create', { userlist: PAIR, chatid: 'same' });
    const rename = async () => (await call('appchat/update', { chatid: 'same', name: '新' })).errcode;

    expect([await make(), await rename(), await rename()]).toEqual([45009, 0, 45009]);
    await clock.move(3_600_000);
    expect([await make(), await rename()]).toEqual([45009, 0]);
  });
});
