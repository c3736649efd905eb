import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openStage } from '../testing/open-stage.ts';
import type { Received } from '../testing/receiver.ts';

const details = (received: readonly Received[]): unknown[] =>
  received.map(({ event }) => event.UpdateDetail ?? event.ChangeType ?? event.Event);

describe('what is called back', () => {
  test('contacts go to the contacts surface with ids and departments only, joining and leaving to the app', async () => {
    const { tenant, simulator, app, contacts } = await openStage();

    await tenant.hire({ userid: 'zhao.shiyong', name: '赵试用', department: 2, position: '实习生' });
    await tenant.moveDepartment('zhao.shiyong', [2, 3]);
    await tenant.changeUserid('zhao.shiyong', 'zhao.sy');
    await tenant.dismissPerson('zhao.sy');
    await simulator.idle();

    const head = {
      ToUserName: tenant.corpid,
      FromUserName: 'sys',
      CreateTime: '1795658400',
      MsgType: 'event',
      Event: 'change_contact',
    };
    expect(contacts.received.map(({ event }) => event)).toEqual([
      { ...head, ChangeType: 'create_user', UserID: 'zhao.shiyong', Department: '2' },
      { ...head, ChangeType: 'update_user', UserID: 'zhao.shiyong', Department: '2,3' },
      { ...head, ChangeType: 'update_user', UserID: 'zhao.shiyong', NewUserID: 'zhao.sy' },
      { ...head, ChangeType: 'delete_user', UserID: 'zhao.sy' },
    ]);
    expect(app.received.map(({ event }) => [event.Event, event.FromUserName, event.AgentID])).toEqual([
      ['subscribe', 'zhao.shiyong', '1000002'],
      ['unsubscribe', 'zhao.sy', '1000002'],
    ]);
  });

  test('departments tell their id, and an update only when the parent changes', async () => {
    const { tenant, simulator, contacts } = await openStage();

    await tenant.addDepartment({ id: 4, name: '华东组', parent: 2 });
    tenant.renameDepartment(2, '营销中心');
    await tenant.reparentDepartment(4, 3);
    await tenant.removeDepartment(4);
    await simulator.idle();

    expect(
      contacts.received.map(({ event: { ChangeType, Id, ParentId, Name } }) => [ChangeType, Id, ParentId, Name]),
    ).toEqual([
      ['create_party', '4', undefined, undefined],
      ['update_party', '4', '3', undefined],
      ['delete_party', '4', undefined, undefined],
    ]);
  });

  test('names, titles, nicknames, admins, internal and managed groups tell nothing', async () => {
    const { tenant, simulator, app, contacts } = await openStage();
    const group = await tenant.createGroup({ name: '客户群', owner: 'li.yangben', members: ['Qian.Xiaoshou'] });
    await simulator.idle();
    const before = app.received.length;

    tenant.setProfile('Qian.Xiaoshou', { name: '钱改名', position: '经理' });
    await tenant.setNickname(group, 'Qian.Xiaoshou', '钱');
    await tenant.setAdmins(group, ['Qian.Xiaoshou']);
    const internal = await tenant.createInternalGroup({
      name: '午饭群',
      owner: 'li.yangben',
      members: ['zhou.renshi'],
    });
    await tenant.leave(internal, 'zhou.renshi');
    const managed = await tenant.createManagedGroup({ name: '高管群', owner: 'li.yangben', members: ['zhou.renshi'] });
    await tenant.rename(managed, '高管工作群');
    await simulator.idle();

    expect(app.received.length).toBe(before);
    expect(contacts.received).toEqual([]);
    expect(tenant.countGroups('internal')).toBe(1);
  });

  test('a customer group tells of its life, with the quit scene and no actor', async () => {
    const { tenant, simulator, app } = await openStage();

    const group = await tenant.createGroup({ name: '客户群', owner: 'li.yangben', members: ['Qian.Xiaoshou'] });
    await tenant.join(group, 'wmKehu01', { scene: 'qr', state: 'official' });
    await tenant.removeMember(group, 'wmKehu01');
    await tenant.changeOwner(group, 'Qian.Xiaoshou');
    await tenant.leave(group, 'li.yangben');
    await tenant.rename(group, '新名字');
    await tenant.changeNotice(group, '公告');
    await tenant.dismiss(group);
    await simulator.idle();

    expect(details(app.received)).toEqual([
      'create',
      'add_member',
      'del_member',
      'change_owner',
      'del_member',
      'change_name',
      'change_notice',
      'dismiss',
    ]);
    const [, joined, removed, , left] = app.received.map(({ event }) => event);
    expect(joined).toMatchObject({ JoinScene: '3', QuitScene: '0', FromUserName: 'sys' });
    expect(removed).toMatchObject({ JoinScene: '0', QuitScene: '1', MemChangeList: { Item: 'wmKehu01' } });
    expect(left).toMatchObject({ QuitScene: '0' });
  });

  test('an app that is not callable, has the switch unticked, or sees nobody of the group hears nothing of it', async () => {
    const { tenant, simulator, app } = await openStage();
    const silent = [
      { customerContactCallable: false },
      { externalEventsTicked: false },
      { visible: { departments: [3] } },
    ] as const;

    for (const settings of silent) {
      await tenant.configureApp(settings);
      await simulator.idle();
      app.received.length = 0;
      await tenant.createGroup({ name: '客户群', owner: 'li.yangben', members: ['Qian.Xiaoshou'] });
      await simulator.idle();
      expect(app.received).toEqual([]);
      await tenant.configureApp({ customerContactCallable: true, externalEventsTicked: true, visible: 'everyone' });
    }
  });

  test('a narrower scope unsubscribes those who fall out of it, a wider one subscribes them again', async () => {
    const { tenant, simulator, app } = await openStage();

    await tenant.configureApp({ visible: { departments: [2] } });
    await tenant.configureApp({ visible: { departments: [2], userids: ['zhou.renshi'] } });
    await simulator.idle();

    expect(app.received.map(({ event }) => [event.Event, event.FromUserName])).toEqual([
      ['unsubscribe', 'zhou.renshi'],
      ['subscribe', 'zhou.renshi'],
    ]);
  });

  test('contacts made, edited and broken off tell ids and the state', async () => {
    const { tenant, simulator, app } = await openStage();

    await tenant.addContact('Qian.Xiaoshou', 'wmKehu01', { state: 'fair', tags: ['客户'] });
    await tenant.editContact('qian.xiaoshou', 'wmKehu01', { remark: '示例客户' });
    await tenant.deleteContact('qian.xiaoshou', 'wmKehu01', 'contact');
    await tenant.deleteContact('qian.xiaoshou', 'wmKehu01');
    await simulator.idle();

    expect(details(app.received)).toEqual([
      'add_external_contact',
      'edit_external_contact',
      'del_follow_user',
      'del_external_contact',
    ]);
    expect(app.received[0]?.event).toMatchObject({
      UserID: 'Qian.Xiaoshou',
      ExternalUserID: 'wmKehu01',
      State: 'fair',
    });
  });
});

