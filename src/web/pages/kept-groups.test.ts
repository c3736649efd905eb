import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { openSmallHouse, type SmallHouse } from '../../../test/small-house.ts';
import { pathTo } from '../paths.ts';

// What 孙示例, who looks after 「示范花园营销群」, does on his pages; each test goes on where the last one ended.

let small: SmallHouse;
const ADMIN = 'sun.jingli';
const HOSTILE = '</legend><script>alert(1)</script>';

beforeAll(async () => {
  small = await openSmallHouse({ pages: 'open' });
  await small.house.tenant.dismissPerson('qian.xiaoshou');
  await small.house.until('2026-11-26T11:00:00+08:00');
}, 60_000);
afterAll(() => small.house.close());

const groupPath = (rest = '') => `/kept/${encodeURIComponent(small.world.group)}${rest}`;
async function phoneOf(userid: string, path: string): Promise<{ browser: Browser; seen: Seen }> {
  const { house } = small;
  const browser = openBrowser(house.origin);
  const { location } = await browser.open(pathTo(house.corp, path));
  const back = await house.tenant.signIn(userid, location);
  return { browser, seen: await browser.open(back.slice(house.origin.length)) };
}
const attested = () =>
  small.house.inCorp((tx) => tx.attestation.findMany({ where: { until: null }, orderBy: { since: 'asc' } }));

describe('我管的群', () => {
  test('lists what he keeps, with what is open in each', async () => {
    const { seen } = await phoneOf(ADMIN, '/kept');
    for (const words of ['示范花园营销群', '您是管理员', '件待办']) expect(seen.text).toContain(words);
  });

  test('of a leaver it says what is to be done, step by step, and no fault', async () => {
    const { seen } = await phoneOf(ADMIN, groupPath());
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('群成员 → 移出');
    expect(seen.text).toContain('钱销售');
    expect(seen.text).not.toMatch(/违规|警告|处罚/);
  });

  test('办好了 counts as a press of the card, once', async () => {
    const { browser, seen } = await phoneOf(ADMIN, groupPath());
    const said = await browser.send(seen, { says: 'done' });
    expect(said.text).toContain('记下了');
    const decisions = await small.house.inCorp((tx) => tx.decision.findMany({ where: { action: 'done' } }));
    expect(decisions).toMatchObject([{ actor: ADMIN, via: 'page' }]);
    expect((await browser.send(seen, { says: 'done' })).text).toMatch(/之前已经记下|已经结束/);
    expect(await small.house.inCorp((tx) => tx.decision.count({ where: { action: 'done' } }))).toBe(1);
  });

  test('a group of somebody else is none of his', async () => {
    await small.house.tenant.hire({ userid: 'zhou.qun', name: '周群主', department: 5, position: '职员' });
    await small.house.tenant.createGroup({ name: '另一个群', owner: 'zhou.qun', members: ['zhao.shiyong'] });
    await small.house.sync();
    expect((await phoneOf('zhou.qun', '/kept')).seen.text).toContain('另一个群');
    expect((await phoneOf('zhou.qun', groupPath())).seen.status).toBe(404);
    expect((await phoneOf('zhou.qun', groupPath('/members'))).seen.status).toBe(404);
  });
});

describe('成员复核', () => {
  const open = () => phoneOf(ADMIN, groupPath('/members'));
  const memberIds = (text: string) => [...new Set([...text.matchAll(/name="m\.([^"]+)"/g)].map(([, id = '']) => id))];

  test('shows everybody by the name that the group has, with department, day and who invited', async () => {
    await small.house.tenant.setNickname(small.world.group, ADMIN, HOSTILE);
    await small.house.sync();
    const { seen } = await open();
    for (const words of ['小鱼儿', '公司以外', '营销策划部', '入群', '&lt;script&gt;'])
      expect(seen.text).toContain(words);
    expect(seen.text).not.toContain('<script');
    expect(memberIds(seen.text).length).toBeGreaterThanOrEqual(2);
  });

  test('is saved as one goes, and signed only when nobody is left', async () => {
    const { browser, seen } = await open();
    const [first = '', ...rest] = memberIds(seen.text);
    const saved = await browser.send(seen, { [`m.${first}`]: 'does-not-belong', do: 'save' });
    expect(saved.text).toContain('已保存');
    expect(saved.text).toContain(`还有 ${rest.length} 人没有选`);
    expect((await browser.send(saved, { do: 'sign' })).text).toContain('先选好再签字');

    const all = Object.fromEntries(rest.map((id) => [`m.${id}`, 'belongs']));
    const done = await browser.send(saved, { ...all, do: 'save' });
    expect(done.text).toContain(`该在 ${rest.length} 人，不该在 1 人`);
    expect((await browser.send(done, { do: 'sign' })).text).toContain('已签字');
    const word = (await attested()).find(({ memberId, what }) => memberId === null && what === 'member-review');
    expect(word).toMatchObject({ saidBy: ADMIN, evidence: expect.stringContaining(`belongs ${rest.length}`) });
    expect((await small.house.trail('attested')).length).toBe(rest.length + 2);
  });

  test('after the signature a new round begins, and what was said stays in the history', async () => {
    const { seen } = await open();
    expect(seen.text).toContain('上次签字');
    expect(seen.text).not.toContain('checked');
    expect(await small.house.inCorp((tx) => tx.attestation.count())).toBeGreaterThan(2);
  });

  test('a change of mind ends the word before it', async () => {
    const { browser, seen } = await open();
    const [first = ''] = memberIds(seen.text);
    const saved = await browser.send(seen, { [`m.${first}`]: 'not-known', do: 'save' });
    const again = await browser.send(saved, { [`m.${first}`]: 'not-known', do: 'save' });
    expect(again.text).toContain('没有新的选择');
    await browser.send(saved, { [`m.${first}`]: 'belongs', do: 'save' });
    const words = (await attested()).filter(({ memberId }) => memberId === first).map(({ what }) => what);
    expect(words.at(-1)).toBe('review-belongs');
    expect(words).not.toContain('review-not-known');
  });
});
