import { expect, test } from 'vitest';
import { inOneLine, judged, minutesAfterNine, twoAndCustomer } from '../../../test/builders/heard.ts';
import { graded } from './graded.ts';

const said = (settings: object, who: string, grades: Record<string, number>): string[] =>
  judged(
    graded,
    { categories: ['ads', 'abuse'], ...settings },
    { ...twoAndCustomer, says: [{ who, at: minutesAfterNine(0), text: '样例好物限时拼单', grades }] },
  ).map(inOneLine);

const task = (who: string, to = 'admin'): string => `task graded ${who} said-1 → ${to}`;

test.each<readonly [string, string, object, Record<string, number>, readonly string[]]>([
  ['above the number', '张示例', {}, { ads: 0.81 }, [task('张示例')]],
  ['at the number', '张示例', {}, { ads: 0.8 }, [task('张示例')]],
  ['below it', '张示例', {}, { ads: 0.79 }, []],
  ['a number of its own', '张示例', { fromPercent: 95 }, { ads: 0.94 }, []],
  ['two categories are one matter', '张示例', {}, { ads: 1, abuse: 1 }, [task('张示例')]],
  ['a category that nobody asked for', '张示例', {}, { gambling: 1 }, []],
  ['told to HR', '客户甲', { tell: 'hr' }, { ads: 1 }, [task('客户甲', 'hr')]],
  ['somebody exempt', '张示例', { exempt: [{ title: '专员' }] }, { ads: 1 }, []],
  ['sensitive without an assessment', '张示例', { categories: ['religion'] }, { religion: 1 }, []],
  [
    'sensitive with one: not even which',
    '张示例',
    { categories: ['religion'], assessment: { on: '2026-10-01', by: '法务' } },
    { religion: 1 },
    ['task sensitive 张示例 said-1 → admin'],
  ],
])('%s', (_, who, settings, grades, lines) => {
  expect(said(settings, who, grades)).toEqual(lines);
});

test.each([
  { categories: [] },
  { categories: ['advert'] },
  { categories: ['ads'], fromPercent: 49 },
  { categories: ['ads'], tell: 'member' },
])('%j is refused', (settings) => {
  expect(graded.settings.safeParse(settings).success).toBe(false);
});
