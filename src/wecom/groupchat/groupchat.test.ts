import { describe, expect, test } from 'vitest';
import { playing } from '../../../test/wecom/played-client.ts';
import { openGroupchat } from './open-groupchat.ts';

const LIST = 'externalcontact/groupchat/list';
const GET = 'externalcontact/groupchat/get';

interface ListBody {
  readonly owner_filter: { readonly userid_list: readonly string[] };
  readonly cursor: string;
}

describe('the groups of owners', () => {
  test('are asked for a hundred owners at a time', async () => {
    const { client, asked } = playing({ [LIST]: () => ({ errcode: 0, group_chat_list: [], next_cursor: '' }) });
    await openGroupchat(client).list(Array.from({ length: 250 }, (_, n) => `owner${n}`));
    expect(asked.map(({ body }) => (body as ListBody).owner_filter.userid_list.length)).toEqual([100, 100, 50]);
    expect(asked[0]?.body).toMatchObject({ status_filter: 0, cursor: '', limit: 1_000 });
  });

  test('are those of all pages', async () => {
    const pages: Record<string, object> = {
      '': { group_chat_list: [{ chat_id: 'wrOne', status: 0 }], next_cursor: 'c1' },
      c1: { group_chat_list: [{ chat_id: 'wrTwo', status: 1 }], next_cursor: 'c2' },
      c2: { group_chat_list: [{ chat_id: 'wrThree', status: 0 }] },
    };
    const { client } = playing({ [LIST]: ({ body }) => ({ errcode: 0, ...pages[(body as ListBody).cursor] }) });
    expect(await openGroupchat(client).list(['hr'])).toEqual([
      { chatId: 'wrOne', status: 0 },
      { chatId: 'wrTwo', status: 1 },
      { chatId: 'wrThree', status: 0 },
    ]);
  });

  test('of nobody are none, and nobody is asked', async () => {
    const { client, asked } = playing({});
    expect(await openGroupchat(client).list([])).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('are read from the start, once, when the cursor is lost', async () => {
    let lost = 0;
    const { client } = playing({
      [LIST]: ({ body }) => {
        if ((body as ListBody).cursor === '')
          return { errcode: 0, group_chat_list: [{ chat_id: 'wrOne' }], next_cursor: 'c1' };
        lost += 1;
        return lost <= 2 ? { errcode: 50100 } : { errcode: 0, group_chat_list: [{ chat_id: 'wrTwo' }] };
      },
    });
    expect(await openGroupchat(client).list(['hr'])).toEqual([
      { chatId: 'wrOne', status: 0 },
      { chatId: 'wrTwo', status: 0 },
    ]);
  });

  test('are given up when pages go in a circle', async () => {
    const { client } = playing({ [LIST]: () => ({ errcode: 0, group_chat_list: [], next_cursor: 'again' }) });
    await expect(openGroupchat(client).list(['hr'])).rejects.toMatchObject({ code: 'E-WECOM-ANSWER' });
  });
});

const group = {
  chat_id: 'wrDemoGroup0001',
  name: '华东-蓝天科技',
  owner: 'HR.Chen',
  create_time: 1795305000,
  notice: '群规见置顶',
  member_list: [
    {
      userid: 'HR.Chen',
      type: 1,
      join_time: 1795305000,
      join_scene: 1,
      group_nickname: '陈人事-人事部',
      name: '陈人事',
    },
    { userid: 'Zhao', type: 1, join_time: 1795305060, join_scene: 2, invitor: { userid: 'HR.Chen' }, name: '赵试用' },
    {
      userid: 'wmDemoCustomer77',
      type: 2,
      unionid: 'ozUnion',
      join_time: 1795305120,
      join_scene: 3,
      state: 'expo',
      group_nickname: '',
      name: '孙客户',
    },
  ],
  admin_list: [{ userid: 'Zhao' }, { userid: 'wmDemoCustomer77' }],
  member_version: 'aa00000000000000000000000000aa02',
};

describe('a group', () => {
  test('is read with nicknames, inviters and version; ids of employees in lower case, those of customers as they are', async () => {
    const { client, asked } = playing({ [GET]: () => ({ errcode: 0, group_chat: group }) });
    expect(await openGroupchat(client).get('wrDemoGroup0001')).toEqual({
      chatId: 'wrDemoGroup0001',
      name: '华东-蓝天科技',
      owner: 'hr.chen',
      createdAt: new Date(1795305000_000),
      notice: '群规见置顶',
      admins: ['zhao', 'wmDemoCustomer77'],
      memberVersion: 'aa00000000000000000000000000aa02',
      members: [
        {
          id: 'hr.chen',
          kind: 'employee',
          joinedAt: new Date(1795305000_000),
          joinScene: 1,
          inviter: null,
          joinState: null,
          nickname: '陈人事-人事部',
          name: '陈人事',
        },
        {
          id: 'zhao',
          kind: 'employee',
          joinedAt: new Date(1795305060_000),
          joinScene: 2,
          inviter: 'hr.chen',
          joinState: null,
          nickname: '',
          name: '赵试用',
        },
        {
          id: 'wmDemoCustomer77',
          kind: 'external',
          joinedAt: new Date(1795305120_000),
          joinScene: 3,
          inviter: null,
          joinState: 'expo',
          nickname: '',
          name: '孙客户',
        },
      ],
    });
    expect(asked[0]).toMatchObject({
      surface: 'app',
      kind: 'read',
      body: { chat_id: 'wrDemoGroup0001', need_name: 1 },
    });
  });

  test('without name, notice, admins and version is read all the same', async () => {
    const bare = { chat_id: 'wrBare', owner: 'hr', create_time: 1795305000, member_list: [] };
    const { client } = playing({ [GET]: () => ({ errcode: 0, group_chat: bare }) });
    expect(await openGroupchat(client).get('wrBare')).toMatchObject({
      name: '',
      notice: '',
      admins: [],
      memberVersion: null,
      members: [],
    });
  });

  test('that is dissolved is gone', async () => {
    expect(await openGroupchat(playing({ [GET]: () => ({ errcode: 49008 }) }).client).get('wrX')).toBe('gone');
  });

  for (const errcode of [90501, 90509, 92002, 40058, 40050])
    test(`that WeCom does not show (${errcode}) is not ours`, async () => {
      expect(await openGroupchat(playing({ [GET]: () => ({ errcode }) }).client).get('wrX')).toBe('not-ours');
    });

  test('that may not be read is an error', async () => {
    const { client } = playing({ [GET]: () => ({ errcode: 48002 }) });
    await expect(openGroupchat(client).get('wrX')).rejects.toMatchObject({ errcode: 48002, retry: 'never' });
  });

  test('whose members have no join time is not believed', async () => {
    const broken = { ...group, member_list: [{ userid: 'x', type: 1 }] };
    const { client } = playing({ [GET]: () => ({ errcode: 0, group_chat: broken }) });
    await expect(openGroupchat(client).get('wrX')).rejects.toMatchObject({
      code: 'E-WECOM-ANSWER',
      why: 'unexpected at group_chat.member_list.0.join_time',
    });
  });
});

describe('a new owner', () => {
  const LEFT = 'externalcontact/groupchat/transfer';
  const PRESENT = 'externalcontact/groupchat/onjob_transfer';

  test('is given to a hundred groups at a time, by the API of owners who left or of those present', async () => {
    const { client, asked } = playing({
      [LEFT]: () => ({ errcode: 0, failed_chat_list: [] }),
      [PRESENT]: () => ({ errcode: 0 }),
    });
    const ids = Array.from({ length: 101 }, (_, n) => `wr${n}`);
    expect(await openGroupchat(client).transfer(ids, 'sun', 'left')).toEqual([]);
    expect(await openGroupchat(client).transfer(['wr1'], 'sun', 'present')).toEqual([]);
    expect(asked.map(({ api, kind, body }) => [api, kind, body])).toEqual([
      [LEFT, 'write', { chat_id_list: ids.slice(0, 100), new_owner: 'sun' }],
      [LEFT, 'write', { chat_id_list: ['wr100'], new_owner: 'sun' }],
      [PRESENT, 'write', { chat_id_list: ['wr1'], new_owner: 'sun' }],
    ]);
  });

  test('that single groups did not get is answered with their errcodes', async () => {
    const failed = [{ chat_id: 'wr1', errcode: 90503, errmsg: 'full' }];
    const { client } = playing({ [LEFT]: () => ({ errcode: 0, failed_chat_list: failed }) });
    expect(await openGroupchat(client).transfer(['wr1', 'wr2'], 'sun', 'left')).toEqual([
      { chatId: 'wr1', errcode: 90503 },
    ]);
  });
});

describe('what is counted for owners', () => {
  const STATISTIC = 'externalcontact/groupchat/statistic';
  const item = (owner: string) => ({ owner, data: { chat_total: 3, chat_has_msg: 1, msg_total: 7, new_chat_cnt: 0 } });

  test('is asked for one day, a hundred owners a call, page by page', async () => {
    const owners = Array.from({ length: 101 }, (_, n) => `owner-${n}`);
    const { client, asked } = playing({
      [STATISTIC]: (_asked, times) => ({
        errcode: 0,
        total: times < 3 ? 2 : 1,
        next_offset: Math.min(times, 2),
        items: [item(`Owner-${times}`)],
      }),
    });

    const found = await openGroupchat(client).statistics(owners, Date.parse('2026-11-25T00:00:00+08:00'));
    expect(found.map(({ owner }) => owner)).toEqual(['owner-1', 'owner-2', 'owner-3']);
    expect(found[0]).toEqual({ owner: 'owner-1', groups: 3, groupsWithMessages: 1, messages: 7 });
    expect(asked.map(({ body }) => body)).toMatchObject([
      { day_begin_time: 1_795_536_000, day_end_time: 1_795_536_000, offset: 0 },
      { offset: 1, owner_filter: { userid_list: owners.slice(0, 100) } },
      { offset: 0, owner_filter: { userid_list: owners.slice(100) } },
    ]);
  });
});
