import { describe, expect, test } from 'vitest';
import { dayBegins, dayEnds, lastDayBefore } from '../work-time/local-days.ts';
import { clockOf } from './moments.ts';
import { printable, table, widthOf } from './table.ts';

describe('width in a terminal', () => {
  test.each([
    ['abc', 3],
    ['群规', 4],
    ['群a', 3],
    ['，', 2],
    ['ＡＢ', 4],
    ['ｱ', 1],
    ['한글', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['𠮷', 2],
    ['👍', 2],
    ['👨‍👩‍👧', 2],
    ['', 0],
    ['\u200b', 0],
  ])('%s takes %i', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

test('columns stand under each other, whatever is in them', () => {
  const rows = [
    ['示范花园营销群', 'wr1'],
    ['abc', 'wr22'],
  ];
  expect(table(['group', 'id'], rows)).toBe('group           id\n示范花园营销群  wr1\nabc             wr22\n');
});

test('without rows there is no table', () => {
  expect(table(['group'], [])).toBe('');
});

test('a nickname moves no cursor and turns no line', () => {
  expect(printable('a\u001b[2Jb\nc\u202ed')).toBe('a\ufffd[2Jb\ufffdc\ufffdd');
  expect(table(['n'], [['x\u001b[1m']])).not.toContain('\u001b');
});

describe('moments', () => {
  test.each([
    ['Asia/Shanghai', '2026-11-26 09:30'],
    ['America/New_York', '2026-11-25 20:30'],
    ['UTC', '2026-11-26 01:30'],
  ])('in %s are %s', (zone, text) => {
    expect(clockOf(zone)(new Date('2026-11-26T09:30:00+08:00'))).toBe(text);
  });

  test('none is a dash', () => {
    expect(clockOf('UTC')(null)).toBe('-');
  });

  test('until a day includes it', () => {
    const zone = 'Asia/Shanghai';
    expect(dayBegins('2026-11-26', zone).toISOString()).toBe('2026-11-25T16:00:00.000Z');
    expect(dayEnds('2026-11-26', zone).toISOString()).toBe('2026-11-26T16:00:00.000Z');
    expect(lastDayBefore(dayEnds('2026-11-26', zone).getTime(), zone)).toBe('2026-11-26');
  });
});
