import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandsIn } from '../../test/command-line.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let { house, world, run, json } = {} as SmallHouse;
beforeAll(async () => {
  ({ house, world, run, json } = await openSmallHouse({ startAt: '2026-11-26T09:50:00+08:00' }));
});
afterAll(() => house.close());

describe('trigger', () => {
  test('a signed call goes through the own receiver and is handled like one of WeCom', async () => {
    const before = await house.inCorp((tx) => tx.callback.count());
    expect(await json('trigger', 'group-renamed', '--group', world.group)).toMatchObject({
      exit: 0,
      status: 200,
      kept: true,
    });
    await house.idle();
    const { corps } = await json('callback', 'ls');
    expect(corps[0].callbacks).toHaveLength(before + 1);
    expect(
      corps[0].callbacks.some((one: { event: string }) => one.event === 'change_external_chat/update/change_name'),
    ).toBe(true);
  });

  test.each([
    ['member-joined', 'change_external_chat/update/add_member'],
    ['member-left', 'change_external_chat/update/del_member'],
    ['group-created', 'change_external_chat/create'],
    ['group-dismissed', 'change_external_chat/dismiss'],
    ['user-created', 'change_contact/create_user'],
    ['user-deleted', 'change_contact/delete_user'],
  ])('%s, about nobody there is, is kept and read as %s', async (event, name) => {
    expect((await run('trigger', event)).out).toContain('answered 200, kept');
    await house.idle();
    const row = await house.inCorp((tx) =>
      tx.callback.findFirst({ where: { event: name }, orderBy: { receivedAt: 'desc' } }),
    );
    expect(row).toMatchObject({ state: 'done', event: name });
  });

  test('a join that WeCom does not confirm changes no roster', async () => {
    await run('trigger', 'member-joined', '--group', world.group, '--member', 'li.renshi', 'wmStranger');
    await house.idle();
    await house.until('2026-11-26T10:20:00+08:00');
    const inside = await house.inCorp((tx) => tx.membership.findMany({ where: { chatId: world.group, until: null } }));
    expect(inside.map((stay) => stay.memberId)).not.toContain('li.renshi');
  });

  test.each([
    [['group-dismissed', '--group', 'wr1'], 'would be believed'],
    [['user-deleted', '--user', 'zhao.shiyong'], 'would be believed'],
    [['user-deleted', '--group', 'wr1'], 'is not about that'],
    [['group-created', '--member', 'wm1'], 'is not about that'],
  ])('%j is refused', async (args, words) => {
    expect(await run('trigger', ...args)).toMatchObject({ exit: 2, err: expect.stringContaining(words) });
  });

  test('a receiver with other keys refuses it, and the answer says why', async () => {
    const corp = house.deps.config.corps.get(house.corp);
    const app = corp?.surfaces.app;
    if (!corp || !app) throw new TypeError('no app');
    const other = { ...app, callbackKeys: [{ token: 'other', aesKey: 'x'.repeat(43) }] };
    const config = { ...house.deps.config, corps: new Map([[house.corp, { ...corp, surfaces: { app: other } }]]) };
    const said = await commandsIn({ ...house, deps: { ...house.deps, config } })('trigger', 'group-created');
    expect(said).toMatchObject({ exit: 1, out: expect.stringContaining('answered 403, refused') });
  });

  test('nobody at the receiver ends with 3', async () => {
    const said = await commandsIn({ ...house, origin: 'http://127.0.0.1:9' })('trigger', 'group-created');
    expect(said).toMatchObject({ exit: 3, err: expect.stringContaining('E-TRIGGER-UNREACHED') });
  });
});

describe('callback', () => {
  let parked: string;
  beforeAll(async () => {
    const row = await house.inCorp((tx) => tx.callback.findFirstOrThrow({ where: { state: 'done', surface: 'app' } }));
    parked = row.id;
    await house.inCorp((tx) =>
      tx.callback.updateMany({
        where: { id: parked },
        data: { state: 'parked', reason: 'failed-3-times', attempts: 4 },
      }),
    );
  });

  test('ls --parked ends with 1 and says why each is parked', async () => {
    const { exit, out } = await run('callback', 'ls', '--parked');
    expect(exit).toBe(1);
    expect(out).toContain('failed-3-times');
    expect((await json('status')).corps[0].attention).toEqual([expect.stringContaining('1 callbacks are parked')]);
  });

  test('show never shows the body', async () => {
    const shown = await json('callback', 'show', parked.slice(0, 8));
    expect(shown).toMatchObject({ id: parked, state: 'parked', reason: 'failed-3-times', attempts: 4 });
    expect(shown).not.toHaveProperty('body');
  });

  test('replay has it handled again', async () => {
    expect((await run('callback', 'replay', parked.slice(0, 8))).exit).toBe(0);
    const replayed = { corp: house.corp, kind: 'callback-replayed' };
    expect(await house.inCorp((tx) => tx.auditRecord.count({ where: replayed }))).toBe(1);
    await house.idle();
    expect(await json('callback', 'show', parked)).toMatchObject({ exit: 0, state: 'done', reason: null });
    expect(await run('callback', 'replay', parked)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('is not parked'),
    });
  });

  test.each([['zzzz'], ['00000000-0000'], ['ab']])('%s is wrong use', async (id) => {
    expect((await run('callback', 'show', id)).exit).toBe(2);
  });
});
