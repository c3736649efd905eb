import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { openTalkingHouse, type TalkingHouse } from '../../../test/responses/talking-house.ts';
import { pathTo } from '../paths.ts';

// Two of one name in one group; each test goes on where the last one ended.

let open: TalkingHouse;
const [ASKER, ONE, OTHER] = ['sun.jingli', 'li.yangben', 'li.yangben2'] as const;

beforeAll(async () => {
  open = await openTalkingHouse({ pages: 'open' });
  const { house, world } = open;
  await house.tenant.withoutCallbacks(async () => {
    await house.tenant.hire({ userid: ONE, name: '李样本', department: 5, position: '营销策划' });
    await house.tenant.hire({ userid: OTHER, name: '李样本', department: 5, position: '渠道专员' });
    for (const userid of [ONE, OTHER]) await house.tenant.join(world.group, userid);
  });
  await house.sync();
  await at('11-26 10:01');
  await open.hear({ id: 'w1', from: ASKER, at: '11-26 10:00', text: '@李样本 请今天把报表发我' });
}, 60_000);
afterAll(() => open.house.close());

/** What stands: the matter of two is gone when one of them was chosen. */
const standing = async () => (await open.rows()).filter(({ cancelled }) => cancelled === null);

/** The archive is read, and every worker has worked, up to this moment. */
async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
async function phoneOf(userid: string) {
  const browser = openBrowser(open.house.origin);
  const { location } = await browser.open(pathTo(open.house.corp, '/matters'));
  const back = await open.house.tenant.signIn(userid, location);
  const seen: Seen = await browser.open(back.slice(open.house.origin.length));
  return { browser, seen };
}

test('nobody is waited for before the asker has said whom he meant', async () => {
  expect(await standing()).toMatchObject([{ certainty: 'ambiguous', awaited: [ONE, OTHER], closedAt: null }]);
  const { seen } = await phoneOf(ONE);
  expect(seen.text).toContain('现在没有事在等您');
  expect((await open.house.openCases()).map(({ says }) => says)).toContain('which-one');
});

test('the asker is shown both, told apart, and whom he chooses is waited for from then on', async () => {
  await at('11-26 10:20');
  const { browser, seen } = await phoneOf(ASKER);
  expect(seen.text).toContain('您 11-26 10:00 说的是哪一位？');
  expect(seen.text).toContain('李样本 · 营销策划部 · 营销策划');
  expect(seen.text).toContain('李样本 · 营销策划部 · 渠道专员');
  expect((await browser.send(seen, { to: OTHER })).text).toContain('记下了');
  await open.house.idle();

  expect(await standing()).toMatchObject([
    { certainty: 'sure', awaited: [OTHER], acknowledgeState: 'running', closedAt: null },
  ]);
  const [row] = await standing();
  expect(row?.acknowledgeDueAt?.toISOString().slice(0, 15)).toBe('2026-11-26T02:5'); // 10:20 and thirty minutes
  expect((await open.house.openCases()).map(({ says }) => says)).not.toContain('which-one');
  expect((await phoneOf(OTHER)).seen.text).toContain('孙示例');
  expect((await phoneOf(ONE)).seen.text).toContain('现在没有事在等您');
});

test('who did not say it chooses nobody, and nobody outside the choice is chosen', async () => {
  await open.hear({ id: 'w2', from: ASKER, at: '11-26 10:19', text: '@李样本 请今天把合同发我' });
  const unclear = (await standing()).find(({ certainty }) => certainty === 'ambiguous');
  const { browser, seen } = await phoneOf(ASKER);
  expect((await browser.send(seen, { to: 'li.renshi' })).text).toContain('这件事不在等您');
  const other = await phoneOf(OTHER);
  const forged = { ...other.seen, url: pathTo(open.house.corp, '/matters/meant') };
  const token = /name="token" value="([^"]+)"/.exec(other.seen.text)?.[1] ?? '';
  const fields = { token, matter: unclear?.id ?? '', to: OTHER };
  expect((await other.browser.send({ ...forged, text: '' }, fields)).text).toContain('这件事不在等您');
  await open.house.idle();
  expect((await standing()).filter(({ certainty }) => certainty === 'ambiguous')).toHaveLength(1);
});
