import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/db.ts';
import { type Db, openDb } from '../db/client.ts';
import { kekOf } from '../db/kek.ts';
import { openKeyring } from '../db/keyring.ts';
import type { CorpKeys } from '../db/keys.ts';
import { Corp, newId } from '../ids.ts';
import type { ContactApi, DirectoryUser } from '../wecom/contact/contact.ts';
import { accountCreated, accountDeleted } from './account-events.ts';
import { loadDirectory } from './load-directory.ts';
import { startPerson } from './person-rows.ts';
import { refreshPerson } from './refresh-person.ts';
import { renameAccount } from './rename-account.ts';
import { syncDirectory } from './sync-directory.ts';

const corp = Corp.parse('shifan');
const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);

let database: TestDatabase;
let db: Db;
let keys: CorpKeys;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.appUrl, 'fixed');
  keys = await openKeyring(db, kekOf(Buffer.alloc(32, 3))).of(corp);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const aUser = (userid: string, over: Partial<DirectoryUser> = {}): DirectoryUser => ({
  userid,
  name: '张示例',
  alias: '',
  position: '营销策划',
  departments: [2],
  mainDepartment: 2,
  leaderIn: [],
  directLeader: null,
  status: 1,
  ...over,
});
/** WeCom's directory as two plain lists. */
const directory = (users: readonly DirectoryUser[], department = '营销策划部'): ContactApi => ({
  departments: async () => [{ id: 2, name: department, parent: 1, leaders: [] }],
  usersOf: async (id) => users.filter((user) => user.departments.includes(id)),
  user: async (userid) => users.find((user) => user.userid === userid) ?? null,
  externalContact: async () => null,
  tags: async () => [{ name: '运营推动小组', userids: ['a'] }],
});
const load = (atMs = at('12:00').getTime()) => db.withCorp(corp, (tx) => loadDirectory(tx, corp, atMs));
const holder = async (userid: string) => (await load()).byAccount.get(userid)?.id;

describe('a person is one hire, not an account', () => {
  test('an account given to a new hire starts a new person who inherits nothing', async () => {
    await db.withCorp(corp, (tx) => accountCreated(tx, corp, 'reused', at('09:00')));
    const first = await holder('reused');
    await db.withCorp(corp, (tx) => accountDeleted(tx, corp, 'reused', at('10:00')));
    await db.withCorp(corp, (tx) => accountCreated(tx, corp, 'reused', at('11:00')));

    const second = await holder('reused');

    expect(second).not.toBe(first);
    const former = first ? (await load()).persons.get(first) : undefined;
    expect(former).toMatchObject({ userid: null, status: 'left', leftAtMs: at('10:00').getTime() });
  });

  test('a lost delete_user does not hand the history on', async () => {
    await db.withCorp(corp, (tx) => accountCreated(tx, corp, 'lost', at('09:00')));
    const first = await holder('lost');

    await db.withCorp(corp, (tx) => accountCreated(tx, corp, 'lost', at('11:00')));

    expect(await holder('lost')).not.toBe(first);
  });

  test('a delete_user that arrives after the account was given out again touches nobody', async () => {
    await db.withCorp(corp, (tx) => accountCreated(tx, corp, 'late', at('11:00')));
    const present = await holder('late');

    const outcome = await db.withCorp(corp, (tx) => accountDeleted(tx, corp, 'late', at('10:00')));

    expect(outcome).toBe('stale');
    expect(await holder('late')).toBe(present);
  });

  test('the same create_user twice is one hire', async () => {
    await db.withCorp(corp, (tx) => accountCreated(tx, corp, 'twice', at('09:00')));
    const first = await holder('twice');

    expect(await db.withCorp(corp, (tx) => accountCreated(tx, corp, 'twice', at('09:00')))).toBe('known');
    expect(await holder('twice')).toBe(first);
  });

  test('a new userid keeps the person', async () => {
    await db.withCorp(corp, (tx) => accountCreated(tx, corp, 'before', at('09:00')));
    const person = await holder('before');

    await db.withCorp(corp, (tx) => renameAccount(tx, corp, keys, { from: 'before', to: 'after', at: at('10:00') }));

    expect(await holder('after')).toBe(person);
    expect(await holder('before')).toBeUndefined();
  });

  test('a look that meets the new userid before its event makes nobody a leaver', async () => {
    await db.withCorp(corp, (tx) => accountCreated(tx, corp, 'early', at('09:00')));
    const person = await holder('early');
    const stay = newId();
    await db.withCorp(corp, async (tx) => {
      const personId = await startPerson(tx, corp, 'met', at('10:01'));
      await tx.membership.create({
        data: {
          corp,
          id: stay,
          chatId: 'wr1',
          memberId: 'met',
          memberKind: 'employee',
          personId,
          since: at('08:00'),
          learned: 'fetch',
        },
      });
    });

    await db.withCorp(corp, (tx) => renameAccount(tx, corp, keys, { from: 'early', to: 'met', at: at('10:00') }));

    expect(await holder('met')).toBe(person);
    const [row] = await db.withCorp(corp, (tx) => tx.membership.findMany({ where: { corp, id: stay } }));
    expect(row?.personId).toBe(person);
  });
});

