import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

// Two of one name in one group, in a company that opens no pages; each test goes on where the last one ended.

let open: TalkingHouse;
const [ASKER, ONE, OTHER] = ['sun.jingli', 'li.yangben', 'li.yangben2'] as const;

beforeAll(async () => {
  open = await openTalkingHouse();
  const { house, world } = open;
  await house.tenant.withoutCallbacks(async () => {
    await house.tenant.hire({ userid: ONE, name: '李样本', department: 5, position: '营销策划' });
    await house.tenant.hire({ userid: OTHER, name: '李样本', department: 5, position: '渠道专员' });
    for (const userid of [ONE, OTHER]) await house.tenant.join(world.group, userid);
  });
  await house.sync();
  await at('11-26 10:01');
  await open.hear({ id: 'w1', from: ASKER, at: '11-26 10:00', text: '@李样本 请今天把报表发我' });
  await at('11-26 10:20');
}, 60_000);
afterAll(() => open.house.close());

async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
const asked = () => open.house.tenant.inbox(ASKER).find(({ text }) => text.includes('李样本'));
const standing = async () => (await open.rows()).filter(({ cancelled }) => cancelled === null);

test('the card of who said it has a button for each of them, told apart by their posts', () => {
  expect(asked()?.buttons.map(({ text }) => text)).toEqual(['营销策划', '渠道专员', '不是任务']);
});

test('whom he presses is waited for from then on, the question is over, and the card says so', async () => {
  await open.house.tenant.press(ASKER, '李样本', '渠道专员');
  await open.house.idle();
  expect(await standing()).toMatchObject([
    { certainty: 'sure', awaited: [OTHER], acknowledgeState: 'running', closedAt: null },
  ]);
  expect((await open.house.openCases()).map(({ says }) => says)).not.toContain('which-one');
  const presses = await open.house.inCorp((tx) => tx.obligationPress.findMany());
  expect(presses).toMatchObject([{ says: 'meant', byUserid: ASKER, toUserid: OTHER, via: 'card' }]);
  expect(asked()?.greyed).toBe('已记录');
});
