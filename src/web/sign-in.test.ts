import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, IN_WECOM, ON_A_DESK, openBrowser, type Seen } from '../../test/builders/browser.ts';
import { type House, openHouse } from '../../test/house.ts';
import { hashOf } from './secrets.ts';

/** Who gets in, and who does not; every test has browsers of its own. */
let house: House;
const HOME = '/h5/shifan';
const COOKIE = 'qungui-shifan';
const AT = '2026-11-24T09:00:00+08:00';

beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: AT, pages: 'open' });
  const { tenant } = house;
  await tenant.addDepartment({ id: 2, name: '营销策划部' });
  await tenant.hire({ userid: 'Li.Yangben', name: '李样本', department: 2 });
  await tenant.hire({ userid: 'qian.xiaoshou', name: '钱销售', department: 2 });
  await tenant.hire({ userid: 'zhao.shiyong', name: '赵试用', department: 2 });
  await tenant.hire({ userid: 'sun.shili', name: '孙示例', department: 2 });
  await house.sync();
});
afterAll(() => house.close());

/** As far as WeCom's own page. */
const begun = async (browser: Browser, path = HOME): Promise<Seen> => {
  const seen = await browser.open(path);
  expect(seen.status).toBe(303);
  return seen;
};

async function signedIn(userid: string, path = HOME, userAgent = IN_WECOM): Promise<{ browser: Browser; seen: Seen }> {
  const browser = openBrowser(house.origin, userAgent);
  const { location } = await begun(browser, path);
  return { browser, seen: await browser.open(pathOf(await house.tenant.signIn(userid, location))) };
}

const pathOf = (url: string): string => url.slice(house.origin.length);
const later = async (ms: number): Promise<void> =>
  house.setClock(new Date((await house.deps.clock.now()).getTime() + ms).toISOString());
const MINUTE_MS = 60_000;
const sessions = () => house.inCorp((tx) => tx.pageSession.findMany({ where: { corp: house.corp } }));
const isIn = async (browser: Browser): Promise<boolean> => (await browser.look(HOME)).status === 200;

describe('whoever opens a page', () => {
  test('inside WeCom is known without a question and comes to the page he wanted', async () => {
    const browser = openBrowser(house.origin);
    const asked = await begun(browser, `${HOME}/my-groups?lang=en`);
    const url = new URL(asked.location);

    expect(url.pathname).toBe('/connect/oauth2/authorize');
    expect(url.searchParams.get('redirect_uri')).toBe(`${house.origin}${HOME}/sign-in`);
    expect(url.searchParams.get('state')).toMatch(/^[0-9a-f]{32}$/);
    const back = await browser.look(pathOf(await house.tenant.signIn('li.yangben', asked.location)));
    expect([back.status, back.location]).toEqual([303, `${HOME}/my-groups?lang=en`]);
    expect(await isIn(browser)).toBe(true);
  });

  test('in a browser scans a code', async () => {
    const { browser, seen } = await signedIn('qian.xiaoshou', HOME, ON_A_DESK);
    expect(seen.text).toContain('钱销售，您好');
    expect(seen.text).toContain('退出登录');
    expect(browser.cookies.has(COOKIE)).toBe(true);
  });

  test('holds a token of which the row knows the hash alone, in a cookie that no script and no other site can use', async () => {
    const browser = openBrowser(house.origin);
    const { location } = await begun(browser);
    const back = await browser.look(pathOf(await house.tenant.signIn('li.yangben', location)));
    const [cookie = ''] = back.headers.getSetCookie().filter((line) => line.startsWith(`${COOKIE}=`));
    const token = browser.cookies.get(COOKIE) ?? '';

    expect(cookie.replace(token, '…')).toBe(`${COOKIE}=…; Path=/; Max-Age=28800; HttpOnly; SameSite=Lax`);
    const rows = await sessions();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows.filter(({ tokenHash }) => tokenHash === hashOf(token))).toHaveLength(1);
  });

  test('gets a new token each time, and the old one ends', async () => {
    const { browser } = await signedIn('li.yangben');
    const old = browser.cookies.get(COOKIE) ?? '';
    const again = openBrowser(house.origin);
    const { location } = await begun(again);
    again.cookies.set(COOKIE, old);
    await again.open(pathOf(await house.tenant.signIn('li.yangben', location)));

    expect(again.cookies.get(COOKIE)).not.toBe(old);
    expect([await isIn(browser), await isIn(again)]).toEqual([false, true]);
  });
});

