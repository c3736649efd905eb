import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { publishedPolicy } from '../../../test/builders/published-policy.ts';
import { openSmallHouse, type SmallHouse } from '../../../test/small-house.ts';
import { pathTo } from '../paths.ts';

let small: SmallHouse;
const HOSTILE = '<img src=x onerror=alert(1)>请收到';

beforeAll(async () => {
  const policy = publishedPolicy('4 working hours');
  small = await openSmallHouse({ policy, pages: 'open' });
}, 60_000);
afterAll(() => small.house.close());

async function phoneOf(userid: string, path: string): Promise<{ browser: Browser; seen: Seen }> {
  const browser = openBrowser(small.house.origin);
  const { location } = await browser.open(pathTo(small.house.corp, path));
  const back = await small.house.tenant.signIn(userid, location);
  return { browser, seen: await browser.open(back.slice(small.house.origin.length)) };
}
const idOf = async () =>
  (await small.house.inCorp((tx) => tx.publication.findFirst({ orderBy: { number: 'asc' } })))?.id ?? '';

describe('HR', () => {
  test('sends a notice to a group, and sees how many have received it', async () => {
    const { browser, seen } = await phoneOf('li.renshi', '/publish');
    expect(seen.text).toContain('示范花园营销群');
    const after = await browser.send(seen, { group: small.world.group, text: HOSTILE });
    expect(after.text).toContain('已发出给 2 人');
    expect(after.text).toContain('0 / 2 人已收到');
    await small.house.idle();
  });

  test('pressed twice, by four hands at once, it is one notice', async () => {
    const { browser, seen } = await phoneOf('li.renshi', '/publish');
    const form = { group: small.world.group, text: '按了四次的通知' };
    const said = await Promise.all([1, 2, 3, 4].map(() => browser.send(seen, form)));
    expect(said.map(({ text, location }) => /已发出给 2 人|said=2/.test(text + location))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(await small.house.inCorp((tx) => tx.publication.count())).toBe(2);
    await small.house.idle();
  });

  test('sends no empty one', async () => {
    const { browser, seen } = await phoneOf('li.renshi', '/publish');
    expect((await browser.send(seen, { group: small.world.group, text: '  ' })).text).toContain('没有发出');
    expect(await small.house.inCorp((tx) => tx.publication.count())).toBe(2);
  });
});

describe('whom it was sent to', () => {
  test('reads the whole text as text, says 收到 once, and HR sees it', async () => {
    const { browser, seen } = await phoneOf('sun.jingli', `/published/${await idOf()}`);
    expect(seen.text).toContain('&lt;img src=x onerror=alert(1)&gt;请收到');
    expect((await browser.send(seen)).text).toMatch(/11-26 \d\d:\d\d 收到/);
    const { seen: list } = await phoneOf('li.renshi', `/published/${await idOf()}`);
    expect(list.text).toContain('还没点');
    expect((await phoneOf('li.renshi', '/publish')).seen.text).toContain('1 / 2 人已收到');
  });

  test('is nobody else', async () => {
    const { seen } = await phoneOf('zhao.shiyong', `/published/${await idOf()}`);
    expect([seen.status, seen.text.includes('onerror')]).toEqual([404, false]);
  });
});
