import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDb } from '../../test/db.ts';
import { Corp } from '../ids.ts';
import { beginReach, reachOf, setReach } from './reach.ts';

const corp = Corp.parse('shifan');
const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);

const { db, close } = await openTestDb();
beforeAll(async () => {
  await db.withCorp(corp, async (tx) => {
    await setReach(tx, corp, 'wr-1', { reach: 'managed', evidence: 'appchat/get' }, at('09:00'));
    await setReach(tx, corp, 'wr-1', { reach: 'unknown', evidence: 'refused' }, at('10:00'));
    await setReach(tx, corp, 'wr-1', { reach: 'managed', evidence: 'appchat/get' }, at('11:00'));
    await setReach(tx, corp, 'wr-1', { reach: 'managed', evidence: 'appchat/get' }, at('12:00'));
  });
});
afterAll(close);

const reach = async (moment: Date | 'now', chatId = 'wr-1') =>
  (await db.withCorp(corp, (tx) => reachOf(tx, corp, chatId, moment))).reach;

describe('the reach of a group', () => {
  for (const [moment, said] of [
    [at('08:59'), 'unknown'],
    [at('09:00'), 'managed'],
    [at('09:59'), 'managed'],
    [at('10:00'), 'unknown'],
    [at('11:30'), 'managed'],
    ['now', 'managed'],
  ] as const)
    test(`was ${said} at ${moment === 'now' ? moment : moment.toISOString()}`, async () =>
      expect(await reach(moment)).toBe(said));

  test('that did not change makes no row', async () => {
    expect(await db.withCorp(corp, (tx) => tx.reachState.count({ where: { corp, chatId: 'wr-1' } }))).toBe(3);
  });

  test('that was seen is not said anew by a list', async () => {
    await db.withCorp(corp, (tx) =>
      beginReach(tx, corp, ['wr-1', 'wr-2'], { reach: 'customer', evidence: 'groupchat/list' }, at('13:00')),
    );
    expect([await reach('now'), await reach('now', 'wr-2')]).toEqual(['managed', 'customer']);
  });
});
