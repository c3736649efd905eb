import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { openTalkingHouse, type TalkingHouse } from '../../../test/responses/talking-house.ts';
import { newId } from '../../ids.ts';
import { pathTo } from '../paths.ts';

// What somebody reads of himself; each test goes on where the last one ended.

let open: TalkingHouse;
const [HE, HR, MANAGER] = ['qian.xiaoshou', 'li.renshi', 'sun.jingli'] as const;

beforeAll(async () => {
  open = await openTalkingHouse({ pages: 'open' });
  await at('11-26 09:40');
  await open.hear({ id: 'm1', from: MANAGER, at: '11-26 09:41', text: '@营销策划部-钱销售 请今天把报表发我' });
  await open.house.tenant.setNickname(open.world.group, HE, '小钱');
  await at('11-26 11:00');
}, 60_000);
afterAll(() => open.house.close());

async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
async function phoneOf(userid: string, path: string): Promise<{ browser: Browser; seen: Seen }> {
  const browser = openBrowser(open.house.origin);
  const { location } = await browser.open(pathTo(open.house.corp, path));
  const back = await open.house.tenant.signIn(userid, location);
  return { browser, seen: await browser.open(back.slice(open.house.origin.length)) };
}
const casesOf = (userid: string) =>
  open.house.inCorp((tx) => tx.case.findMany({ where: { subject: `member:${userid}` }, orderBy: { number: 'asc' } }));
const linesOf = (text: string): string[] => [...text.matchAll(/\/record\/([0-9a-f-]{36})/g)].map(([, id = '']) => id);

describe('我的记录', () => {
  test('lists what concerns the reader and nobody else', async () => {
    const own = await casesOf(HE);
    expect(own.length).toBeGreaterThan(1);
    const { seen } = await phoneOf(HE, '/record');
    expect(linesOf(seen.text).sort()).toEqual(own.map(({ id }) => id).sort());
    expect(seen.text).toContain('示范花园营销群');
    expect((await phoneOf('zhou.xiaoshou', '/record')).seen.text).not.toContain(own[0]?.id);
  });

  test('of another is not found, also not by HR', async () => {
    const [own] = await casesOf(HE);
    for (const userid of [HR, MANAGER]) {
      const { seen } = await phoneOf(userid, `/record/${own?.id}`);
      expect(seen.status).toBe(404);
      expect(seen.text).toContain('没有这条记录');
      expect(seen.text).not.toContain('C-');
    }
    expect((await phoneOf(HE, `/record/${newId()}`)).seen.status).toBe(404);
    expect((await phoneOf(HE, '/record/x%27y')).seen.status).toBe(404);
  });

  test('quotes the duty, says what was seen and what not, and how the time was counted', async () => {
    const [late, nickname] = await casesOf(HE);
    const first = (await phoneOf(HE, `/record/${late?.id}`)).seen.text;
    for (const words of [
      '<blockquote class="qg-quote">领导布置的任务在 30 分钟内回复。</blockquote>',
      '孙示例 11-26 09:41 的事到 11-26 10:11 还没回应',
      '从 11-26 09:41 起，只计您的工作时间',
      '11-26 09:41 到 11-26 10:11，计 30 分钟，还剩 0 分钟',
      '待处理，已提醒您',
      '当时能看到这条群规需要的全部情况',
    ])
      expect(first).toContain(words);
    const second = (await phoneOf(HE, `/record/${nickname?.id}`)).seen.text;
    expect(second).toContain('群昵称请改：营销策划部-钱销售');
    expect(second).toContain('系统看不到的：只有客户群看得到群昵称');
    expect(second).not.toContain('为什么是这个时间');
  });

  test('takes 提醒错了 once: a person looks, and nobody is reminded', async () => {
    const nickname = (await casesOf(HE))[1];
    const { browser, seen } = await phoneOf(HE, `/record/${nickname?.id}`);
    const after = await browser.send(seen, { says: 'wrong' });
    expect(after.text).toContain('记下了，会有人核对');
    expect(after.text).toContain('您 说提醒错了');
    expect(after.text).not.toContain('name="says"');
    expect((await browser.send(seen, { says: 'wrong' })).text).toContain('您已经说过');
    const rows = await open.house.inCorp((tx) => tx.decision.findMany({ where: { caseId: nickname?.id ?? '' } }));
    expect(rows).toMatchObject([{ actor: HE, action: 'reported-wrong', via: 'page' }]);
    expect((await casesOf(HE))[1]).toMatchObject({ state: 'escalated' });
  });

  test('takes nobody else’s word, and none without the token', async () => {
    const [late] = await casesOf(HE);
    const { browser, seen } = await phoneOf(HE, `/record/${late?.id}`);
    expect((await browser.send(seen, { says: 'wrong', token: 'x' })).status).toBe(403);
    expect(await open.house.inCorp((tx) => tx.decision.count({ where: { caseId: late?.id ?? '' } }))).toBe(0);
  });

  test('shows what was decided and by whom', async () => {
    const [late] = await casesOf(HE);
    await open.house.inCorp((tx) =>
      tx.decision.create({
        data: {
          ...{ corp: open.house.corp, id: newId(), caseId: late?.id ?? '', actor: HR, action: 'waived', via: 'page' },
          at: new Date('2026-11-26T11:00:00+08:00'),
        },
      }),
    );
    const { text } = (await phoneOf(HE, `/record/${late?.id}`)).seen;
    expect(text).toContain('已决定：免除');
    expect(text).toContain('李人事 免除');
  });
});