describe('the nightly sync', () => {
  const staff = Corp.parse('yangben');
  const loadStaff = (atMs: number) => db.withCorp(staff, (tx) => loadDirectory(tx, staff, atMs));

  test('twice the same directory changes nothing the second time', async () => {
    const wecom = directory([aUser('a'), aUser('b', { name: '李样本' })]);

    expect(await syncDirectory({ db }, staff, wecom)).toEqual({ started: 2, changed: 0, left: 0, departments: 1 });
    expect(await syncDirectory({ db }, staff, wecom)).toEqual({ started: 0, changed: 0, left: 0, departments: 0 });
  });

  test('tags of the directory are kept with the person', async () => {
    expect((await loadStaff(0)).byAccount.get('a')?.tags).toEqual(['运营推动小组']);
  });

  test('people found by the first reading are no newcomers; those found later are', async () => {
    const before = Corp.parse('xianlai');
    await syncDirectory({ db }, before, directory([aUser('a')]));
    await syncDirectory({ db }, before, directory([aUser('a'), aUser('b')]));

    const { byAccount } = await db.withCorp(before, (tx) => loadDirectory(tx, before, 0));
    expect(byAccount.get('a')?.hiredAtMs).toBe(0);
    expect(byAccount.get('b')?.hiredAtMs).toBeGreaterThan(0);
  });

  test('a renamed department goes by its former name for 30 days, and no longer', async () => {
    await syncDirectory({ db }, staff, directory([aUser('a'), aUser('b', { name: '李样本' })], '营销中心'));
    const now = (await db.clock.now()).getTime();

    expect((await loadStaff(now)).departments.get(2)?.alsoKnownAs.map((other) => other.name)).toEqual(['营销策划部']);
    expect((await loadStaff(now + 31 * 86_400_000)).departments.get(2)?.alsoKnownAs).toEqual([]);
  });

  test('who is no longer listed and no longer known has left', async () => {
    await syncDirectory({ db }, staff, directory([aUser('a')], '营销中心'));

    const loaded = await loadStaff((await db.clock.now()).getTime());
    expect([...loaded.persons.values()].map((p) => [p.name, p.status])).toEqual(
      expect.arrayContaining([
        ['张示例', 'active'],
        ['李样本', 'left'],
      ]),
    );
  });

  test('an account that is not activated is not one that left', async () => {
    await syncDirectory({ db }, staff, directory([aUser('a', { status: 4 })], '营销中心'));

    expect((await loadStaff((await db.clock.now()).getTime())).byAccount.get('a')?.status).toBe('not-activated');
  });

  test('a promotion keeps the post of before, and since when; a change of status is no other post', async () => {
    const rising = Corp.parse('jinsheng');
    const looks = [aUser('a'), aUser('a', { status: 2 }), aUser('a', { position: '营销经理', leaderIn: [2] })];
    const times: number[] = [];
    for (const look of looks) {
      times.push((await db.clock.now()).getTime());
      await syncDirectory({ db }, rising, directory([look]));
    }
    const [first = 0, , third = 0] = times;

    const { byAccount } = await db.withCorp(rising, (tx) => loadDirectory(tx, rising, first));
    const { shownSinceMs = 0, before = [], position } = byAccount.get('a') ?? {};
    expect([position, before.map((post) => post.position)]).toEqual(['营销经理', ['营销策划']]);
    expect(shownSinceMs).toBeGreaterThanOrEqual(third);
    expect(before[0]?.sinceMs).toBeGreaterThanOrEqual(first);
    expect(before[0]?.sinceMs).toBeLessThan(third);
    const later = await db.withCorp(rising, (tx) => loadDirectory(tx, rising, first + 400 * 86_400_000));
    expect(later.byAccount.get('a')?.before).toEqual([]);
  });

  test('half of the accounts gone at once is a narrowed scope: nothing is written', async () => {
    const crowd = Corp.parse('renduo');
    const users = Array.from({ length: 20 }, (_, n) => aUser(`u${n}`));
    await syncDirectory({ db }, crowd, directory(users));

    await expect(syncDirectory({ db }, crowd, directory(users.slice(0, 10)))).rejects.toMatchObject({
      code: 'E-DIRECTORY-SHRANK',
    });
    const loaded = await db.withCorp(crowd, (tx) => loadDirectory(tx, crowd, 0));
    expect([...loaded.persons.values()].filter((p) => p.status === 'left')).toEqual([]);
  });

  test('whoever is out of sight for a while is the same person when he is seen again', async () => {
    const hidden = Corp.parse('yinqu');
    const both = directory([aUser('a'), aUser('b', { name: '李样本' })]);
    await syncDirectory({ db }, hidden, both);
    const before = await db.withCorp(hidden, (tx) => loadDirectory(tx, hidden, 0));
    await refreshPerson({ db }, hidden, directory([aUser('a')]), 'b');
    const away = await db.withCorp(hidden, (tx) => loadDirectory(tx, hidden, 0));
    await syncDirectory({ db }, hidden, both);
    const after = await db.withCorp(hidden, (tx) => loadDirectory(tx, hidden, 0));

    expect(away.byAccount.get('b')?.status).toBe('left');
    expect(after.byAccount.get('b')).toEqual(before.byAccount.get('b'));
  });

  test('a userid that comes back under another name is another person', async () => {
    const reused = Corp.parse('huanren');
    await syncDirectory({ db }, reused, directory([aUser('a'), aUser('b', { name: '李样本' })]));
    const first = await db.withCorp(reused, (tx) => loadDirectory(tx, reused, 0));
    await syncDirectory({ db }, reused, directory([aUser('a')]));
    await syncDirectory({ db }, reused, directory([aUser('a'), aUser('b', { name: '王样本' })]));
    const second = await db.withCorp(reused, (tx) => loadDirectory(tx, reused, 0));

    expect(second.byAccount.get('b')).toMatchObject({ name: '王样本', status: 'active' });
    expect(second.byAccount.get('b')?.id).not.toBe(first.byAccount.get('b')?.id);
  });

  test('a scope that is narrowed person by person makes no leavers of a company', async () => {
    const crowd = Corp.parse('suozhai');
    const users = Array.from({ length: 20 }, (_, n) => aUser(`u${n}`));
    await syncDirectory({ db }, crowd, directory(users));

    const outcomes: string[] = [];
    for (const { userid } of users)
      outcomes.push(
        await refreshPerson({ db }, crowd, directory([]), userid).catch((err: { code: string }) => err.code),
      );

    expect(outcomes).toEqual([...Array(5).fill('left'), ...Array(15).fill('E-DIRECTORY-SHRANK')]);
  });

  test('leavers of long ago are not counted as missing every night', async () => {
    const old = Corp.parse('laoren');
    const users = Array.from({ length: 12 }, (_, n) => aUser(`u${n}`));
    for (const left of [0, 4, 8]) await syncDirectory({ db }, old, directory(users.slice(left)));

    expect(await syncDirectory({ db }, old, directory(users.slice(8)))).toMatchObject({ left: 0 });
  });

  test('whoever was met before the first reading makes no newcomers of the others', async () => {
    const met = Corp.parse('xianyu');
    await refreshPerson({ db }, met, directory([aUser('a')]), 'a');
    await syncDirectory({ db }, met, directory([aUser('a'), aUser('b')]));

    const { byAccount } = await db.withCorp(met, (tx) => loadDirectory(tx, met, 0));
    expect(byAccount.get('b')?.hiredAtMs).toBe(0);
  });

  test('an account deleted while the directory was being read does not come to life again', async () => {
    const racing = Corp.parse('tongshi');
    const users = [aUser('a'), aUser('b', { name: '李样本' })];
    await syncDirectory({ db }, racing, directory(users));
    const slow: ContactApi = {
      ...directory(users),
      tags: async () => {
        await db.withCorp(racing, async (tx) => accountDeleted(tx, racing, 'b', await db.clock.now()));
        return [];
      },
    };
    await syncDirectory({ db }, racing, slow);

    const { byAccount } = await db.withCorp(racing, (tx) => loadDirectory(tx, racing, 0));
    expect(byAccount.get('b')).toBeUndefined();
  });
});
