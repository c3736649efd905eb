import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../../test/small-house.ts';
import type { GroupFacts } from '../events/facts.ts';
import { newId } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';
import { loadHeardFrom } from './load-heard-from.ts';

const CLAUSE = `clauses:
  - id: 示例日报
    title: { zh: 日报, en: Daily report }
    text: { zh: 每天 18:00 前发日报。, en: A report by six each day. }
    strength: binding
    evidence: archive
    checkedBy: [daily-report]
`;
const RULE = `rules:
  daily-report:
    rule: content/required-post
    clause: 示例日报
    kinds: [marketing]
    level: observe
    settings: { who: [{ userid: [qian.xiaoshou] }], every: day, since: 2026-11-20, lookbackDays: 3 }
`;

let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse({ startAt: '2026-11-25T14:00:00+08:00' });
  const { house } = small;
  const policy = shippedPolicy.replace(/^clauses:\n/m, CLAUSE).replace(/^rules:\n/m, RULE);
  await small.json('policy', 'publish', house.file(policy), '--by', 'li.renshi');
  await house.inCorp(
    (tx) => tx.$executeRaw`
      insert into qungui.archive_consent (corp, id, external_id, place, agreed, since, learned)
      select corp, gen_random_uuid(), member_id, chat_id, 'agreed', since, 'call' from qungui.membership
      where member_kind = 'external'`,
  );
});
afterAll(() => small.house.close());

/** The days of which a report was missed, as the open cases say at a moment up to which everything was read. */
async function missedAt(time: string): Promise<readonly string[]> {
  const { house, world } = small;
  const [at, corp] = [new Date(`${time}:00+08:00`), house.corp];
  await house.setClock(`${time}:00+08:00`);
  await house.inCorp(async (tx) => {
    const read = { seq: 9, atOnce: 100, failures: 0, caughtUpAt: new Date(at.getTime() + 120_000) };
    await tx.archiveCursor.upsert({ where: { corp }, update: read, create: { corp, ...read } });
    await armTimer(tx, corp, { kind: 'look-group', subject: world.group, dueAt: at, at });
  });
  await house.idle();
  return (await house.allCases())
    .filter(({ instance }) => instance === 'daily-report')
    .map(({ window }) => window)
    .sort();
}

test('a rule that is published during the day misses nothing of that day, and the first whole day counts', async () => {
  expect(await missedAt('2026-11-25T18:30')).toEqual([]);
  expect(await missedAt('2026-11-26T17:30')).toEqual([]);
  expect(await missedAt('2026-11-26T18:30')).toEqual(['2026-11-26']);
});

type Spells = readonly (readonly [since: string, until: string | null, verdict: string, reason: string | null])[];
const spells = (rows: Spells) =>
  small.house.inCorp(async (tx) => {
    const place = { corp: small.house.corp, chatId: 'wr-elsewhere', rule: 'report', policyVersion: 1 };
    await tx.coverage.deleteMany({ where: { chatId: place.chatId } });
    await tx.coverage.createMany({
      data: rows.map(([since, until, verdict, reason]) => ({
        ...place,
        id: newId(),
        since: new Date(`2026-11-${since}:00Z`),
        until: until === null ? null : new Date(`2026-11-${until}:00Z`),
        verdict,
        reason,
      })),
    });
    const facts = { group: { chatId: place.chatId }, atMs: Date.parse('2026-11-28T00:00:00Z') } as GroupFacts;
    const { report } = (await loadHeardFrom(tx, small.house.corp, [facts]))('wr-elsewhere');
    return report === undefined ? null : new Date(report + 3_600_000).toISOString().slice(8, 16);
  });

test.each<readonly [string, Spells, string | null]>([
  ['listened all the time', [['20T00:00', null, 'checked', null]], '20T00:00'],
  [
    'had a gap, and goes on',
    [
      ['20T00:00', '21T00:00', 'checked', null],
      ['21T00:00', '22T00:00', 'data-gap', 'data-gap'],
      ['22T00:00', null, 'partly', 'data-gap'],
    ],
    '20T00:00',
  ],
  [
    'was not used for a day',
    [
      ['20T00:00', '21T00:00', 'checked', null],
      ['22T00:00', null, 'checked', null],
    ],
    '22T00:00',
  ],
  [
    'did not hear while somebody had not agreed',
    [
      ['20T00:00', '21T00:00', 'not-checkable', 'no-consent'],
      ['21T00:00', null, 'checked', null],
    ],
    '21T00:00',
  ],
  [
    'waited for an archive, whose records it hears',
    [
      ['20T00:00', '21T00:00', 'not-checkable', 'no-archive'],
      ['21T00:00', null, 'checked', null],
    ],
    '20T00:00',
  ],
  ['was taken out', [['20T00:00', '21T00:00', 'checked', null]], null],
])('a use that %s', async (_, rows, from) => {
  expect(await spells(rows)).toBe(from);
});
