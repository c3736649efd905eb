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
import { claimDueTimer, type DueTimer } from './claim.ts';
import { fireTogether } from './fire-together.ts';

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
const fire = (corp: Corp, before: (tx: Tx, timers: readonly DueTimer[]) => unknown = () => undefined, atMost = 100) =>
  fireTogether(deps, corp, {
    kind: 'look-group',
    atMost,
    effect: async (tx, _corp, timers) => {
      await before(tx, timers);
      return timers.map(entryOf);
    },
  });
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

  expect(await fire(corp, undefined, 2)).toBe(2);
  expect(await effects(corp)).toEqual(expect.arrayContaining(['wr1', 'wr2']));
  expect(await fire(corp)).toBe(1);
  expect(await fire(corp)).toBe(0);
  expect((await effects(corp)).sort()).toEqual(['wr1', 'wr2', 'wr3']);
});

test('one that was cancelled after it was taken has no effect, the others have', async () => {
  const corp = await corpWith('wr1', 'wr2');
  const keys = await deps.keys.of(corp);
  const slowKeys = {
    of: async () => {
      await db.withCorp(corp, async (tx) => cancelTimers(tx, corp, 'look-group', ['wr1'], await nowIn(tx)));
      return keys;
    },
  };
  const effect = async (_tx: Tx, _corp: Corp, timers: readonly DueTimer[]) => timers.map(entryOf);
  await fireTogether({ ...deps, keys: slowKeys }, corp, { kind: 'look-group', atMost: 10, effect });

  expect(await effects(corp)).toEqual(['wr2']);
  expect(await states(corp)).toEqual(['wr1 cancelled 1', 'wr2 fired 1']);
});

test('when one fails none has an effect, and each is taken alone from then on', async () => {
  const corp = await corpWith('wr1', 'wr2');
  const fail = (): never => {
    throw new Error('wr2 cannot be judged');
  };

  expect(await fire(corp, fail)).toBe(2);
  expect(await effects(corp)).toEqual([]);
  expect(await states(corp)).toEqual(['wr1 armed 1', 'wr2 armed 1']);
  expect(await fire(corp)).toBe(0);
  expect(await db.withCorp(corp, (tx) => claimDueTimer(tx, corp))).toMatchObject({ attempts: 2 });
});

test('one that is wished for again while it is fired is fired once more', async () => {
  const corp = await corpWith('wr1', 'wr2');
  const claimedThenWished = { ...deps, keys: { of: (of: Corp) => arm(corp, 'wr1').then(() => deps.keys.of(of)) } };
  const effect = async (_tx: Tx, _corp: Corp, timers: readonly DueTimer[]) => timers.map(entryOf);
  await fireTogether(claimedThenWished, corp, { kind: 'look-group', atMost: 10, effect });

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
