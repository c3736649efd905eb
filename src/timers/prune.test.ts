import { afterAll, expect, test } from 'vitest';
import { asSuperuser, openTestDb } from '../../test/db.ts';
import { Corp } from '../ids.ts';
import { pruneTimers } from './prune.ts';

const { db, database, close } = await openTestDb();
afterAll(close);

const corp = Corp.parse('shifan');
const now = new Date('2026-11-26T09:30:00+08:00');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

/** Which of these are still there, when timers are pruned now. */
const KEPT: readonly (readonly [
  string,
  { kind?: string; state: string; due: number; ended: number | null },
  boolean,
])[] = [
  ['fired a month ago', { state: 'fired', due: 31, ended: 31 }, false],
  ['cancelled a month ago', { state: 'cancelled', due: 31, ended: 40 }, false],
  ['made good a month ago', { state: 'caught-up', due: 31, ended: 31 }, false],
  ['fired last week', { state: 'fired', due: 7, ended: 7 }, true],
  ['cancelled long before it was due', { state: 'cancelled', due: 2, ended: 60 }, true],
  ['given up and not made good', { state: 'given-up', due: 90, ended: 90 }, true],
  ['due for long and not fired', { state: 'armed', due: 90, ended: null }, true],
  ['a reading of the directory', { kind: 'sync-directory', state: 'fired', due: 90, ended: 90 }, true],
];

test('what ended a month ago goes; what is open, given up or says since when stays', async () => {
  await asSuperuser(database, async (client) => {
    for (const [subject, { kind = 'look-group', state, due, ended }] of KEPT)
      await client.query(
        `insert into qungui.timer (corp, id, kind, subject, due_at, state, armed_at, ended_at)
         values ($1, gen_random_uuid(), $2, $3, $4, $5, $4, $6)`,
        [corp, kind, subject, daysAgo(due), state, ended === null ? null : daysAgo(ended)],
      );
  });

  expect(await db.withCorp(corp, (tx) => pruneTimers(tx, corp, now))).toBe(3);
  const left = await db.withCorp(corp, (tx) => tx.timer.findMany({ select: { subject: true } }));
  expect(left.map(({ subject }) => subject).sort()).toEqual(
    KEPT.flatMap(([subject, , kept]) => (kept ? [subject] : [])).sort(),
  );
});