test('whatever happens, the versions form a chain and the lists add up to the members', async () => {
  const people = ['zhou.renshi', 'Qian.Xiaoshou', 'wmKehu01'];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...people), { maxLength: 12 }), async (steps) => {
      const { tenant, simulator, app } = await openStage();
      const group = await tenant.createGroup({ name: '客户群', owner: 'li.yangben' });
      const first = tenant.group(group).memberVersion;

      for (const id of steps) {
        const inside = tenant.group(group).members.some((one) => one.id === id);
        await (inside ? tenant.leave(group, id) : tenant.join(group, id));
      }
      await simulator.idle();

      const members = new Set(['li.yangben']);
      let version = first;
      for (const { event } of app.received.slice(1)) {
        expect(event.LastMemVer).toBe(version);
        version = String(event.CurMemVer);
        const item = String((event.MemChangeList as { Item: string }).Item);
        if (event.UpdateDetail === 'add_member') members.add(item);
        else members.delete(item);
      }
      expect(version).toBe(tenant.group(group).memberVersion);
      expect([...members].sort()).toEqual(
        tenant
          .group(group)
          .members.map(({ id }) => id)
          .sort(),
      );
    }),
    { numRuns: 8 },
  );
});

describe('delivery', () => {
  test('three retries after failures, the same plaintext sealed anew each time', async () => {
    const { tenant, simulator, app } = await openStage({ answerWithinMs: 1_500 });
    app.answers.push(500, 'silence', 503, 200);

    await tenant.createGroup({ name: '客户群', owner: 'li.yangben' });
    await simulator.idle();

    expect(new Set(app.received.map(({ xml }) => xml)).size).toBe(1);
    expect(new Set(app.received.map(({ nonce }) => nonce)).size).toBe(4);
    expect(new Set(app.received.map(({ encrypted }) => encrypted)).size).toBe(4);
    expect(tenant.stats().callbacks).toEqual({
      events: 1,
      sent: 4,
      accepted: 1,
      repeated: 3,
      refused: 2,
      unanswered: 1,
      lost: 0,
      abandoned: 0,
    });
  });

  test('after the third retry the event is given up', async () => {
    const { tenant, simulator, app } = await openStage();
    app.answers.push(500, 500, 500, 500);

    await tenant.createGroup({ name: '客户群', owner: 'li.yangben' });
    await simulator.idle();

    expect(app.received).toHaveLength(4);
    expect(tenant.stats().callbacks).toMatchObject({ sent: 4, accepted: 0, abandoned: 1 });
  });

  test('a retry does not hold up what comes after', async () => {
    const { tenant, simulator, app } = await openStage({ retryAfterMs: 1_000 });
    app.answers.push(500);

    const group = await tenant.createGroup({ name: '客户群', owner: 'li.yangben' });
    await tenant.rename(group, '新名字');
    await simulator.idle();

    expect(details(app.received)).toEqual(['create', 'change_name', 'create']);
  });

  test.each([
    ['lost', ['change_name'], { lost: 1, repeated: 0 }],
    ['doubled', ['create', 'create', 'change_name'], { lost: 0, repeated: 1 }],
    ['reordered', ['change_name', 'create'], { lost: 0, repeated: 0 }],
    ['timeout', ['create', 'change_name', 'create'], { lost: 0, repeated: 1, accepted: 3 }],
  ] as const)('the fault «%s» makes %j arrive', async (kind, arrived, counted) => {
    const { tenant, simulator, app } = await openStage({ retryAfterMs: 1_000 });
    simulator.faults.add({ callback: 'app', match: 'create', kind });

    const group = await tenant.createGroup({ name: '客户群', owner: 'li.yangben' });
    await tenant.rename(group, '新名字');
    await simulator.idle();

    expect(details(app.received)).toEqual(arrived);
    expect(tenant.stats().callbacks).toMatchObject(counted);
  });

  test('a reordered event arrives although nothing comes after it', async () => {
    const { tenant, simulator, app } = await openStage();
    simulator.faults.add({ callback: '*', kind: 'reordered' });

    await tenant.createGroup({ name: '客户群', owner: 'li.yangben' });
    await simulator.idle();

    expect(details(app.received)).toEqual(['create']);
  });

  test('a fault with a chance strikes the same ones on every run', async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const { tenant, simulator, app } = await openStage();
        simulator.faults.add({ callback: 'app', kind: 'lost', times: 100, chance: 0.5 });
        const group = await tenant.createGroup({ name: '0', owner: 'li.yangben' });
        for (let turn = 1; turn < 12; turn += 1) await tenant.changeNotice(group, String(turn));
        await simulator.idle();
        return app.received.length;
      }),
    );

    expect(runs[0]).toBe(runs[1]);
    expect(runs[0]).toBeGreaterThan(0);
    expect(runs[0]).toBeLessThan(12);
  });

  test('an address that does not send the echo back is not kept', async () => {
    const { tenant, app } = await openStage();

    await expect(tenant.configureCallback('app', { url: app.url, token: 'another' })).rejects.toMatchObject({
      errcode: 40057,
    });
    await expect(tenant.configureCallback('app', { url: 'http://127.0.0.1:1/nobody' })).rejects.toThrow(
      'did not answer',
    );
  });
});
