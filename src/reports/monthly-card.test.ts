import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../test/builders/browser.ts';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../../test/small-house.ts';
import { newId } from '../ids.ts';
import { openContent } from '../notices/sealed.ts';
import { pathTo } from '../web/paths.ts';
import { lastMonth, monthBefore } from './month.ts';
import { monthInWords } from './month-words.ts';
import { sendMonthly } from './monthly-card.ts';

describe('the words of a month', () => {
  const rule = { zh: '群昵称', en: 'Nicknames' };
  const one = (n: number) => ({ who: `张示例${n}`, rule, by: ['李样本', '王样例'], until: '2026-12-31' });

  test('name each leader who was exempted, and both who agreed', () => {
    const { text, quote } = monthInWords({ month: '2026-11', exemptions: [one(1)], deputies: 2 });
    expect(text.zh).toBe('2026-11：领导的豁免 1 项，每项都有两人同意；代理 2 次。');
    expect(quote).toEqual({
      zh: '张示例1 · 群昵称 · 李样本、王样例 · 2026-12-31',
      en: '张示例1 · Nicknames · 李样本, 王样例 · 2026-12-31',
    });
  });

  test('say how many more there are than the card can hold', () => {
    const { quote } = monthInWords({ month: '2026-11', exemptions: [1, 2, 3, 4, 5, 6, 7].map(one), deputies: 0 });
    expect(quote?.zh.split('\n').at(-1)).toBe('另有 2 项');
  });
});

test.each([
  ['2026-12-01T09:05:00+08:00', '2026-11'],
  ['2027-01-04T09:05:00+08:00', '2026-12'],
  ['2026-12-01T00:30:00+08:00', '2026-11'], // at Greenwich it is still November
])('the last month at %s is %s', (at, month) => {
  expect(lastMonth(Date.parse(at), 'Asia/Shanghai')).toBe(month);
});

test('the months before and after', () => {
  expect([monthBefore('2026-01', 1), monthBefore('2026-12', -1), monthBefore('2026-03', 0)]).toEqual([
    '2025-12',
    '2027-01',
    '2026-03',
  ]);
});

// 孙示例, a leader, was exempted in November with the agreement of HR and of a second person.
describe('after November', () => {
  let small: SmallHouse;
  beforeAll(async () => {
    const counsel = '  counsel: { name: { zh: 法务部, en: Counsel }, who: { department: 法务部 } }\n';
    const policy = shippedPolicy.replace(/^ {2}it: \{/m, (it) => `${counsel}${it}`);
    small = await openSmallHouse({ policy, pages: 'open' });
    const { tenant } = small.house;
    await tenant.withoutCallbacks(async () => {
      await tenant.addDepartment({ id: 9, name: '法务部' });
      await tenant.hire({ userid: 'fa.wu', name: '法务示例', department: 9, position: '法务' });
    });
    await small.house.sync();
  }, 60_000);
  afterAll(() => small.house.close());

  const personOf = async (userid: string): Promise<string> => {
    const { corp, inCorp } = small.house;
    return (await inCorp((tx) => tx.account.findFirstOrThrow({ where: { corp, userid, until: null } }))).personId;
  };
  const send = async (at: string): Promise<number> => {
    const { corp, deps, inCorp } = small.house;
    const keys = await deps.keys.of(corp);
    const place = deps.config.corps.get(corp);
    return inCorp((tx) => sendMonthly(tx, { corp, keys, at: new Date(at), timeZone: 'Asia/Shanghai', place }));
  };
  const cards = async () => {
    const { corp, deps, inCorp } = small.house;
    const keys = await deps.keys.of(corp);
    const rows = await inCorp((tx) => tx.notice.findMany({ where: { corp, kind: 'private' } }));
    return rows.map(({ id, toUserid, content }) => ({ to: toUserid, content: openContent(keys, id, content ?? '') }));
  };

  test('nothing is to be said, and no card comes', async () => {
    expect(await send('2026-12-01T09:05:00+08:00')).toBe(0);
  });

  test('comes in the first seven days of the next month to HR and counsel, and names both who agreed', async () => {
    const { corp, inCorp } = small.house;
    const people = {
      personId: await personOf('sun.jingli'),
      firstBy: await personOf('li.renshi'),
      secondBy: await personOf('qian.xiaoshou'),
    };
    const agreedAt = new Date('2026-11-20T10:00:00+08:00');
    await inCorp((tx) =>
      tx.exemption.create({
        data: {
          corp,
          id: newId(),
          policySlug: 'chongqing-industrial',
          instance: 'nickname',
          state: 'agreed',
          askedAt: agreedAt,
          askedBy: 'sun.jingli',
          reason: 'x',
          firstAt: agreedAt,
          secondAt: agreedAt,
          agreedAt,
          untilDay: '2026-12-31',
          reported: 'monthly',
          ...people,
        },
      }),
    );
    const readers = ['li.renshi', 'fa.wu'];
    expect([await send('2026-12-07T09:05:00+08:00'), await send('2026-12-14T09:05:00+08:00')]).toEqual([
      readers.length,
      0,
    ]);
    const written = await cards();
    expect(written.map(({ to }) => to).sort()).toEqual(readers.sort());
    for (const { content } of written) {
      expect(content.plain?.quote?.zh).toMatch(/^孙示例 · .+ · 李人事、钱销售 · 2026-12-31$/);
      expect(content.page?.url).toMatch(/\/h5\/[\w-]+\/month\?month=2026-11$/);
    }
  });

  test.each(['li.renshi', 'fa.wu'])('its page is opened by %s, and says the same', async (userid) => {
    const { origin, corp, tenant } = small.house;
    const browser = openBrowser(origin);
    const { location } = await browser.open(pathTo(corp, '/month?month=2026-11'));
    const back = await tenant.signIn(userid, location);
    const { status, text } = await browser.open(back.slice(origin.length));
    expect(status).toBe(200);
    for (const word of ['孙示例', '李人事、钱销售', '2026-12-31', '领导的豁免 1 项']) expect(text).toContain(word);
  });
});
