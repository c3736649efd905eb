import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { pathTo } from '../../src/web/paths.ts';
import { openTalkingHouse, type TalkingHouse } from '../responses/talking-house.ts';
import { type Chromium, openChromium } from './chromium.ts';
import { type Seat, sitDown } from './sit-down.ts';

// A day on which somebody is waited for, by clicking what people click; each test goes on where the last one ended.

const [ASKER, AWAITED, OTHER] = ['sun.jingli', 'qian.xiaoshou', 'zhao.shiyong'] as const;

/** What of a card says where it leads. */
const Shown = z.object({ template_card: z.object({ card_action: z.object({ url: z.string() }) }) });

let open: TalkingHouse;
let chromium: Chromium;
let leader: Seat;
let member: Seat;
let other: Seat;

beforeAll(async () => {
  open = await openTalkingHouse({
    pages: 'open',
    settings: ['result: { within: 2 working days }'],
    amend: (policy) => policy.replace(/^ {2}at: unset\n {2}kinds: .*$/m, '  at: 16:00\n  kinds: [marketing]'),
  });
  const { house, world } = open;
  await house.tenant.withoutCallbacks(() => house.tenant.join(world.group, OTHER));
  await house.sync();
  await open.readUpTo('11-26 09:30');
  await open.hear({ id: 'm1', from: ASKER, at: '11-26 10:00', text: '@营销策划部-钱销售 请今天把报表发我' });
  await at('10:05');
  chromium = await openChromium();
  leader = await sitDown(chromium, house, ASKER, 'desk');
  member = await sitDown(chromium, house, AWAITED);
  other = await sitDown(chromium, house, OTHER);
}, 90_000);
afterAll(async () => {
  await chromium?.close();
  await open?.house.close();
});

async function at(time: string): Promise<void> {
  await open.readUpTo(`11-26 ${time}`);
  await open.house.until(`2026-11-26T${time}:00+08:00`);
}
const rowOf = async (awaited: string) => (await open.rows()).find((row) => row.awaited.includes(awaited));

describe('我的待办', () => {
  test('says who asked, until when, and step by step why', async () => {
    await member.open('');
    await member.follow('我的待办');
    expect(await member.read()).toContain('孙示例 11-26 10:00 交办');
    const steps = member.page.getByText('计 30 分钟，还剩 0 分钟');
    expect(await steps.isVisible()).toBe(false);
    await member.page.getByText('为什么是这个时间？').click();
    expect(await steps.isVisible()).toBe(true);
    expect(await member.read()).not.toContain('报表');
  });

  test('takes 收到, and asks no more for it', async () => {
    await member.press('收到');
    expect(await member.read()).toContain('记下了');
    expect(await member.page.getByRole('button', { name: '收到', exact: true }).count()).toBe(0);
    expect(await rowOf(AWAITED)).toMatchObject({ acknowledgeState: 'met', bestProof: 'button' });
  });

  test('lets him move it to another day, with a reason', async () => {
    await member.follow('改期、转交、不是我的');
    const moving = member.page.locator('form', { hasText: '改到另一天' });
    await moving.getByLabel('哪一天').fill('2026-12-03');
    await moving.getByLabel('原因').fill('等供应商报价');
    await moving.getByRole('button', { name: '提交' }).click();
    await member.page.waitForURL(/said=done/);
    expect(await member.read()).toContain('改到 2026-12-03');
    await open.house.idle();
    expect((await rowOf(AWAITED))?.resultDueAt?.toISOString()).toBe('2026-12-03T10:00:00.000Z');
  });
});

describe('the close of the day', () => {
  test('comes as a card, and its matter is the one on the page', async () => {
    await at('16:05');
    const [card] = open.house.tenant.inbox(AWAITED).filter(({ text }) => text.includes('件事在等您'));
    const leadsTo = Shown.parse(card?.body).template_card.card_action.url;
    expect(leadsTo).toBe(open.house.origin + pathTo(open.house.corp, '/matters'));
    await member.open('/matters');
    expect(await member.read()).toContain('孙示例 11-26 10:00 交办');
  });

  test('ends with handing it over: it stays his until the other takes it', async () => {
    await member.follow('改期、转交、不是我的');
    const handing = member.page.locator('form', { hasText: '转交给同事' });
    await handing.getByLabel('同事').selectOption({ label: '赵试用' });
    await handing.getByLabel('原因').fill('他负责');
    await handing.getByRole('button', { name: '提交' }).click();
    await member.page.waitForURL(/said=done/);
    expect(await member.read()).toContain('转交 赵试用，待接');
    await open.house.idle();
    expect(await rowOf(AWAITED)).toMatchObject({ resultState: 'running' });
    await other.open('/matters');
    expect(await other.read()).toContain('钱销售 想把这件事转交给您');
    await other.press('我来办');
    expect(await rowOf(AWAITED)).toMatchObject({ resultState: 'met', closedAt: expect.any(Date) });
    await member.open('/matters');
    expect(await member.read()).toContain('现在没有事在等您');
  });
});

describe('看板', () => {
  test('shows the leader whose it is now, and no share of anybody', async () => {
    await leader.open('/board');
    const board = await leader.read();
    for (const words of ['示范花园营销群', '赵试用']) expect(board).toContain(words);
    expect(board).not.toMatch(/钱销售|%/);
  });

  test('is empty once it is done', async () => {
    await other.open('/matters');
    await other.press('办完了');
    await leader.open('/board');
    expect(await leader.read()).toContain('没有没办结的事');
    expect((await open.house.chain()).state).toBe('whole');
  });
});