describe('nobody is let in', () => {
  const refusals: readonly (readonly [string, number, string, () => Promise<Seen>])[] = [
    [
      'by a state of another browser',
      400,
      '没有登录成功',
      async () => {
        const victim = openBrowser(house.origin);
        const { location } = await begun(openBrowser(house.origin));
        return victim.look(pathOf(await house.tenant.signIn('li.yangben', location)));
      },
    ],
    [
      'by a way that somebody else signed',
      400,
      '没有登录成功',
      async () => {
        const browser = openBrowser(house.origin);
        const { location } = await begun(browser);
        for (const [name, value] of browser.cookies)
          browser.cookies.set(
            name,
            value.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A')),
          );
        return browser.look(pathOf(await house.tenant.signIn('li.yangben', location)));
      },
    ],
    [
      'by the same way a second time',
      400,
      '没有登录成功',
      async () => {
        const browser = openBrowser(house.origin);
        const { location } = await begun(browser);
        const held = new Map(browser.cookies);
        const back = pathOf(await house.tenant.signIn('li.yangben', location));
        await browser.look(back);
        const fresh = new URL(await house.tenant.signIn('li.yangben', location)).search;
        for (const [name, value] of held) browser.cookies.set(name, value);
        return browser.look(`${HOME}/sign-in${fresh}`);
      },
    ],
    [
      'after more than ten minutes',
      400,
      '没有登录成功',
      async () => {
        const browser = openBrowser(house.origin);
        const { location } = await begun(browser);
        await later(10 * MINUTE_MS + 1_000);
        return browser.look(pathOf(await house.tenant.signIn('li.yangben', location)));
      },
    ],
    [
      'by a code that was spent',
      400,
      '已经用过或过期',
      async () => {
        const first = openBrowser(house.origin);
        const back = new URL(await house.tenant.signIn('li.yangben', (await begun(first)).location));
        await first.look(back.pathname + back.search);
        const second = openBrowser(house.origin);
        const own = new URL((await begun(second)).location).searchParams.get('state') ?? '';
        back.searchParams.set('state', own);
        return second.look(back.pathname + back.search);
      },
    ],
    ['without a state', 400, '没有登录成功', () => openBrowser(house.origin).look(`${HOME}/sign-in?code=abc`)],
    [
      'with a code twice',
      400,
      '没有登录成功',
      async () => {
        const browser = openBrowser(house.origin);
        const { location } = await begun(browser);
        return browser.look(`${pathOf(await house.tenant.signIn('li.yangben', location))}&code=other`);
      },
    ],
    [
      'who is a customer',
      403,
      '只给本公司同事用',
      async () => {
        const browser = openBrowser(house.origin);
        const { location } = await begun(browser);
        return browser.look(pathOf(await house.tenant.signInAsCustomer('wmKehu01', location)));
      },
    ],
    [
      'whom the directory does not know',
      403,
      '还认不出您',
      async () => {
        const browser = openBrowser(house.origin);
        const { location } = await begun(browser);
        return browser.look(pathOf(await house.tenant.signIn('nobody.shili', location)));
      },
    ],
  ];
  test.each(refusals)('%s: %i', async (_, status, words, come) => {
    const before = (await sessions()).length;
    const seen = await come();
    expect([seen.status, seen.text]).toEqual([status, expect.stringContaining(words)]);
    expect(seen.headers.getSetCookie().filter((line) => line.startsWith(`${COOKIE}=`))).toEqual([]);
    expect((await sessions()).length - before).toBeLessThanOrEqual(1); // the rightful one of those that came first
  });

  test('while WeCom does not answer', async () => {
    const browser = openBrowser(house.origin);
    const { location } = await begun(browser);
    house.simulator.faults.add({ api: 'auth/getuserinfo', kind: 'http502' });
    const seen = await browser.look(pathOf(await house.tenant.signIn('li.yangben', location)));
    expect([seen.status, seen.text]).toEqual([502, expect.stringContaining('暂时没有回应')]);
  });
});

