import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compilerIsHere } from '../../simulator/archive/build-library.ts';
import { loadDirectory } from '../../src/directory/load-directory.ts';
import { loadFacts } from '../../src/groups/load-facts.ts';
import { reachOf } from '../../src/groups/reach.ts';
import { registerGroup } from '../../src/groups/register.ts';
import { sightIn } from '../../src/messages/sight.ts';
import { declareGroup } from '../../src/register/declare.ts';
import { NOTHING_SAID } from '../../src/register/said.ts';
import { type ArchiveHouse, openArchiveHouse } from './archive-house.ts';

/** One house for all of it: people talk in groups that no API lists, and the archive is the only one who hears of them. */
describe.each(compilerIsHere() ? ['the stand-in'] : [])('internal groups that the archive shows, through %s', () => {
  let open: ArchiveHouse;
  let lunch = '';
  let declared = '';
  const facts = async (chatId: string) => {
    const { house } = open;
    const at = await house.deps.clock.now();
    return house.inCorp(async (tx) =>
      loadFacts(tx, house.corp, chatId, await loadDirectory(tx, house.corp, at.getTime()), at),
    );
  };
  const reach = (chatId: string) => open.house.inCorp((tx) => reachOf(tx, open.house.corp, chatId, 'now'));
  /** What was said is called back, pulled, and whatever it found is read. */
  const heard = () => open.house.idle();

  beforeAll(async () => {
    open = await openArchiveHouse();
    const { house } = open;
    const { tenant } = house;
    lunch = await tenant.createInternalGroup({ name: '午饭群', owner: 'zhao.shiyong', members: ['qian.xiaoshou'] });
    declared = await tenant.createInternalGroup({ name: '公司总群', owner: 'li.renshi', members: ['sun.jingli'] });
    const [entry] = open.world.registrations;
    if (!entry) throw new TypeError('the small company has one group');
    const line = { ...entry, chatId: declared, reach: 'internal' as const, kind: 'headquarters' };
    await registerGroup(house.deps, house.corp, line, 'li.renshi');
    await house.idle();
  }, 60_000);
  afterAll(() => open.close());

  test('before anything was said nobody knows of one that was not declared; a declared one is asked for at once', async () => {
    expect(await facts(lunch)).toBeNull();
    expect(await reach(declared)).toEqual({ reach: 'internal', evidence: 'msgaudit/groupchat/get' });
    expect((await facts(declared))?.members.map(({ id }) => id)).toEqual(['li.renshi', 'sun.jingli']);
  });

  test('one that nobody registered is found by its first word: name, who made it, who is in it since when', async () => {
    const { house } = open;
    await house.setClock('2026-11-26T10:00:00+08:00');
    await house.tenant.changeOwner(lunch, 'qian.xiaoshou');
    await house.tenant.sayIn(lunch, 'zhao.shiyong', '今天吃什么');
    await heard();

    const found = await facts(lunch);
    expect(found?.group).toMatchObject({ reach: 'internal', name: '午饭群', owner: '', admins: null });
    expect(found?.members.map(({ id, kind }) => [id, kind])).toEqual([
      ['qian.xiaoshou', 'employee'],
      ['zhao.shiyong', 'employee'],
    ]);
    expect([...(found?.unseen ?? [])].filter(([, why]) => why === 'internal-group').map(([kind]) => kind)).toEqual([
      'owner',
      'admins',
      'inviter',
      'nickname',
    ]);
    const row = await house.inCorp((tx) => tx.chatGroup.findFirst({ where: { corp: house.corp, chatId: lunch } }));
    expect(row).toMatchObject({ creator: 'zhao.shiyong' });
    const { out } = await open.run('groups', 'show', lunch);
    expect(out).toContain('owner: unknown; made by 赵试用 (zhao.shiyong)');
  });

  test('no event tells who came or left: a sweep reads it, with its history', async () => {
    const { house } = open;
    await house.tenant.removeMember(lunch, 'zhao.shiyong');
    await house.tenant.join(lunch, 'sun.jingli');
    await house.setClock('2026-11-26T13:12:00+08:00');
    await heard();
    expect((await facts(lunch))?.members.map(({ id }) => id)).toEqual(['qian.xiaoshou', 'sun.jingli']);
    const stays = await house.inCorp((tx) =>
      tx.membership.findMany({ where: { chatId: lunch, until: { not: null } }, select: { memberId: true } }),
    );
    expect(stays).toEqual([{ memberId: 'zhao.shiyong' }]);
  });

  test('a group in which nobody has a seat any more is hidden again, and its messages are not called seen', async () => {
    const { house } = open;
    house.tenant.setSeats(['li.renshi']);
    await house.setClock('2026-11-26T19:30:00+08:00');
    await heard();
    expect((await facts(lunch))?.unseen.get('roster')).toBe('internal-group');
    expect((await facts(declared))?.unseen.has('roster')).toBe(false);
    const at = await house.deps.clock.now();
    const sight = await house.inCorp((tx) => sightIn(tx, house.corp, [lunch, declared], at, at));
    expect([sight(lunch).unseen, sight(declared).unseen]).toEqual(['no-seat', null]);
  });

  test('status counts them, registered or not, and says how the archive does', async () => {
    const { exit, corps } = await open.json('status');
    expect(exit).toBe(0);
    expect(corps[0].archive).toMatchObject({
      state: 'connected',
      behind: false,
      parked: 0,
      gaps: 0,
      seats: 1,
      oneToOne: 0,
      rooms: { registered: 1, unregistered: 1 },
      seatless: 1,
    });
    expect((await open.json('coverage', 'seats')).corps).toMatchObject([{ groups: 1 }]);
    const { out } = await open.run('status');
    expect(out).toContain('2 internal groups heard of, 1 of them not registered');
  });

  test('one that was declared without its id, and that the declared owner made, is that one from now on', async () => {
    const { house } = open;
    const { corp } = house;
    const [keys, at] = [await house.deps.keys.of(corp), await house.deps.clock.now()];
    const said = { chatId: null, name: '周末群', owner: 'li.renshi', reach: 'internal', said: NOTHING_SAID } as const;
    const own = await house.inCorp((tx) => declareGroup(tx, { corp, keys, at, by: 'li.renshi' }, said));
    const weekend = await house.tenant.createInternalGroup({
      name: '周末群',
      owner: 'li.renshi',
      members: ['sun.jingli'],
    });
    await house.tenant.sayIn(weekend, 'sun.jingli', '周六见');
    await heard();
    await house.setClock('2026-11-26T20:12:00+08:00');
    await heard();
    expect(await house.trail('group-found')).toEqual([{ v: 1, kind: 'group-found', declared: own, chatId: weekend }]);
  });
});
