import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { openTalkingHouse, type TalkingHouse } from '../../../test/responses/talking-house.ts';
import { pathTo } from '../paths.ts';

// What waits for somebody, on his phone; each test goes on where the last one ended.

let open: TalkingHouse;
const [ASKER, AWAITED, OTHER] = ['sun.jingli', 'qian.xiaoshou', 'zhao.shiyong'] as const;

beforeAll(async () => {
  open = await openTalkingHouse({ pages: 'open', settings: ['result: { within: 2 working days }'] });
  await open.house.tenant.withoutCallbacks(async () => {
    await open.house.tenant.join(open.world.group, OTHER);
  });
  await open.house.sync();
  await open.readUpTo('11-26 09:30');
  await open.hear({ id: 'm1', from: ASKER, at: '11-26 10:00', text: '@营销策划部-钱销售 请今天把报表发我' });
  await open.readUpTo('11-26 10:05');
  await open.house.until('2026-11-26T10:05:00+08:00');
}, 60_000);
afterAll(() => open.house.close());

async function phoneOf(userid: string, path: string): Promise<{ browser: Browser; seen: Seen }> {
  const browser = openBrowser(open.house.origin);
  const { location } = await browser.open(pathTo(open.house.corp, path));
  const back = await open.house.tenant.signIn(userid, location);
  return { browser, seen: await browser.open(back.slice(open.house.origin.length)) };
}
const answer = async (userid: string, says: Record<string, string>, path = '/matters') => {
  const { browser, seen } = await phoneOf(userid, path);
  const after = await browser.send(seen, says);
  await open.house.idle();
  return after;
};
const rowOf = async (awaited: string) => (await open.rows()).find((row) => row.awaited.includes(awaited));

