import { expect, test } from 'vitest';
import { factsOf, saidBy } from '../../../test/builders/talk.ts';
import { notice } from './notice.ts';

const NOTICE = '11-26 10:00 韩总裁: 【通知】周一演练';
const at = (name: string) => `breach ${name} → member: 韩总裁 11-26 10:00 的通知到 11-26 12:00 还没回复（计 120 分钟）`;

test.each<[string, object, string, readonly string[]]>([
  ['everybody but who gave it', {}, NOTICE, [at('李样本'), at('王样例')]],
  ['not who answered in a word of the list', {}, `${NOTICE}\n10:10 李样本: 马上执行`, [at('王样例')]],
  ['other words are none', {}, `${NOTICE}\n10:10 李样本: 周一我在外地`, [at('李样本'), at('王样例')]],
  ['unless the policy takes any', { accepts: 'any-words' }, `${NOTICE}\n10:10 李样本: 周一我在外地`, [at('王样例')]],
  ['or they quote the notice', {}, `${NOTICE}\n10:10 李样本 (quotes 10:00): 周一我在外地`, [at('王样例')]],
  ['outsiders are not waited for', {}, `${NOTICE}\n10:10 李样本: 收到\n10:11 王样例: 收到`, []],
  ['nobody, where none was asked to answer', { only: 'receipt' }, NOTICE, []],
  ['the one it names', {}, '11-26 10:00 韩总裁: @王样例 【通知】周一演练', [at('王样例')]],
])('%s', (_what, settings, says, expected) => {
  const outcomes = notice.judge(
    factsOf(says, '11-26 14:00'),
    notice.settings.parse({ answer: { within: '2 hours' }, ...settings }),
  );
  expect(saidBy(notice, outcomes)).toEqual(expected);
});

test('in words', () => {
  const settings = notice.settings.parse({ only: 'receipt', answer: { within: '1 working day' } });
  expect(notice.inWords(settings).zh).toBe('领导写明要回复的通知，1 个工作日内回应');
});
