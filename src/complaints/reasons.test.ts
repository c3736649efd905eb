import { describe, expect, test } from 'vitest';
import { reasonIn, verdictIn } from './reasons.ts';

describe('a reply about a report', () => {
  test.each([
    ['J-12 已处理', 12n, 'acted', ''],
    ['j12：没有问题，已核对', 12n, 'unfounded', '已核对'],
    ['Ｊ－７ 判断不了 请再说一说', 7n, 'unclear', '请再说一说'],
    ['J-3 已处理。谢谢\n您', 3n, 'acted', '谢谢\n您'],
  ])('%j', (text, number, says, answer) => {
    expect(verdictIn(text)).toEqual({ number, says, answer });
  });

  test.each(['', 'J-', 'J-12', 'J-12 好的', '已处理 J-12', 'J-9999999999 已处理', '举报 J-1 已处理'])(
    '%j is none',
    (text) => {
      expect(verdictIn(text)).toBeNull();
    },
  );
});

test.each([
  ['有人骂人', 'abuse'],
  ['群里发广告', 'advertising'],
  ['这是诈骗', 'fraud'],
  ['有点不对', 'other'],
])('%s is about %s', (text, reason) => {
  expect(reasonIn(text)).toBe(reason);
});
