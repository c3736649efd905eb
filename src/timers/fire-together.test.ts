import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { entriesOf } from '../../test/builders/trail.ts';
import { asSuperuser, openTestDb } from '../../test/db.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { nowIn, type Tx } from '../db/client.ts';
import { KEY_BYTES, kekOf } from '../db/kek.ts';
import { openKeyring } from '../db/keyring.ts';
import { Corp } from '../ids.ts';
import { openLog } from '../log.ts';
import { armTimers, cancelTimers } from './arm.ts';
import { claimDueTimer, claimTogether, type DueTimer } from './claim.ts';
import { fireTogether, type Together } from './fire-together.ts';

const { db, database, close } = await openTestDb();
afterAll(close);
const deps = { db, keys: openKeyring(db, kekOf(randomBytes(KEY_BYTES))), log: openLog('silent') };

let turn = 0;
/** A corp of its own with timers due on these subjects. */
async function corpWith(...subjects: readonly string[]): Promise<Corp> {
  turn += 1;
  const corp = Corp.parse(`shi-${turn}`);
  await arm(corp, ...subjects);
  return corp;
}
const arm = (corp: Corp, ...subjects: readonly string[]) =>
  db.withCorp(corp, async (tx) => armTimers(tx, corp, { kind: 'look-group', subjects, at: await nowIn(tx) }));

const entryOf = ({ subject, kind }: DueTimer): AuditEntry => ({
  v: 1,
  kind: 'sync-failed',
  what: kind,
  chatId: subject,
  code: 'E-TEST',
  errcode: null,
});
/** What firing does here: an entry in the trail, unless something happens first. */
const effect = async (_tx: Tx, _corp: Corp, timers: readonly DueTimer[]) => timers.map(entryOf);
/** Takes what is due and fires it; answers how many. */
async function fire(corp: Corp, { atMost = 100, ...over }: Partial<Together> = {}): Promise<number> {
  const claimed = await db.withCorp(corp, (tx) => claimTogether(tx, corp, 'look-group', atMost));
  await fireTogether(deps, corp, { effect, ...over }, claimed);
  return claimed.length;
}
const effects = async (corp: Corp): Promise<unknown[]> =>
  (await db.withCorp(corp, (tx) => entriesOf(tx, corp, 'sync-failed'))).map((body) => body.chatId);
const states = (corp: Corp) =>
  db.withCorp(corp, async (tx) =>
    (await tx.timer.findMany({ where: { corp }, orderBy: { subject: 'asc' } })).map(
      ({ subject, state, attempts }) => `${subject} ${state} ${attempts}`,
    ),
  );

test('what is due is fired in one batch, its oldest first, and each leaves its effect once', async () => {
  const corp = await corpWith('wr1', 'wr2');
  await arm(corp, 'wr3');

  expect(await fire(corp, { atMost: 2 })).toBe(2);
  expect(await effects(corp)).toEqual(expect.arrayContaining(['wr1', 'wr2']));
  expect(await fire(corp)).toBe(1);
  expect(await fire(corp)).toBe(0);
  expect((await effects(corp)).sort()).toEqual(['wr1', 'wr2', 'wr3']);
});

test('one that was cancelled after it was taken has no effect, the others have', async () => {
  const corp = await corpWith('wr1', 'wr2');
  const hold = () =>
    db.withCorp(corp, async (other) => cancelTimers(other, corp, 'look-group', ['wr1'], await nowIn(other)));
  await fire(corp, { hold });

  expect(await effects(corp)).toEqual(['wr2']);
  expect(await states(corp)).toEqual(['wr1 cancelled 1', 'wr2 fired 1']);
});

test('when one fails none has an effect, and each is taken alone from then on', async () => {
  const corp = await corpWith('wr1', 'wr2');
  const fail = (): never => {
    throw new Error('wr2 cannot be judged');
  };

  expect(await fire(corp, { effect: fail })).toBe(2);
  expect(await effects(corp)).toEqual([]);
  expect(await states(corp)).toEqual(['wr1 armed 1', 'wr2 armed 1']);
  expect(await fire(corp)).toBe(0);
  expect(await db.withCorp(corp, (tx) => claimDueTimer(tx, corp))).toMatchObject({ attempts: 2 });
});

test('one that is wished for again while it is fired is fired once more', async () => {
  const corp = await corpWith('wr1', 'wr2');
  await fire(corp, { hold: () => arm(corp, 'wr1') });

  expect(await states(corp)).toEqual(['wr1 armed 0', 'wr2 fired 1']);
});

test('beside what no process survived nobody is taken together with others', async () => {
  const corp = await corpWith('wr1', 'wr2');
  await asSuperuser(database, (client) =>
    client.query(
      `insert into qungui.timer (corp, id, kind, subject, due_at, state, attempts, armed_at, ended_at)
       select $1, gen_random_uuid(), 'look-again', 'wr1', now(), 'given-up', 6, now(), now()`,
      [corp],
    ),
  );

  expect(await fire(corp)).toBe(1);
  expect(await effects(corp)).toEqual(['wr2']);
});
