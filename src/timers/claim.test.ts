import { afterAll, expect, test } from 'vitest';
import { asSuperuser, openTestDb } from '../../test/db.ts';
import { nowIn } from '../db/client.ts';
import { Corp } from '../ids.ts';
import { armTimers } from './arm.ts';
import { claimDueTimer } from './claim.ts';

const { db, database, close } = await openTestDb();
afterAll(close);

const corp = Corp.parse('shifan');
const arm = (subjects: readonly string[]) =>
  db.withCorp(corp, async (tx) => armTimers(tx, corp, { kind: 'look-group', subjects, at: await nowIn(tx) }));

/** PostgreSQL plans by what it counted last: with one row or none it joined the other way round, and leased every timer. */
test.each([0, 1, 2, 10, 100])(
  'one claim leases one timer, when PostgreSQL last counted %d of them',
  async (counted) => {
    await asSuperuser(database, (client) => client.query('truncate qungui.timer'));
    await arm(Array.from({ length: counted }, (_, i) => `early-${i}`));
    await asSuperuser(database, (client) => client.query('vacuum analyze qungui.timer'));
    await arm(['wr1', 'wr2', 'wr3']);

    expect(
      await db.withCorp(corp, async (tx) => {
        await claimDueTimer(tx, corp);
        return tx.timer.count({ where: { corp, leaseUntil: { not: null } } });
      }),
    ).toBe(1);
  },
);
