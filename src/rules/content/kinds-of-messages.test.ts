import { expect, test } from 'vitest';
import { inOneLine, judged, minutesAfterNine, twoAndCustomer } from '../../../test/builders/heard.ts';
import { kindsOfMessages } from './kinds-of-messages.ts';

const notices = { publish: [{ as: '通知', words: ['【通知】'], who: [{ title: '主任' }] }] };
const votes = { publish: [{ as: '投票', kinds: ['vote'] }] };

test.each<readonly [string, string, object, readonly string[]]>([
  ['张示例', '【通知】放假', notices, ['breach not-theirs 张示例 said-1 → member']],
  ['李样本', '【通知】放假', notices, []],
  ['客户甲', '【通知】放假', notices, ['breach not-theirs 客户甲 said-1 → member']],
  ['张示例', '通知一下', notices, []],
  ['李样本', '投票', votes, ['breach not-theirs 李样本 said-1 → member']],
  ['李样本', '投票', { ...votes, exempt: [{ title: '主任' }] }, []],
])('%s says %s by %j', (who, text, settings, lines) => {
  const says = [{ who, at: minutesAfterNine(0), text, ...(text === '投票' && { kind: 'vote' as const }) }];
  expect(judged(kindsOfMessages, settings, { ...twoAndCustomer, says }).map(inOneLine)).toEqual(lines);
});
