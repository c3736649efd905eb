import { expect, test } from 'vitest';
import { factsOf, saidBy } from '../../../test/builders/talk.ts';
import { question } from './question.ts';

const ASKED = '11-26 10:00 王样例: @李样本 合同签了吗？';
const said = 'breach 李样本 → member: 王样例 11-26 10:00 的问题到 11-26 12:00 还没回应（计 120 分钟）';

test.each<[string, object, string, readonly string[]]>([
  ['anybody may ask', {}, ASKED, [said]],
  ['but not where leaders’ questions alone count', { from: ['leader'] }, ASKED, []],
  ['words answer', {}, `${ASKED}\n10:30 李样本: 上周签的`, []],
  ['thanks do not', {}, `${ASKED}\n10:30 李样本: 谢谢`, [said]],
  ['a second question of the same person is the same matter', {}, `${ASKED}\n11:00 王样例: @李样本 在吗？`, [said]],
  ['no question, no answer', {}, '11-26 10:00 王样例: @李样本 合同签了', []],
  [
    'to nobody, where somebody is responsible: any of them',
    { unnamed: 'responsible', responsible: 'service' },
    '11-26 10:00 韩总裁: 合同签了吗？',
    ['breach group → admin: 韩总裁 11-26 10:00 的问题到 11-26 12:00 还没回应（计 120 分钟）'],
  ],
])('%s', (_what, settings, says, expected) => {
  const outcomes = question.judge(
    factsOf(says, '11-26 14:00'),
    question.settings.parse({ answer: { within: '2 hours' }, ...settings }),
  );
  expect(saidBy(question, outcomes)).toEqual(expected);
});

test('in words', () => {
  const settings = question.settings.parse({ answer: { within: '2 hours' } });
  expect(question.inWords(settings).zh).toBe('任何同事的提问，2 个工作小时内回应');
});
