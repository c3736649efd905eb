import { describe, expect, test } from 'vitest';
import { openStage } from '../testing/open-stage.ts';
import { callerOf } from '../testing/wecom-call.ts';

describe('people', () => {
  test('a member is shown by any case of his userid, without phone, mail or picture', async () => {
    const { call } = await openStage();

    const answer = await call('user/get', 'userid=LI.YANGBEN');

    expect(answer).toMatchObject({
      userid: 'li.yangben',
      name: '李样本',
      department: [2],
      is_leader_in_dept: [1],
      position: '营销总监',
      status: 1,
      main_department: 2,
      direct_leader: [],
    });
    for (const hidden of ['mobile', 'email', 'biz_mail', 'avatar', 'gender', 'qr_code', 'address'])
      expect(answer).not.toHaveProperty(hidden);
  });

  test('nobody is 60111, somebody outside the scope 60011, no name 41009', async () => {
    const { tenant, call } = await openStage();
    await tenant.configureApp({ visible: { departments: [2] } });

    expect((await call('user/get', 'userid=nobody')).errcode).toBe(60111);
    expect((await call('user/get', 'userid=zhou.renshi')).errcode).toBe(60011);
    expect((await call('user/get')).errcode).toBe(41009);
    expect((await call('user/list', 'department_id=3')).errcode).toBe(60011);
  });

  test('a department lists its own level only', async () => {
    const { tenant, call } = await openStage();
    await tenant.addDepartment({ id: 4, name: '华东组', parent: 2 });
    await tenant.moveDepartment('Qian.Xiaoshou', 4);

    expect((await call('user/simplelist', 'department_id=2')).userlist).toEqual([
      { userid: 'li.yangben', name: '李样本', department: [2] },
    ]);
    expect((await call('user/list', 'department_id=1')).userlist).toEqual([]);
    expect((await call('user/list', 'department_id=99')).errcode).toBe(60003);
    expect((await call('user/list', 'department_id=x')).errcode).toBe(60123);
  });

  test('a userid that is used again is another person with an empty phone', async () => {
    const { tenant, call } = await openStage();
    await call('message/send', {
      touser: 'Qian.Xiaoshou',
      msgtype: 'text',
      agentid: tenant.agentId,
      text: { content: '您好' },
    });

    await tenant.dismissPerson('Qian.Xiaoshou');
    expect(tenant.inbox('Qian.Xiaoshou')).toHaveLength(1);
    await tenant.hire({ userid: 'Qian.Xiaoshou', name: '钱新人', department: 3 });

    expect(tenant.inbox('Qian.Xiaoshou')).toEqual([]);
    expect(await call('user/get', 'userid=qian.xiaoshou')).toMatchObject({ name: '钱新人', department: [3] });
  });
});

describe('departments', () => {
  test('come with their leaders; a scope shows its own part only', async () => {
    const { tenant, call } = await openStage();

    expect((await call('department/list')).department).toMatchObject([
      { id: 1, parentid: 0, name: '示范实业' },
      { id: 2, parentid: 1, name: '营销策划部', department_leader: ['li.yangben'] },
      { id: 3, parentid: 1 },
    ]);
    await tenant.configureApp({ visible: { departments: [2] } });
    expect((await call('department/simplelist')).department_id).toEqual([{ id: 2, parentid: 1, order: 100 }]);
    expect((await call('department/get', 'id=3')).errcode).toBe(60011);
  });
});

describe('the contacts secret', () => {
  test('reads ids, page by page, and nothing else; an app cannot read ids that way', async () => {
    const { tenant, simulator, call } = await openStage();
    const sync = await callerOf(simulator, tenant, tenant.contactsSecret);

    const page = await sync('user/list_id', { limit: 2 });
    const rest = await sync('user/list_id', { limit: 2, cursor: page.next_cursor });

    expect(page.dept_user).toEqual([
      { userid: 'Qian.Xiaoshou', department: 2 },
      { userid: 'li.yangben', department: 2 },
    ]);
    expect(rest).toMatchObject({ dept_user: [{ userid: 'zhou.renshi', department: 3 }], next_cursor: '' });
    expect((await sync('user/list_id', { cursor: 'nonsense' })).errcode).toBe(50100);
    expect((await sync('department/simplelist')).errcode).toBe(0);
    expect((await sync('user/get', 'userid=li.yangben')).errcode).toBe(48009);
    expect((await sync('message/send', {})).errcode).toBe(48002);
    expect((await call('user/list_id', {})).errcode).toBe(48002);
  });
});

describe('people outside', () => {
  test('are shown by their followers in scope; whom nobody added is 84061', async () => {
    const { tenant, call } = await openStage();
    expect((await call('externalcontact/get', 'external_userid=wmKehu01')).errcode).toBe(84061);
    await tenant.addContact('Qian.Xiaoshou', 'wmKehu01', {
      remark: '示例客户-何',
      tags: ['客户', { group: '我的', name: '老客户', type: 2 }],
      remarkCorpName: '样例公司',
    });

    expect(await call('externalcontact/get', 'external_userid=wmKehu01')).toMatchObject({
      external_contact: { external_userid: 'wmKehu01', name: '小太阳', type: 1 },
      follow_user: [
        {
          userid: 'Qian.Xiaoshou',
          remark: '示例客户-何',
          remark_corp_name: '样例公司',
          tags: [
            { group_name: '企业标签', tag_name: '客户', type: 1, tag_id: expect.any(String) },
            { tag_name: '老客户', type: 2 },
          ],
        },
      ],
    });
    await tenant.configureApp({ visible: { departments: [3] } });
    expect((await call('externalcontact/get', 'external_userid=wmKehu01')).errcode).toBe(84061);
    expect((await call('externalcontact/get', 'external_userid=someone')).errcode).toBe(40096);
  });

  test('only WeCom people show position and company', async () => {
    const { tenant, call } = await openStage();
    const id = tenant.addExternal({ name: '郑外部', app: 'wecom', corpName: '样例伙伴', position: '经理' });
    for (const one of [id, 'wmKehu01']) await tenant.addContact('Qian.Xiaoshou', one);

    expect((await call('externalcontact/get', `external_userid=${id}`)).external_contact).toMatchObject({
      type: 2,
      position: '经理',
      corp_name: '样例伙伴',
    });
    expect((await call('externalcontact/get', 'external_userid=wmKehu01')).external_contact).not.toHaveProperty(
      'corp_name',
    );
  });

  test('five hundred followers make a second page', async () => {
    const { tenant, call } = await openStage();
    await tenant.withoutCallbacks(async () => {
      for (let turn = 0; turn < 501; turn += 1) {
        await tenant.hire({ userid: `yangli${turn}`, name: `样例${turn}` });
        await tenant.addContact(`yangli${turn}`, 'wmKehu01');
      }
    });

    const page = await call('externalcontact/get', 'external_userid=wmKehu01');
    const rest = await call('externalcontact/get', `external_userid=wmKehu01&cursor=${page.next_cursor}`);

    expect([(page.follow_user as unknown[]).length, (rest.follow_user as unknown[]).length]).toEqual([500, 1]);
    expect(rest).not.toHaveProperty('next_cursor');
  });
});
