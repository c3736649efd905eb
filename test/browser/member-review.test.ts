import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../small-house.ts';
import { type Chromium, openChromium } from './chromium.ts';
import { type Seat, sitDown } from './sit-down.ts';

// 孙示例 goes through everybody in his group and signs, by clicking what people click; each test goes on where the last one ended.

const ADMIN = 'sun.jingli';

let small: SmallHouse;
let chromium: Chromium;
let admin: Seat;

beforeAll(async () => {
  small = await openSmallHouse({ pages: 'open' });
  await small.house.tenant.join(small.world.group, 'zhao.shiyong');
  await small.house.sync();
  chromium = await openChromium();
  admin = await sitDown(chromium, small.house, ADMIN);
}, 90_000);
afterAll(async () => {
  await chromium?.close();
  await small?.house.close();
});

const words = () =>
  small.house.inCorp((tx) => tx.attestation.findMany({ where: { until: null, what: 'member-review' } }));
const choose = async (name: string, answer: string): Promise<void> => {
  const member = admin.page.getByRole('group', { name });
  await member.getByLabel(answer, { exact: true }).check();
};

describe('成员复核', () => {
  test('is reached from the first page, and lists everybody with where he comes from', async () => {
    await admin.open('');
    await admin.follow('我管的群');
    await admin.follow('示范花园营销群');
    await admin.follow('成员复核');
    const list = await admin.read();
    for (const one of ['钱销售', '赵试用', '小鱼儿', '公司以外', '营销策划部', '入群']) expect(list).toContain(one);
    expect(await admin.page.getByRole('button', { name: '我已逐个核对' }).count()).toBe(0);
  });

  test('is saved as one goes, and signed only when nobody is left', async () => {
    await choose('小鱼儿', '该在');
    await choose('赵试用', '不该在');
    await admin.press('保存');
    expect(await admin.read()).toContain('已保存');
    expect(await admin.read()).toMatch(/还有 \d 人没有选/);
    expect(await admin.page.getByRole('button', { name: '我已逐个核对' }).count()).toBe(0);
    const open = admin.page.locator('fieldset:not(:has(:checked))');
    for (let left = await open.count(); left > 0; left -= 1)
      await open.first().getByLabel('该在', { exact: true }).check();
    await admin.press('保存');
    expect(await admin.read()).toMatch(/该在 \d 人，不该在 1 人/);
  });

  test('is signed with one press: a word for each, one for the group, all of them in the trail', async () => {
    await admin.press('我已逐个核对');
    expect(await admin.read()).toContain('已签字');
    const signed = await words();
    const [group] = signed.filter(({ memberId }) => memberId === null);
    expect(group).toMatchObject({ saidBy: ADMIN, chatId: small.world.group });
    const trail = await small.house.trail('attested');
    expect(trail.length).toBeGreaterThanOrEqual(4);
    expect((await small.house.chain()).state).toBe('whole');
  });

  test('begins anew afterwards, and says when it was signed last', async () => {
    await admin.open(`/kept/${encodeURIComponent(small.world.group)}/members`);
    expect(await admin.read()).toContain('上次签字');
    expect(await admin.page.locator(':checked').count()).toBe(0);
  });
});
