import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../../test/builders/browser.ts';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../../../test/small-house.ts';
import { pathTo } from '../paths.ts';

// A version is read and signed on a page; each test goes on where the last one ended.

const slug = 'chongqing-industrial';
const [HR, ONE, OTHER] = ['li.renshi', 'zhao.shiyong', 'qian.xiaoshou'] as const;
let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse({ pages: 'open', policy: shippedPolicy.replace('按公司有关条例处理', '违者罚款50元') });
}, 60_000);
afterAll(() => small.house.close());

async function atDesk(path: string, userid: string) {
  const { house } = small;
  const browser = openBrowser(house.origin);
  const { location } = await browser.open(pathTo(house.corp, path));
  const back = await house.tenant.signIn(userid, location);
  return { browser, seen: await browser.open(back.slice(house.origin.length)) };
}
const publish = () =>
  small.json(...['policy', 'sign-off', 'publication', slug, '--on', '2026-11-26', '--where', '公司公告栏', '--by', HR]);
const signatures = () =>
  small.house.inCorp((tx) => tx.signature.findMany({ orderBy: { at: 'asc' }, select: { how: true, says: true } }));

describe('阅读并签收群规', () => {
  test('asks nothing as long as no version was published to people', async () => {
    expect((await atDesk('/sign', ONE)).seen.text).toContain('现在没有要您签收的制度');
    expect((await atDesk(`/sign/${slug}`, ONE)).seen.status).toBe(404);
  });

  test('what everybody gets leads to it', async () => {
    await publish();
    await small.house.until('2026-11-26T10:05:00+08:00');
    const inbox = JSON.stringify(small.house.tenant.inbox(ONE));
    expect(inbox).toContain(`${small.house.origin}/h5/shifan/sign/${slug}`);
  });

  test('shows the version in plain words, threats left out, and says where it was published', async () => {
    const { text } = (await atDesk(`/sign/${slug}`, ONE)).seen;
    for (const words of ['第 1 版 · 2026-11-26 公布', '公司公告栏', '先说看不见的', '我已阅读', '已读，不同意'])
      expect(text).toContain(words);
    expect(text).not.toContain('原文的处理');
  });

  test('disagreeing is kept, and may become a signature, which stays one', async () => {
    const { browser, seen } = await atDesk(`/sign/${slug}`, ONE);
    const after = await browser.send(seen, { says: 'refused' });
    expect(after.text).toContain('您说了不同意');
    expect(after.text).not.toContain('value="refused"');
    const signed = await browser.send(after, { says: 'signed' });
    expect(signed.text).toContain('您已签收');
    expect(signed.text).not.toContain('value="signed"');
    expect((await browser.send(seen, { says: 'refused' })).text).toContain('没有变化');
    expect(await signatures()).toEqual([
      { how: 'page', says: 'refused' },
      { how: 'page', says: 'signed' },
    ]);
    expect(await small.house.trail('version-shown')).toMatchObject([{ how: 'page' }, { how: 'page' }]);
    expect((await atDesk('/sign', ONE)).seen.text).toContain('已读');
  });

  test('a form of another version, or of none, signs nothing', async () => {
    const { browser, seen } = await atDesk(`/sign/${slug}`, OTHER);
    for (const fields of [{ version: '2' }, { policy: '../../x' }, { says: 'maybe' }])
      expect((await browser.send(seen, { says: 'signed', ...fields })).text).toContain('这一版现在不用签收');
    expect(await signatures()).toHaveLength(2);
  });
});

describe('群规', () => {
  test('shows HR alone the clauses that threaten money, as not executed, with words instead', async () => {
    const { text } = (await atDesk('/rules', HR)).seen;
    for (const words of ['写有钱的处罚，不执行', '第十一条 · 不执行', '可以改成', '为什么'])
      expect(text).toContain(words);
    expect((await atDesk('/rules', ONE)).seen.text).not.toContain('写有钱的处罚');
  });
});
