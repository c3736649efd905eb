import { expect, test } from 'vitest';
import { inOneLine, judged, minutesAfterNine, twoAndCustomer } from '../../../test/builders/heard.ts';
import { redPackets } from './red-packets.ts';

const says = (wish: string, packet: object) => [
  {
    who: '张示例',
    at: minutesAfterNine(0),
    kind: 'red-packet' as const,
    text: wish,
    things: [{ is: 'red-packet', how: 'lucky', count: 5, totalFen: 2000, ...packet }],
  },
];

test.each<readonly [string, object, object, readonly string[]]>([
  ['恭喜发财', {}, { are: 'unwanted' }, ['breach unwanted 张示例 said-1 → member']],
  ['祝小李生日快乐', {}, { are: 'unwanted' }, []],
  ['祝小李生日快乐', {}, { are: 'unwanted', occasions: [] }, ['breach unwanted 张示例 said-1 → member']],
  ['恭喜发财', {}, { are: 'unwanted', exempt: [{ title: '专员' }] }, []],
  ['恭喜发财', {}, { are: 'limited', leastYuan: 20, leastShares: 5 }, []],
  ['恭喜发财', {}, { are: 'limited', leastYuan: 20.01 }, ['breach outside-limits 张示例 said-1 → member']],
  ['恭喜发财', {}, { are: 'limited', mostYuan: 10, tell: 'admin' }, ['breach outside-limits 张示例 said-1 → admin']],
  ['恭喜发财', {}, { are: 'limited', kinds: ['plain'] }, ['breach outside-limits 张示例 said-1 → member']],
  [
    '恭喜发财',
    { how: 'unknown', totalFen: 0, count: 0 },
    { are: 'limited', kinds: ['plain'], leastYuan: 10, leastShares: 5 },
    [],
  ],
])('%s %j by %j', (wish, packet, settings, lines) => {
  expect(judged(redPackets, settings, { ...twoAndCustomer, says: says(wish, packet) }).map(inOneLine)).toEqual(lines);
});
