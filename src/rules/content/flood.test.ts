import { expect, test } from 'vitest';
import { inOneLine, judged, minutesAfterNine, twoAndCustomer, type World } from '../../../test/builders/heard.ts';
import { flood } from './flood.ts';

const linesOf = (settings: object, says: NonNullable<World['says']>): string[] =>
  judged(flood, settings, { ...twoAndCustomer, says }).map(inOneLine);
const zhang = (minutes: number, text: string, times = 1) => ({
  who: '张示例',
  at: minutesAfterNine(minutes),
  text,
  times,
});

const many = { flood: { most: 3, withinMinutes: 1 } };
const same = { repeats: { most: 2, withinMinutes: 60 } };

test('more than so many within the time, and not one less', () => {
  expect(linesOf(many, [zhang(0, '好', 3)])).toEqual([]);
  expect(linesOf(many, [zhang(0, '好', 4)])).toEqual(['breach flood 张示例 flood:2026-11-26 → member']);
});

test('a burst that goes on, and another on the same day, are one matter', () => {
  expect(linesOf(many, [zhang(0, '好', 20), zhang(30, '嗯', 20)])).toHaveLength(1);
});

test('the same words, again after the time', () => {
  expect(linesOf(same, [zhang(0, '填表', 2), zhang(1, '填表')])).toEqual([
    'breach repeat 张示例 repeat:2026-11-26 → member',
  ]);
  expect(linesOf(same, [zhang(0, '填表', 2), zhang(70, '填表')])).toEqual([]);
});

test('others count for themselves; who is exempt does not count', () => {
  const li = { who: '李样本', at: minutesAfterNine(0), text: '好', times: 2 };
  expect(linesOf(many, [zhang(0, '好', 2), li])).toEqual([]);
  expect(linesOf({ ...many, exempt: [{ title: '专员' }] }, [zhang(0, '好', 9)])).toEqual([]);
});

test('length is counted in characters, each long message by itself', () => {
  const long = zhang(0, '😀'.repeat(21));
  expect(linesOf({ longest: 20 }, [long, zhang(1, '短')])).toEqual(['breach long 张示例 said-1 → member']);
  expect(linesOf({ longest: 21 }, [long])).toEqual([]);
});

test('a use that limits nothing is refused', () => {
  expect(flood.settings.safeParse({}).success).toBe(false);
});
