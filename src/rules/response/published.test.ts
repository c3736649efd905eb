import { expect, test } from 'vitest';
import { factsOf, saidBy } from '../../../test/builders/talk.ts';
import { ALONE } from './outcomes.ts';
import { published } from './published.ts';

const SENT = '11-26 10:00 Qungui publishes - to 李样本, 王样例';
const settings = published.settings.parse({ answer: { within: '1 working day' } });
const said = (name: string) =>
  `breach ${name} → member: 11-26 10:00 发给您的通知到 11-27 10:00 还没确认（计 450 分钟）`;

test.each<[string, string, string, readonly string[]]>([
  ['nobody pressed', SENT, '11-27 10:01', [said('李样本'), said('王样例')]],
  ['one did', `${SENT}\n10:05 李样本 presses received on 10:00`, '11-27 10:01', [said('王样例')]],
  ['until then nothing', SENT, '11-27 10:00', []],
  ['a notice of another use is none of this one', SENT.replace(' - ', ' other '), '11-27 10:01', []],
])('%s', (_what, says, at, expected) => {
  expect(saidBy(published, published.judge(factsOf(says, at), settings))).toEqual(expected);
});

test('it needs no messages', () => {
  expect([published.needs, published.waitsFor?.(settings, ALONE).opens]).toEqual([[], 'published']);
});
