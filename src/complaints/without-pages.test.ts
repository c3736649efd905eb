import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE_NAMES } from '../../test/fixtures/hostile-names.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

// A company without pages reports, reads and answers by words to the app alone.

let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse();
}, 60_000);
afterAll(() => small.house.close());

const say = async (userid: string, text: string): Promise<void> => {
  await small.house.tenant.say(userid, text);
  await small.house.idle();
};
const told = (userid: string): string =>
  small.house.tenant
    .inbox(userid)
    .map(({ text }) => text)
    .join('\n\n');
const rows = () => small.house.inCorp((tx) => tx.complaint.findMany({ orderBy: { number: 'asc' } }));

describe('without pages', () => {
  test('the words of a report stand in the message to who looks, however long, and not who reported', async () => {
    await say('zhao.shiyong', `举报 有人发可疑链接${'很长'.repeat(150)}完`);
    const message = told('li.renshi');
    expect(message).toContain('J-1 等您看：一段话，诈骗或可疑链接');
    expect(message.replaceAll('\n', '')).toContain(`有人发可疑链接${'很长'.repeat(150)}完`);
    expect(message).toContain('看过后回复「J-1 已处理」');
    expect(message).not.toMatch(/赵试用|zhao/);
    expect(message).not.toContain('http');
  });

  test('a reply answers it, and the reporter reads the answer', async () => {
    await say('li.renshi', 'J-1 已处理 已联系信息部');
    expect(await rows()).toMatchObject([{ says: 'acted', decidedBy: 'li.renshi' }]);
    expect(told('zhao.shiyong')).toMatch(/您的举报 J-1 已处理，谢谢。\n已联系信息部/);
    expect(told('li.renshi')).toContain('J-1 记下了，已告诉举报人');
    await say('li.renshi', 'J-1 没有问题');
    expect(await rows()).toMatchObject([{ says: 'acted' }]);
    expect(told('li.renshi')).toContain('已经有人看过');
  });

  test('words that mean harm reach nobody as anything but words', async () => {
    await say('qian.xiaoshou', `举报 ${HOSTILE_NAMES.join(' ')}`);
    const message = told('li.renshi');
    expect(message).toContain('J-2 等您看');
    expect(message).not.toMatch(/<script|<img|@all|\$userName|:\/\/|[\u202a-\u202e\u2066-\u2069]/u);
  });

  test('who asks how is told without an address, and who is gone is not heard', async () => {
    await say('qian.xiaoshou', '举报');
    expect(told('qian.xiaoshou')).toContain('请回复「举报」和要说的话');
    expect(told('qian.xiaoshou')).not.toContain('http');
    expect(await rows()).toHaveLength(2);
  });

  test('the trail says that there was a report, and neither who made it nor what it says', async () => {
    const made = await small.house.trail('complaint-made');
    expect(made).toHaveLength(2);
    expect(JSON.stringify(made)).not.toMatch(/zhao|qian|script|链接/);
    expect(await small.house.chain()).toMatchObject({ state: 'whole' });
  });
});
