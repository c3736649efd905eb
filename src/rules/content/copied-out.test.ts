import { expect, test } from 'vitest';
import { inOneLine, judged, minutesAfterNine, twoAndCustomer, type World } from '../../../test/builders/heard.ts';
import { copiedOut } from './copied-out.ts';

const secret = '样例项目三号楼的底价是每平米一万二千三百元，请大家先不要对外说';
const inside = (group: string, at = '2026-11-25T10:00:00+08:00') => ({ group, at, text: secret });
const linesOf = (
  text: string,
  elsewhere: NonNullable<World['elsewhere']>,
  settings: object = {},
  who = '张示例',
): string[] =>
  judged(copiedOut, settings, { ...twoAndCustomer, elsewhere, says: [{ who, at: minutesAfterNine(0), text }] }).map(
    inOneLine,
  );

const found = ['breach same-words 张示例 said-1 → hr'];

test.each<readonly [string, string, readonly string[]]>([
  ['the very same', secret, found],
  ['a word more', `${secret}哦`, found],
  ['as a paragraph among others', `各位：\n${secret}\n谢谢`, found],
  ['something else of that length', '本周六停水，请各位同事提前储水，物业电话在公告栏，谢谢大家配合', []],
  ['too short to be anybody’s', '先不要对外说', []],
])('%s', (_, text, lines) => {
  expect(linesOf(text, [inside('经营分析群')])).toEqual(lines);
});

test('a circular, a text of long ago, one that came later, and what a customer says are no copies', () => {
  expect(linesOf(secret, [inside('一群'), inside('二群'), inside('三群')])).toEqual([]);
  expect(linesOf(secret, [inside('一群', '2026-10-01T10:00:00+08:00')])).toEqual([]);
  expect(linesOf(secret, [inside('一群', '2026-11-26T09:30:00+08:00')])).toEqual([]);
  expect(linesOf(secret, [inside('一群')], {}, '客户甲')).toEqual([]);
});

test('HR reads which group it was, and no word of it', () => {
  const says = [{ who: '张示例', at: minutesAfterNine(0), text: secret }];
  const [one] = judged(copiedOut, {}, { ...twoAndCustomer, elsewhere: [inside('经营分析群')], says });
  expect(one).toMatchObject({ tell: 'hr', detail: { group: '经营分析群' } });
  expect(JSON.stringify(one)).not.toContain('底价');
});