describe('我的待办', () => {
  test('shows who asked, when, until when, and how that was counted', async () => {
    const { seen } = await phoneOf(AWAITED, '/matters');
    for (const words of [
      '孙示例 11-26 10:00 交办',
      '11-26 10:30 前',
      '11-26 10:00 到 11-26 10:30，计 30 分钟，还剩 0 分钟',
    ])
      expect(seen.text).toContain(words);
    expect(seen.text).not.toContain('报表');
  });

  test('shows nothing to whom nothing concerns', async () => {
    expect((await phoneOf('li.renshi', '/matters')).seen.text).toContain('现在没有事在等您');
    const row = await rowOf(AWAITED);
    expect((await phoneOf('li.renshi', `/matters/${row?.id}`)).seen.status).toBe(404);
    await answer(AWAITED, { says: 'moved', day: '2026-12-03', reason: '' });
    expect((await open.rows())[0]?.acknowledgeState).toBe('running');
  });

  test('takes 收到 as an answer of the page', async () => {
    expect((await answer(AWAITED, { says: 'received' })).text).toContain('记下了');
    expect(await rowOf(AWAITED)).toMatchObject({
      acknowledgeState: 'met',
      bestProof: 'button',
      resultState: 'running',
    });
  });

  test('moves a matter to another day with a reason', async () => {
    const row = await rowOf(AWAITED);
    const before = row?.resultDueAt?.getTime() ?? 0;
    const after = await answer(
      AWAITED,
      { says: 'moved', day: '2026-12-03', reason: '等供应商报价' },
      `/matters/${row?.id}`,
    );
    expect(after.text).toContain('记下了');
    expect((await rowOf(AWAITED))?.resultDueAt?.toISOString()).toBe('2026-12-03T10:00:00.000Z');
    expect(before).toBeLessThan(Date.parse('2026-12-03T10:00:00Z'));
    const presses = await open.house.inCorp((tx) => tx.obligationPress.findMany({ where: { says: 'moved' } }));
    expect(presses[0]?.reason).not.toContain('供应商');
  });

  test('is handed over when the other takes it, and not before', async () => {
    const row = await rowOf(AWAITED);
    await answer(AWAITED, { says: 'handed-over', to: OTHER, reason: '他负责' }, `/matters/${row?.id}`);
    expect(await rowOf(AWAITED)).toMatchObject({ resultState: 'running' });
    const { seen } = await phoneOf(OTHER, '/matters');
    expect(seen.text).toContain('钱销售 想把这件事转交给您');

    await answer(OTHER, { says: 'accepts' });
    expect(await rowOf(AWAITED)).toMatchObject({ resultState: 'met', closedAt: expect.any(Date) });
    expect(await rowOf(OTHER)).toMatchObject({ resultState: 'running', fromKey: row?.key });
  });

  test('cannot be answered by whom it does not wait for', async () => {
    const row = await rowOf(AWAITED);
    expect((await answer(OTHER, { says: 'done', matter: row?.id ?? '' })).text).toContain('这件事不在等您');
    expect(await rowOf(OTHER)).toMatchObject({ resultState: 'running' });
  });

  test('is on the board of who asked, with the name of whom it waits for, and no ratio', async () => {
    const { seen } = await phoneOf(ASKER, '/board');
    expect(seen.text).toContain('赵试用');
    expect(seen.text).not.toContain('%');
    expect((await phoneOf('li.renshi', '/board')).seen.text).toContain('没有没办结的事');
  });

  test('goes to nobody outside the group', async () => {
    const row = await rowOf(OTHER);
    const form = { says: 'handed-over', to: 'li.renshi', reason: '他懂' };
    expect((await answer(OTHER, form, `/matters/${row?.id}`)).text).toContain('这件事不在等您');
    expect((await phoneOf('li.renshi', '/matters')).seen.text).toContain('现在没有事在等您');
  });

  test('that is not his is answered by saying so, and the board says it', async () => {
    await open.hear({ id: 'm2', from: ASKER, at: '11-26 10:10', text: '@营销策划部-钱销售 请今天把合同发我' });
    await open.readUpTo('11-26 10:12');
    await open.house.until('2026-11-26T10:12:00+08:00');
    const row = (await open.rows()).find(({ messages }) => messages[0] === 'm2');
    await answer(AWAITED, { says: 'not-mine', reason: '合同归法务' }, `/matters/${row?.id}`);
    const after = (await open.rows()).find(({ messages }) => messages[0] === 'm2');
    expect(after).toMatchObject({ acknowledgeState: 'met', resultState: 'running' });
    expect((await phoneOf(ASKER, '/board')).seen.text).toContain('说不是他的事');
  });

  test('in a group that only the archive knows is handed to a colleague whom its last message names, and to no other', async () => {
    const row = (await open.rows()).find(({ messages }) => messages[0] === 'm2');
    const [left, last] = [new Date('2026-11-26T09:40:00+08:00'), new Date('2026-11-26T10:10:00+08:00')];
    await open.house.inCorp(async (tx) => {
      const here = { corp: open.house.corp, chatId: open.world.group };
      await tx.membership.deleteMany({ where: here });
      const heard = { ...here, memberKind: 'employee', firstAt: left };
      const inside = [ASKER, AWAITED, OTHER].map((memberId) => ({ ...heard, memberId, lastAt: last }));
      await tx.heardMember.createMany({ data: [...inside, { ...heard, memberId: 'li.renshi', lastAt: left }] });
    });
    const { seen } = await phoneOf(AWAITED, `/matters/${row?.id}`);
    expect(seen.text).toContain('赵试用');
    expect(seen.text).not.toContain('李人事');
    const others = { says: 'handed-over', to: 'li.renshi', reason: '他懂' };
    expect((await answer(AWAITED, others, `/matters/${row?.id}`)).text).toContain('这件事不在等您');
    await answer(AWAITED, { ...others, to: OTHER }, `/matters/${row?.id}`);
    expect((await phoneOf(OTHER, '/matters')).seen.text).toContain('钱销售 想把这件事转交给您');
  });
});
