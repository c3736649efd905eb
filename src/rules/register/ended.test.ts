import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, aRegistered } from '../../../test/builders/group.ts';
import type { Outcome } from '../rule.ts';
import { ended } from './ended.ts';

const day = 86_400_000;
const spoken = (outcome: Outcome): string =>
  outcome.kind === 'unseen' ? `unseen ${outcome.reason}` : `${outcome.kind} ${outcome.says} to ${outcome.tell}`;

test.each<readonly [string, object, number | null, string]>([
  ['no end date', {}, null, 'fine'],
  ['the end is far', {}, thursdayMs + day, 'fine'],
  ['the end is this moment', {}, thursdayMs, 'task ended to admin'],
  ['the end was six days ago', {}, thursdayMs - 6 * day, 'task ended to admin'],
  ['the end was a week ago', {}, thursdayMs - 7 * day, 'breach overdue to admin'],
  ['no days of grace', { graceDays: 0 }, thursdayMs, 'breach overdue to admin'],
  ['a month of grace', { graceDays: 30 }, thursdayMs - 29 * day, 'task ended to admin'],
  ['only recommended', { strength: 'advised' }, thursdayMs - 90 * day, 'task overdue to admin'],
  ['told before', { noticeDays: 14 }, thursdayMs + 14 * day, 'task ends-soon to admin'],
  ['not told so early', { noticeDays: 14 }, thursdayMs + 14 * day + 1, 'fine'],
])('%s', (_name, over, endsAtMs, expected) => {
  const said = ended.judge(facts({ registered: aRegistered({ endsAtMs }) }), ended.settings.parse(over));

  expect(said.map(spoken).join() || 'fine').toBe(expected);
});

test.each<readonly [string, number | null, number | null, string]>([
  ['young', thursdayMs - 364 * day, null, 'fine'],
  ['of age', thursdayMs - 365 * day, null, 'task too-old to admin'],
  ['of age for a week', thursdayMs - 372 * day, null, 'breach too-old to admin'],
  ['of age, with an end date', thursdayMs - 500 * day, thursdayMs + day, 'fine'],
  ['of unknown age', null, null, 'unseen never-fetched'],
])('at most a year without an end date: %s', (_name, createdAtMs, endsAtMs, expected) => {
  const settings = ended.settings.parse({ longestDays: 365 });

  const said = ended.judge(facts({ group: aGroup({ createdAtMs }), registered: aRegistered({ endsAtMs }) }), settings);

  expect(said.map(spoken).join() || 'fine').toBe(expected);
});

test('it says the day by the clocks of China', () => {
  const endsAtMs = Date.parse('2026-11-10T00:30:00+08:00');

  expect(ended.judge(facts({ registered: aRegistered({ endsAtMs }) }), ended.settings.parse({}))).toEqual([
    {
      kind: 'breach',
      subject: { kind: 'group' },
      says: 'overdue',
      detail: { day: '2026-11-10' },
      tell: 'admin',
      window: 'overdue',
    },
  ]);
});

test('without an entry nothing is said', () => {
  expect(ended.judge(facts({ registered: null }), ended.settings.parse({})).map(spoken)).toEqual(['unseen no-entry']);
});

test('two languages say when a group is closed', () => {
  expect(ended.inWords(ended.settings.parse({ noticeDays: 14, longestDays: 365 }))).toEqual({
    zh: '登记的结束日期过后 7 天内解散，提前 14 天告知；没有结束日期的，最长 365 天',
    en: 'closed within 7 days of its end date, told 14 days before; without one after 365 days',
  });
});
