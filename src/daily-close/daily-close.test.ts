import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedPolicy } from '../../test/builders/published-policy.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let small: SmallHouse;
const by = ['--by', 'li.renshi'] as const;

beforeAll(async () => {
  const policy = publishedPolicy('10 working days').replace(
    /^ {2}at: unset\n {2}kinds: .*$/m,
    '  at: 16:00\n  kinds: [marketing]',
  );
  small = await openSmallHouse({ policy });
}, 60_000);
afterAll(() => small.house.close());

const publish = (text: string) =>
  small.json(
    ...['notices', 'publish', '--group', '示范花园营销群', '--text-file', small.house.file(text, 'n.txt'), ...by],
  );
const cardsOf = (userid: string) => small.house.tenant.inbox(userid).filter(({ text }) => text.includes('件事在等您'));
/** Jumps to shortly before a moment and works until it has come. */
const at = async (time: string) => {
  await small.house.setClock(`${time.slice(0, 14)}00:00+08:00`);
  await small.house.until(`${time}:00+08:00`);
};
const open = () => small.house.inCorp((tx) => tx.obligation.findMany({ orderBy: { key: 'asc' } }));

describe('the daily close', () => {
  test('asks each for whom something waits once, at the hour, about the oldest five', async () => {
    for (let n = 1; n <= 6; n += 1) await publish(`第 ${n} 件事`);
    await at('2026-11-26T15:45');
    expect(cardsOf('sun.jingli')).toEqual([]);
    await at('2026-11-26T16:05');

    expect(cardsOf('sun.jingli')).toHaveLength(1);
    expect(cardsOf('qian.xiaoshou')).toHaveLength(1);
    expect(cardsOf('li.renshi')).toEqual([]);
    const [card] = cardsOf('sun.jingli');
    expect(card?.text).toContain('今天还有 6 件事在等您');
    expect(card?.buttons.map(({ text }) => text)).toEqual(['①办完了', '②办完了', '③办完了', '④办完了', '⑤办完了']);
  });

  test('that is not answered is asked again the next working day, of the matter and not of the person', async () => {
    await at('2026-11-27T16:05');
    expect(cardsOf('sun.jingli')).toHaveLength(2);
    expect((await open()).map(({ rolledOver }) => rolledOver).sort()).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    await at('2026-11-28T16:05');
    expect(cardsOf('sun.jingli')).toHaveLength(2);
    expect(await small.house.openCases()).toEqual([]);
  });

  test('keeps a press as what he says of the matter', async () => {
    await small.house.tenant.press('sun.jingli', '件事在等您', '②办完了');
    await small.house.idle();
    const presses = await small.house.inCorp((tx) => tx.obligationPress.findMany());
    expect(presses).toMatchObject([{ byUserid: 'sun.jingli', says: 'done', via: 'card' }]);
  });

  test('asks nobody who is on leave', async () => {
    const file = small.house.file('类型,账号,开始\n请假,sun.jingli,2026-11-30\n', 'leave.csv');
    await small.json('attendance', 'import', file, ...by);
    await at('2026-11-30T16:05');
    expect(cardsOf('sun.jingli')).toHaveLength(2);
    expect(cardsOf('qian.xiaoshou')).toHaveLength(3);
  });
});
