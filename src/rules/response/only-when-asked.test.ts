import { expect, test } from 'vitest';
import { factsOf, saidBy } from '../../../test/builders/talk.ts';
import { noRecords } from '../../events/records.ts';
import { onlyWhenAsked } from './only-when-asked.ts';

const NOTICE = '11-26 10:00 韩总裁: 【通知】周一演练';
const two = 'task group → admin: 11-26 10:00 的通知没有要求回复，有 2 人回复了收到';

test.each<[string, object, string, readonly string[]]>([
  ['two answered', { atLeast: 2 }, `${NOTICE}\n10:10 李样本: 收到\n10:11 王样例: 好的`, [two]],
  ['one of them twice', { atLeast: 2 }, `${NOTICE}\n10:10 李样本: 收到\n10:11 李样本: 好的`, []],
  ['fewer than the policy minds', {}, `${NOTICE}\n10:10 李样本: 收到\n10:11 王样例: 好的`, []],
  ['it was asked for', { atLeast: 1 }, `${NOTICE}，收到请回复\n10:10 李样本: 收到`, []],
  ['somebody else’s notice', { atLeast: 1, from: ['service'] }, `${NOTICE}\n10:10 李样本: 收到`, []],
])('%s', (_what, settings, says, expected) => {
  const outcomes = onlyWhenAsked.judge(factsOf(says, '11-26 14:00'), onlyWhenAsked.settings.parse(settings));
  expect(saidBy(onlyWhenAsked, outcomes)).toEqual(expected);
});

test('each notice is one matter', () => {
  const facts = factsOf(
    `${NOTICE}\n10:10 李样本: 收到\n11:00 韩总裁: 【通知】周二演练\n11:10 李样本: 收到`,
    '11-26 14:00',
  );
  const outcomes = onlyWhenAsked.judge(facts, onlyWhenAsked.settings.parse({ atLeast: 1 }));
  expect(outcomes.map((one) => ('window' in one ? one.window : ''))).toEqual(['m000', 'm002']);
});

test('where nobody looked nothing is said to be fine', () => {
  const facts = { ...factsOf('', '11-26 14:00'), records: noRecords };
  expect(saidBy(onlyWhenAsked, onlyWhenAsked.judge(facts, onlyWhenAsked.settings.parse({})))).toEqual([
    'unseen data-gap group',
  ]);
});
