import { expect, test } from 'vitest';
import { factsOf, saidBy } from '../../../test/builders/talk.ts';
import { customer } from './customer.ts';

const ASKED = '11-26 10:00 何客户: 货什么时候到？';
const said = 'breach group → admin: 何客户 11-26 10:00 的留言到 11-26 10:15 还没回应（计 15 分钟）';

test.each<[string, string, readonly string[]]>([
  ['nobody answered', ASKED, [said]],
  ['one of them did', `${ASKED}\n10:10 王样例: 明天`, []],
  ['somebody else’s answer is none of theirs', `${ASKED}\n10:10 韩总裁: 明天`, [said]],
  ['what he adds while he waits sets nothing back', `${ASKED}\n10:14 何客户: 急`, [said]],
  ['thanks want no answer', '11-26 10:00 何客户: 好的，谢谢', []],
  ['colleagues among themselves', '11-26 10:00 王样例: @李样本 货什么时候到？', []],
])('%s', (_what, says, expected) => {
  const settings = customer.settings.parse({ servedBy: 'service', answer: { within: '15 minutes' } });
  expect(saidBy(customer, customer.judge(factsOf(says, '11-26 10:20'), settings))).toEqual(expected);
});

test('what nobody can say of one message is said of who may answer, not of the whole group', () => {
  const settings = customer.settings.parse({ servedBy: 'service', answer: { within: '1 working day' } });
  const facts = factsOf('12-31 17:00 何客户: 货什么时候到？', '12-31 18:00');
  expect(saidBy(customer, customer.judge(facts, settings))).toEqual([
    'unseen calendar-unknown 李样本',
    'unseen calendar-unknown 王样例',
  ]);
});

test('in words', () => {
  const settings = customer.settings.parse({ servedBy: 'service', answer: { within: '15 minutes' } });
  expect(customer.inWords(settings).zh).toBe('客户留言由「service」中任一人，15 分钟（工作时间）内回应');
});
