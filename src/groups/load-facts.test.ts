import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/db.ts';
import { type Db, openDb } from '../db/client.ts';
import type { Department, Directory } from '../events/person.ts';
import { Corp, newId } from '../ids.ts';
import { loadFactsOf, loadRegistered } from './load-facts.ts';
import { setReach } from './reach.ts';

const corp = Corp.parse('shifan');
const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);
const root: Department = { id: 1, name: '示范实业', parent: 0, leaders: [], alsoKnownAs: [] };
const people = (departments: readonly Department[]): Directory => ({
  persons: new Map(),
  byAccount: new Map(),
  departments: new Map(departments.map((one) => [one.id, one])),
  contacts: new Map(),
  identities: new Map(),
  lists: new Map(),
});

let database: TestDatabase;
let db: Db;
/** Found at 09:00, read at 10:00; renamed, a member gone and another called differently at 11:00. */
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.appUrl, 'fixed');
  const group = { corp, chatId: 'wr-1' };
  const row = () => ({ ...group, id: newId() });
  await db.withCorp(corp, async (tx) => {
    await tx.chatGroup.create({ data: { ...group, foundAt: at('09:00'), verifiedAt: at('11:00') } });
    await setReach(tx, corp, 'wr-1', { reach: 'customer', evidence: 'groupchat/list' }, at('09:00'));
    const state = { owner: 'zhang.shili', admins: [] };
    const stay = { memberKind: 'employee', learned: 'fetch', since: at('10:00') };
    await tx.groupState.createMany({
      data: [
        { ...row(), ...state, name: '示范老群', since: at('10:00'), until: at('11:00') },
        { ...row(), ...state, name: '示范新群', since: at('11:00') },
      ],
    });
    await tx.membership.createMany({
      data: [
        { ...row(), ...stay, memberId: 'zhang.shili' },
        { ...row(), ...stay, memberId: 'li.yangben', until: at('11:00') },
      ],
    });
    const called = { memberId: 'zhang.shili', shownName: '张示例' };
    await tx.nicknameState.createMany({
      data: [
        { ...row(), ...called, nickname: '小太阳', since: at('10:00'), until: at('11:00') },
        { ...row(), ...called, nickname: '行政人事部-张示例', since: at('11:00') },
      ],
    });
  });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

async function seen(moment: Date | 'now', directory = people([root])): Promise<string> {
  const load = db.withCorp(corp, (tx) =>
    loadFactsOf(tx, corp, ['wr-1'], directory, moment === 'now' ? at('12:00') : moment, moment),
  );
  const facts = (await load).get('wr-1');
  const members = facts?.members.map(({ id, nickname }) => `${id} ${nickname}`).join(', ');
  return `${facts?.group.name}: ${members}; ${facts?.unseen.get('roster') ?? 'seen'}`;
}

describe('until when old papers may come', () => {
  const papers = (moment: Date | 'now') =>
    db.withCorp(corp, async (tx) => (await loadRegistered(tx, corp, ['wr-1'], moment)).get('wr-1')?.papersUntilMs);
  const round = (startedAt: Date, papersUntil: Date) =>
    db.withCorp(corp, async (tx) => {
      const inventoryId = newId();
      const days = { startedAt, cutOffAt: papersUntil, papersUntil, endedAt: at('11:30') };
      await tx.inventory.create({ data: { corp, id: inventoryId, startedBy: 'hr', ...days } });
      const said = { name: '', reach: 'customer', owner: '', department: '', purpose: '', confidence: 'certain' };
      const line = { corp, id: newId(), inventoryId, chatId: 'wr-1', ...said, reason: '', state: 'registered' };
      await tx.inventoryLine.create({ data: line });
    });

  test('is the latest promise of those that had been given by then, also after the round', async () => {
    const entry = {
      corp,
      id: newId(),
      chatId: 'wr-1',
      kind: 'marketing',
      ownerDepartment: '',
      purpose: '',
      setBy: 'hr',
    };
    await db.withCorp(corp, (tx) => tx.registerEntry.create({ data: { ...entry, since: at('09:00') } }));
    expect(await papers('now')).toBeNull();
    await round(at('10:00'), new Date('2026-12-16T00:00:00+08:00'));
    await round(at('11:00'), new Date('2026-12-31T00:00:00+08:00'));

    expect(await papers(at('09:30'))).toBeNull();
    expect(await papers(at('10:30'))).toBe(Date.parse('2026-12-16T00:00:00+08:00'));
    expect(await papers('now')).toBe(Date.parse('2026-12-31T00:00:00+08:00'));
  });
});

describe('what was known of a group', () => {
  for (const [moment, known] of [
    [at('09:30'), ': ; never-fetched'],
    [at('10:00'), '示范老群: li.yangben null, zhang.shili 小太阳; seen'],
    [at('10:59'), '示范老群: li.yangben null, zhang.shili 小太阳; seen'],
    [at('11:00'), '示范新群: zhang.shili 行政人事部-张示例; seen'],
    ['now', '示范新群: zhang.shili 行政人事部-张示例; seen'],
  ] as const)
    test(`${moment === 'now' ? 'now' : moment.toISOString()}: ${known}`, async () =>
      expect(await seen(moment)).toBe(known));

  test('nothing is seen while nobody ever read the directory, now or then', async () => {
    expect(await seen('now', people([]))).toContain('never-fetched');
    expect(await seen(at('10:30'), people([]))).toContain('never-fetched');
  });
});
