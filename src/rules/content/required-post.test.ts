import { expect, test } from 'vitest';
import { described } from '../../../test/builders/described.ts';
import { Described } from '../../../test/builders/described-schema.ts';
import { inOneLine, judged, type World } from '../../../test/builders/heard.ts';
import { factsOf } from '../../../test/builders/talk.ts';
import type { Conversation } from '../../events/conversation.ts';
import { noRecords } from '../../events/records.ts';
import { requiredPost } from './required-post.ts';

const people = [{ name: '张示例', title: '店长' }];
const linesOf = (at: string, settings: object, says: NonNullable<World['says']>, joined?: string): string[] =>
  judged(
    requiredPost,
    { who: [{ title: '店长' }], since: '2026-11-23', lookbackDays: 1, ...settings },
    {
      at: `${at}:00+08:00`,
      people,
      members: [{ person: '张示例', ...(joined && { joined }) }],
      says,
    },
  ).map(inOneLine);
const said = (at: string, text: string) => ({ who: '张示例', at: `${at}:00+08:00`, text });

const report = said('2026-11-26T17:00', '日报：今日销售三单，明日计划两单');
const missing = 'breach missing 张示例 2026-11-26 → member';

test.each<readonly [string, string, object, NonNullable<World['says']>, readonly string[]]>([
  ['before the hour', '2026-11-26T17:59', { since: '2026-11-26' }, [], []],
  ['at the hour', '2026-11-26T18:00', { since: '2026-11-26' }, [], [missing]],
  ['posted in time', '2026-11-26T18:00', { since: '2026-11-26' }, [report], []],
  ['posted later the same day', '2026-11-26T21:00', { since: '2026-11-26' }, [said('2026-11-26T20:00', '日报')], []],
  ['not due before the first day', '2026-11-26T20:00', { since: '2026-11-27' }, [], []],
  ['on Saturday', '2026-11-28T20:00', { since: '2026-11-28' }, [], []],
  [
    'on Saturday, every day',
    '2026-11-28T20:00',
    { since: '2026-11-28', every: 'day' },
    [],
    ['breach missing 张示例 2026-11-28 → member'],
  ],
  [
    'a make-up workday is one',
    '2026-02-14T20:00',
    { since: '2026-02-14' },
    [],
    ['breach missing 张示例 2026-02-14 → member'],
  ],
  ['items', '2026-11-26T20:00', { since: '2026-11-26', items: ['今日销售', '明日计划'] }, [report], []],
  [
    'an item less',
    '2026-11-26T20:00',
    { since: '2026-11-26', items: ['库存'] },
    [report],
    ['breach incomplete 张示例 2026-11-26 → member'],
  ],
  [
    'the better of two posts',
    '2026-11-26T20:00',
    { since: '2026-11-26', items: ['今日销售'] },
    [said('2026-11-26T16:00', '日报'), report],
    [],
  ],
  [
    'a week, on its day',
    '2026-11-27T20:00',
    { every: 'week', since: '2026-11-23' },
    [],
    ['breach missing 张示例 2026-11-27 → member'],
  ],
  ['a week, posted on Thursday', '2026-11-27T20:00', { every: 'week', since: '2026-11-23' }, [report], []],
])('%s', (_, at, settings, says, lines) => {
  expect(linesOf(at, settings, says)).toEqual(lines);
});

test('who came during the day is not asked for it, and what was taken back was not posted', () => {
  expect(linesOf('2026-11-26T20:00', { since: '2026-11-26' }, [], '2026-11-26T09:00:00+08:00')).toEqual([]);
  expect(linesOf('2026-11-26T20:00', { since: '2026-11-26' }, [{ ...report, revoked: true }])).toEqual([missing]);
});

test.each<readonly [string, string, string, readonly string[]]>([
  ['the whole day', '2026-11-26T00:00', '2026-11-27T00:00', []],
  ['on a trip since yesterday', '2026-11-25T08:00', '2026-11-27T18:00', []],
  ['for an afternoon', '2026-11-26T13:30', '2026-11-26T18:00', []],
  ['until midnight', '2026-11-25T00:00', '2026-11-26T00:00', [missing]],
  ['from the evening on', '2026-11-26T18:00', '2026-11-28T00:00', [missing]],
])('away %s', (_, from, until, lines) => {
  const away = [{ who: '张示例', from: `${from}:00+08:00`, until: `${until}:00+08:00`, why: 'leave' as const }];
  const world = { at: '2026-11-26T20:00:00+08:00', people, members: [{ person: '张示例' }], records: { away } };
  const settings = { who: [{ title: '店长' }], since: '2026-11-26' };
  expect(judged(requiredPost, settings, world).map(inOneLine)).toEqual(lines);
});

const ms = (time: string): number => Date.parse(`2026-11-26T${time}:00+08:00`);
test.each<readonly [string, object, readonly string[]]>([
  ['read up to ten minutes before it was due', { seenUntilMs: ms('17:50') }, []],
  [
    'read, but for two hours of the afternoon',
    { gaps: [{ fromMs: ms('13:00'), untilMs: ms('15:00') }] },
    ['unseen data-gap'],
  ],
  ['read, but for an hour of the evening', { gaps: [{ fromMs: ms('18:30'), untilMs: ms('19:30') }] }, [missing]],
])('an archive that is %s', (_, seen, lines) => {
  const world = { at: '2026-11-26T20:00:00+08:00', people, members: [{ person: '张示例' }] };
  const facts = described(Described.parse(world));
  const talk = { ...(factsOf('', '11-26 20:00').records?.talk as Conversation), ...seen };
  const settings = requiredPost.settings.parse({ who: [{ title: '店长' }], since: '2026-11-26' });
  expect(requiredPost.judge({ ...facts, records: { ...noRecords, talk } }, settings).map(inOneLine)).toEqual(lines);
});

test.each<readonly [string, string, readonly string[]]>([
  ['since the day began', '00:00', [missing]],
  ['from a minute after it on', '00:01', []],
])('a rule that listens %s', (_, from, lines) => {
  const facts = described(
    Described.parse({ at: '2026-11-26T20:00:00+08:00', people, members: [{ person: '张示例' }] }),
  );
  const settings = requiredPost.settings.parse({ who: [{ title: '店长' }], since: '2026-11-26' });
  const records = { ...noRecords, heardFrom: { report: ms(from) } };
  expect(requiredPost.judge({ ...facts, records }, settings).map(inOneLine)).toEqual(lines);
});
