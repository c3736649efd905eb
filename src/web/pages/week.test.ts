import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { openTalkingHouse, type TalkingHouse } from '../../../test/responses/talking-house.ts';
import { pathTo } from '../paths.ts';

// A week of one rule: six tasks, five answered in time.

let open: TalkingHouse;
const at = async (time: string): Promise<void> => {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
};
const two = (n: number): string => String(n).padStart(2, '0');

async function opened(path: string, userid = 'li.renshi'): Promise<{ browser: Browser; seen: Seen }> {
  const browser = openBrowser(open.house.origin);
  const { location } = await browser.open(pathTo(open.house.corp, path));
  const back = await open.house.tenant.signIn(userid, location);
  return { browser, seen: await browser.open(back.slice(open.house.origin.length)) };
}

beforeAll(async () => {
  open = await openTalkingHouse({ pages: 'open' });
  await at('11-26 10:01');
  for (let i = 0; i < 6; i += 1)
    await open.hear(
      {
        id: `t${i}`,
        from: 'sun.jingli',
        at: `11-26 10:${two(i * 5)}`,
        text: `@营销策划部-钱销售 请今天把第${i + 1}份报表发我`,
      },
      ...(i < 5
        ? [{ id: `a${i}`, from: 'qian.xiaoshou', at: `11-26 10:${two(i * 5 + 2)}`, text: '@营销策划部-孙经理 收到' }]
        : []),
    );
  await at('11-26 11:30');
}, 120_000);
afterAll(() => open.house.close());

const WEEK = '/week?week=2026-11-26';

describe('周报', () => {
  test('says the share beside both of its numbers, and how much was seen', async () => {
    const { seen } = await opened(WEEK);
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('2026-11-23 至 2026-11-29');
    expect(seen.text).toContain('5/6 = 83.3%');
    expect(seen.text).toContain('2 分钟内');
    expect(seen.text).toMatch(/可见率">\d+(\.\d)?%/);
  });

  test('has its bars as a picture of our own, with the same figures', async () => {
    const { browser, seen } = await opened(WEEK);
    const [, src = ''] = /<img src="([^"]+)"/.exec(seen.text) ?? [];
    const picture = await browser.look(src);
    expect(picture.headers.get('content-type')).toContain('image/svg+xml');
    expect(picture.text).toContain('83.3%');
  });

  test.each([['1999-01-01'], ['nonsense'], ['2026-13-99']])('a week that is none (%s) is the last one', async (day) => {
    expect((await opened(`/week?week=${day}`)).seen.text).toContain('2026-11-16 至');
  });

  test('is taken out by HR alone, for a purpose that the trail keeps', async () => {
    const { browser, seen } = await opened(WEEK);
    const without = await browser.send(seen, { purpose: '', table: 'answers', as: 'csv' });
    expect(without.text).toContain('请选择用途');
    const never = await browser.send(seen, { purpose: 'x', week: '2026-99-99', table: 'answers', as: 'csv' });
    expect([never.status, never.text]).toEqual([200, expect.stringContaining('请选择用途')]);
    const given = await browser.send(seen, { purpose: 'management', table: 'answers', as: 'csv' });
    expect(given.headers.get('content-disposition')).toBe('attachment; filename="week-2026-11-23-answers.csv"');
    expect(given.text).toContain('83.3%');
    expect(await open.house.trail('report-exported')).toMatchObject([
      { what: 'report-answers', purpose: 'management' },
    ]);
  });

  test('is closed to who may not see numbers', async () => {
    expect((await opened(WEEK, 'qian.xiaoshou')).seen.status).toBe(403);
  });
});
