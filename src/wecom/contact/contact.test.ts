import { describe, expect, test } from 'vitest';
import { playing } from '../../../test/wecom/played-client.ts';
import { openContact } from './open-contact.ts';

const member = {
  userid: 'Qian.XiaoShou',
  name: '钱销售',
  department: [2, 5],
  order: [1, 10],
  position: '客户经理',
  mobile: '',
  gender: '0',
  is_leader_in_dept: [0, 1],
  direct_leader: ['Li.YangBen'],
  avatar: '',
  alias: 'Qian',
  status: 1,
  main_department: 2,
  extattr: { attrs: [] },
  a_field_of_next_year: { x: 1 },
};

const qian = {
  userid: 'qian.xiaoshou',
  name: '钱销售',
  alias: 'Qian',
  position: '客户经理',
  departments: [2, 5],
  mainDepartment: 2,
  leaderIn: [5],
  directLeader: 'li.yangben',
  status: 1,
};

describe('a member', () => {
  test('is read with lower-cased ids and the departments he leads', async () => {
    const { client, asked } = playing({ 'user/get': () => ({ errcode: 0, errmsg: 'ok', ...member }) });
    expect(await openContact(client).user('Qian.XiaoShou')).toEqual(qian);
    expect(asked).toEqual([{ surface: 'app', api: 'user/get', kind: 'read', params: { userid: 'Qian.XiaoShou' } }]);
  });

  test('of whom the app sees little is read all the same', async () => {
    const { client } = playing({ 'user/get': () => ({ errcode: 0, userid: 'zhao' }) });
    expect(await openContact(client).user('zhao')).toEqual({
      userid: 'zhao',
      name: '',
      alias: '',
      position: '',
      departments: [],
      mainDepartment: null,
      leaderIn: [],
      directLeader: null,
      status: 0,
    });
  });

  for (const errcode of [60111, 46004])
    test(`whom WeCom does not know (${errcode}) is null`, async () => {
      expect(await openContact(playing({ 'user/get': () => ({ errcode }) }).client).user('gone')).toBeNull();
    });

  test('is not null for any other refusal', async () => {
    const { client } = playing({ 'user/get': () => ({ errcode: 60011 }) });
    await expect(openContact(client).user('zhao')).rejects.toMatchObject({ code: 'E-WECOM-60011' });
  });
});

describe('a department', () => {
  test('has its members', async () => {
    const { client, asked } = playing({ 'user/list': () => ({ errcode: 0, userlist: [member] }) });
    expect(await openContact(client).usersOf(2)).toEqual([qian]);
    expect(asked[0]).toMatchObject({ params: { department_id: '2' } });
  });

  test('without members has none', async () => {
    expect(await openContact(playing({ 'user/list': () => ({ errcode: 0 }) }).client).usersOf(9)).toEqual([]);
  });

  test('too big for one answer is read one by one; whoever left meanwhile is not in it', async () => {
    const { client } = playing({
      'user/list': () => ({ errcode: 45029 }),
      'user/simplelist': () => ({ errcode: 0, userlist: [{ userid: 'Qian.XiaoShou' }, { userid: 'gone' }] }),
      'user/get': ({ params }) => (params?.userid === 'gone' ? { errcode: 60111 } : { errcode: 0, ...member }),
    });
    expect(await openContact(client).usersOf(2)).toEqual([qian]);
  });

  test('names its parent and its leaders', async () => {
    const { client } = playing({
      'department/list': () => ({
        errcode: 0,
        department: [
          { id: 1, name: '示例公司', parentid: 0, order: 1 },
          { id: 2, name: '销售部', name_en: 'Sales', department_leader: ['Li.YangBen'], parentid: 1, order: 1 },
        ],
      }),
    });
    expect(await openContact(client).departments()).toEqual([
      { id: 1, name: '示例公司', parent: 0, leaders: [] },
      { id: 2, name: '销售部', parent: 1, leaders: ['li.yangben'] },
    ]);
  });
});

describe('an external person', () => {
  const person = { external_userid: 'wmDemoCustomer77', name: '孙客户', type: 1, gender: 0 };
  const follower = (userid: string) => ({
    userid,
    remark: '蓝天科技-孙客户',
    tags: [
      { group_name: '级别', tag_name: '重要', type: 1 },
      { tag_name: '', type: 2 },
    ],
    state: null,
  });

  test('has the followers of all pages; its id keeps its case', async () => {
    const { client, asked } = playing({
      'externalcontact/get': ({ params }) =>
        params?.cursor === 'p2'
          ? { errcode: 0, external_contact: person, follow_user: [follower('Zhao')] }
          : { errcode: 0, external_contact: person, follow_user: [follower('Qian')], next_cursor: 'p2' },
    });
    expect(await openContact(client).externalContact('wmDemoCustomer77')).toEqual({
      externalUserid: 'wmDemoCustomer77',
      name: '孙客户',
      kind: 1,
      corpName: '',
      position: '',
      followers: ['qian', 'zhao'].map((userid) => ({ userid, remark: '蓝天科技-孙客户', tags: ['重要'], state: '' })),
    });
    expect(asked.map(({ params }) => params?.cursor)).toEqual(['', 'p2']);
  });

  for (const errcode of [84061, 40096])
    test(`whom nobody has added (${errcode}) is null`, async () => {
      const { client } = playing({ 'externalcontact/get': () => ({ errcode }) });
      expect(await openContact(client).externalContact('wmNobody')).toBeNull();
    });
});
