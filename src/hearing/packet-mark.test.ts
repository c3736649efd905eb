import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

// Of words that tell somebody to send a red packet only a mark is kept, and HR is asked in private.

let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse({ startAt: '2026-11-26T09:30:00+08:00' });
}, 60_000);
afterAll(() => small.house.close());

const AT = Date.parse('2026-11-26T09:20:00+08:00');
const line = (msgid: string, minute: number, content: string): string =>
  JSON.stringify({
    ...{ msgid, action: 'send', from: 'sun.jingli', tolist: [], roomid: small.world.group },
    ...{ msgtime: AT + minute * 60_000, msgtype: 'text', text: { content } },
  });

test('an order is marked when it is heard; feasts and thanks are not; no words are kept', async () => {
  const lines = [
    line('m1', 1, '迟到的自觉发个红包'),
    line('m2', 2, '祝大家中秋快乐，发个红包'),
    line('m3', 3, '谢谢钱销售的红包'),
  ];
  const { exit } = await small.json('messages', 'import', small.house.file(lines.join('\n')));
  expect(exit).toBe(0);
  await small.house.until('2026-11-26T10:30:00+08:00');
  const rows = await small.house.inCorp((tx) => tx.message.findMany({ orderBy: { id: 'asc' } }));
  const marked = rows.filter(({ reading }) => JSON.stringify(reading ?? {}).includes('red-packet-order'));
  expect(marked.map(({ id }) => id)).toEqual(['m1']);
  expect(JSON.stringify(rows.map(({ words, reading }) => [words, reading]))).not.toContain('自觉');
  const cards = small.house.tenant.inbox('li.renshi').filter((one) => JSON.stringify(one).includes('请私下了解一下'));
  expect(cards).toHaveLength(1);
  expect(JSON.stringify(cards)).not.toContain('迟到');
  expect(small.house.tenant.inbox('sun.jingli').filter((one) => JSON.stringify(one).includes('请私下'))).toEqual([]);
});
