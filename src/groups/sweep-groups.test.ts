import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDb } from '../../test/db.ts';
import { Corp } from '../ids.ts';
import type { Snapshot } from './snapshot.ts';
import { dueForSweep } from './sweep-groups.ts';
import { writeSnapshot } from './write-snapshot.ts';

const corp = Corp.parse('shifan');
const readAt = new Date('2026-11-26T09:00:00+08:00');

const { db, close } = await openTestDb();
beforeAll(async () => {
  for (const reach of ['managed', 'customer'] as const) {
    const shown: Snapshot = {
      reach,
      name: reach,
      owner: 'li.shili',
      admins: null,
      createdAt: null,
      notice: null,
      memberVersion: null,
      members: [],
    };
    const unread = { memberVersion: null, verifiedAt: null };
    await db.withCorp(corp, (tx) => writeSnapshot(tx, corp, reach, shown, unread, readAt));
  }
});
afterAll(close);

test.each([
  [1, []],
  [3, ['managed']],
  [3 * 24 + 1, ['customer', 'managed']],
])('%i hours after they were read, of a managed and a customer group those are due: %j', async (hours, due) => {
  const at = new Date(readAt.getTime() + hours * 3_600_000);
  expect((await db.withCorp(corp, (tx) => dueForSweep(tx, corp, at, 3))).sort()).toEqual(due);
});