describe('a session', () => {
  test('lasts through work, and eight hours at most', async () => {
    const { browser } = await signedIn('li.yangben');
    for (let hours = 0; hours < 7.75; hours += 0.25) {
      await later(15 * MINUTE_MS);
      expect(await isIn(browser)).toBe(true);
    }
    await later(16 * MINUTE_MS);
    expect(await isIn(browser)).toBe(false);
  });

  test('rests thirty minutes at most', async () => {
    const { browser } = await signedIn('li.yangben');
    await later(29 * MINUTE_MS);
    expect(await isIn(browser)).toBe(true);
    await later(31 * MINUTE_MS);
    expect(await isIn(browser)).toBe(false);
  });

  test('ends with all others of its person when he says so from any of them', async () => {
    const desk = await signedIn('qian.xiaoshou', HOME, ON_A_DESK);
    const phone = await signedIn('qian.xiaoshou');
    const stranger = await signedIn('li.yangben');
    expect(phone.seen.text).toMatch(/在 \d+ 处登录着，全部退出/);
    await phone.browser.send(phone.seen);

    expect([await isIn(desk.browser), await isIn(phone.browser), await isIn(stranger.browser)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('ends with signing out, wherever its token is held', async () => {
    const { browser, seen } = await signedIn('qian.xiaoshou', HOME, ON_A_DESK);
    const copy = openBrowser(house.origin, ON_A_DESK);
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    const gone = await browser.send(seen);

    expect([gone.status, gone.text]).toEqual([200, expect.stringContaining('已退出登录')]);
    expect([await isIn(browser), await isIn(copy)]).toEqual([false, false]);
  });

  test('ends when the person leaves, and his account’s next holder begins with nothing', async () => {
    const { browser } = await signedIn('zhao.shiyong');
    expect(await isIn(browser)).toBe(true);
    await house.tenant.dismissPerson('zhao.shiyong');
    await house.idle();
    expect(await isIn(browser)).toBe(false);

    await house.tenant.hire({ userid: 'zhao.shiyong', name: '赵另一位', department: 2 });
    await house.until(new Date((await house.deps.clock.now()).getTime() + MINUTE_MS).toISOString());
    expect(await isIn(browser)).toBe(false);
    expect((await signedIn('zhao.shiyong')).seen.text).toContain('赵另一位，您好');
  });

  test('ends when the account gets another name', async () => {
    const { browser } = await signedIn('sun.shili');
    await house.tenant.changeUserid('sun.shili', 'sun.xinming');
    await house.idle();
    expect(await isIn(browser)).toBe(false);
    expect((await signedIn('sun.xinming')).seen.text).toContain('孙示例，您好');
  });

  test('of one corp opens nothing of another', async () => {
    const { browser } = await signedIn('li.yangben');
    const token = browser.cookies.get(COOKIE) ?? '';
    expect((await browser.look('/h5/other')).status).toBe(404);
    browser.cookies.clear();
    browser.cookies.set('qungui-other', token);
    expect((await browser.look(HOME)).status).toBe(303);
  });

  test('leaves its beginning and its end in the trail', async () => {
    const rows = await house.inCorp((tx) =>
      tx.auditRecord.groupBy({
        by: ['kind'],
        where: { corp: house.corp, kind: { startsWith: 'signed-' } },
        _count: true,
      }),
    );
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['signed-in', 'signed-out']);
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  });
});
