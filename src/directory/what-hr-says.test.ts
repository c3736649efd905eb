import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/db.ts';
import { type Db, openDb } from '../db/client.ts';
import { kekOf } from '../db/kek.ts';
import { openKeyring } from '../db/keyring.ts';
import type { CorpKeys } from '../db/keys.ts';
import { Corp, newId } from '../ids.ts';
import { joinPersons } from './join-persons.ts';
import { loadDirectory, loadDirectoryAt } from './load-directory.ts';
import { setList } from './named-lists.ts';
import { startPerson, writeLook } from './person-rows.ts';
import { relationOf, setRelation } from './relations.ts';
import { type ShortNames, setShortNames } from './short-names.ts';

const corp = Corp.parse('shifan');
const by = 'li.renshi';
const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);
const DAY_MS = 86_400_000;

let database: TestDatabase;
let db: Db;
let keys: CorpKeys;
let inside: string;
let outside: string;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.appUrl, 'fixed');
  keys = await openKeyring(db, kekOf(Buffer.alloc(32, 3))).of(corp);
  await db.withCorp(corp, async (tx) => {
    const since = at('08:00');
    for (const [departmentId, name] of [
      [2, '营销策划部'],
      [3, '行政人事部'],
    ] as const)
      await tx.departmentState.create({
        data: { corp, id: newId(), departmentId, since, name, parentId: 1, leaders: [] },
      });
    inside = await personIn(2, 'a', 'wr-marketing');
    outside = await personIn(3, 'b', 'wr-others');

    async function personIn(department: number, userid: string, chatId: string): Promise<string> {
      const personId = await startPerson(tx, corp, userid, since);
      const look = { name: '张示例', alias: '', position: '', mainDepartment: department, leaderIn: [], tags: [] };
      await writeLook(tx, corp, personId, { ...look, departments: [department], directLeader: null, status: 1 }, since);
      await tx.chatGroup.create({ data: { corp, chatId, foundAt: since } });
      const stay = { memberId: userid, memberKind: 'employee', personId, since, learned: 'fetch' };
      await tx.membership.create({ data: { corp, id: newId(), chatId, ...stay } });
      return personId;
    }
  });
}, 60_000);
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** What one deed leaves in the trail, and which groups it has looked at again. */
async function saidAfter(deed: Parameters<Db['withCorp']>[1]): Promise<{ kinds: string[]; looks: string[] }> {
  const seen = await db.withCorp(corp, async (tx) => {
    await tx.timer.deleteMany({ where: { corp } });
    return tx.auditRecord.count({ where: { corp } });
  });
  await db.withCorp(corp, deed);
  return db.withCorp(corp, async (tx) => {
    const records = await tx.auditRecord.findMany({ where: { corp, seq: { gt: seen } }, orderBy: { seq: 'asc' } });
    const timers = await tx.timer.findMany({ where: { corp, kind: 'look-group', state: 'armed' } });
    return { kinds: records.map(({ kind }) => kind), looks: timers.map(({ subject }) => subject).sort() };
  });
}
const set = (departments: readonly ShortNames[], time: string) =>
  saidAfter((tx) => setShortNames(tx, corp, keys, { departments, by }, at(time)));
const alsoKnownAs = async (momentMs: number) => {
  const directory = await db.withCorp(corp, (tx) => loadDirectory(tx, corp, momentMs));
  return directory.departments.get(2)?.alsoKnownAs.map(({ name }) => name);
};

describe('short names of departments', () => {
  test('that are set are on the trail, and the groups of the people are looked at again', async () => {
    expect(await set([{ departmentId: 2, names: ['营销', '策划'] }], '09:00')).toEqual({
      kinds: ['short-names-set'],
      looks: ['wr-marketing'],
    });
    expect(await alsoKnownAs(at('09:30').getTime())).toEqual(['营销', '策划']);
  });

  test('that are set again as they are leave no trace', async () => {
    expect(await set([{ departmentId: 2, names: ['策划', '营销'] }], '10:00')).toEqual({ kinds: [], looks: [] });
  });

  test('that ended are valid for 30 days, and no longer', async () => {
    await set([{ departmentId: 2, names: ['营销'] }], '11:00');
    const endedMs = at('11:00').getTime();

    expect(await alsoKnownAs(endedMs + 29 * DAY_MS)).toEqual(['营销', '策划']);
    expect(await alsoKnownAs(endedMs + 31 * DAY_MS)).toEqual(['营销']);
  });

  test('are told as they were at a moment', async () => {
    const then = async (time: string) =>
      (await db.withCorp(corp, (tx) => loadDirectoryAt(tx, corp, at(time)))).departments
        .get(2)
        ?.alsoKnownAs.map(({ name, untilMs }) => [name, untilMs]);

    expect(await then('08:30')).toEqual([]);
    expect(await then('10:30')).toEqual([
      ['营销', null],
      ['策划', null],
    ]);
  });
});

describe('what HR says', () => {
  test('of a relation is history, on the trail, and looked at', async () => {
    const said = (relation: 'intern' | 'regular', time: string) =>
      saidAfter((tx) => setRelation(tx, corp, keys, { personId: inside, relation, by }, at(time)));
    expect(await said('intern', '09:00')).toEqual({ kinds: ['relation-set'], looks: ['wr-marketing'] });
    expect(await said('intern', '09:30')).toEqual({ kinds: [], looks: [] });
    await said('regular', '10:00');

    const moments = [at('08:59'), at('09:59'), at('10:00'), 'now'] as const;
    const relations = await db.withCorp(corp, async (tx) => {
      const told = [];
      for (const moment of moments) told.push(await relationOf(tx, corp, inside, moment));
      return told;
    });
    expect(relations).toEqual(['unknown', 'intern', 'regular', 'regular']);
    const then = await db.withCorp(corp, (tx) => loadDirectoryAt(tx, corp, at('09:30')));
    expect(then.byAccount.get('a')?.relation).toBe('intern');
  });

  test('of a list is on the trail, and every group is looked at', async () => {
    const entry = { list: 'members', key: '001', companies: [], department: '', title: '会长', name: '张示例' };
    const said = (time: string) =>
      saidAfter((tx) => setList(tx, corp, keys, { list: 'members', entries: [entry], by }, at(time)));

    expect(await said('09:00')).toEqual({ kinds: ['list-set'], looks: ['wr-marketing', 'wr-others'] });
    expect(await said('09:30')).toEqual({ kinds: [], looks: [] });
  });

  test('of two hires of one human is on the trail, and the groups of both are looked at', async () => {
    const joining = { personId: outside, earlierId: inside, by };
    expect(await saidAfter((tx) => joinPersons(tx, corp, keys, joining, at('09:00')))).toEqual({
      kinds: ['person-joined-up'],
      looks: ['wr-marketing', 'wr-others'],
    });
  });
});
