import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { openSmallHouse, type SmallHouse } from '../../../test/small-house.ts';
import { newId } from '../../ids.ts';
import { pathTo } from '../paths.ts';

// HR says who stands in for whom and who hears, on pages: as the command line would, with the same trail.

let small: SmallHouse;
const [HR, OTHER, MANAGER] = ['li.renshi', 'zhou.fuhe', 'sun.jingli'] as const;
beforeAll(async () => {
  small = await openSmallHouse({ pages: 'open' });
  await small.house.tenant.hire({ userid: OTHER, name: '周复核', department: 4, position: '人事专员' });
  await small.house.sync();
  await small.house.until('2026-11-26T09:40:00+08:00');
}, 60_000);
afterAll(() => small.house.close());

async function look(path: string, userid: string = HR) {
  const { house } = small;
  const browser = openBrowser(house.origin);
  const { location } = await browser.open(pathTo(house.corp, path));
  const back = await house.tenant.signIn(userid, location);
  return { browser, seen: await browser.open(back.slice(house.origin.length)) };
}
/** Sends the form of a page that leads there. */
async function post(at: string, to: string, fields: Record<string, string>): Promise<Seen> {
  const { browser, seen } = await look(at);
  const form = seen.text.slice(seen.text.indexOf(`<form method="post" action="${pathTo(small.house.corp, to)}"`));
  const after = await browser.send({ ...seen, text: form }, fields);
  await small.house.idle();
  return after;
}
const personOf = async (userid: string): Promise<string> =>
  (await small.house.inCorp((tx) => tx.account.findFirstOrThrow({ where: { userid, until: null } }))).personId;

describe('代理人', () => {
  const deputies = () => small.house.inCorp((tx) => tx.deputy.findMany({ where: { until: null } }));

  test('is suggested from an approved leave, without its reason, and named by one press', async () => {
    const personId = await personOf(HR);
    const span = { fromAt: new Date('2026-11-30T01:00:00Z'), untilAt: new Date('2026-12-02T10:00:00Z') };
    await small.house.inCorp((tx) =>
      tx.absence.create({
        data: {
          ...{ corp: small.house.corp, id: newId(), personId, ...span, why: 'leave' },
          ...{ learnedBy: 'file', learnedRef: 'a.csv', since: new Date('2026-11-25T01:00:00Z') },
        },
      }),
    );
    const { text } = (await look('/deputies')).seen;
    for (const words of ['李人事 不在', '2026-11-30 ~ 2026-12-02', '代理']) expect(text).toContain(words);
    expect(text).not.toContain('请假');
    const after = await post('/deputies', '/deputies', {});
    expect(after.text).toContain('已登记');
    expect(after.text).not.toContain('李人事 不在');
    expect(await deputies()).toMatchObject([{ ofId: personId, ...span, setBy: HR }]);
    expect(await small.house.trail('deputy-set')).toMatchObject([{ change: 'named' }]);
  });

  test('ends by a press', async () => {
    expect((await post('/deputies', '/deputies/end', {})).text).toContain('已结束');
    expect(await deputies()).toEqual([]);
  });

  test.each([
    ['nobody of that name', { of: HR, by: 'nobody', from: '2026-12-01', until: '2026-12-02' }, '请核对'],
    ['himself', { of: HR, by: HR, from: '2026-12-01', until: '2026-12-02' }, '没有登记'],
    ['days that are over', { of: HR, by: OTHER, from: '2026-11-01', until: '2026-11-02' }, '没有登记'],
    ['somebody else, by account', { of: HR, by: OTHER, from: '2026-12-07', until: '2026-12-08' }, '已登记'],
  ])('%s', async (_, fields, says) => {
    const { browser, seen } = await look('/deputies');
    const form = seen.text.slice(seen.text.lastIndexOf('<form method="post" action'));
    const own = form.includes('/sign-out') ? seen.text.slice(seen.text.indexOf('定一位代理人')) : form;
    expect((await browser.send({ ...seen, text: own }, fields)).text).toContain(says);
  });
});

describe('告知谁、在哪里工作', () => {
  test('is said of everybody of a kind or of one, and kept as history', async () => {
    const first = { role: 'agency', name: '示例派遣公司', userid: '', of: '' };
    expect((await post('/hears', '/hears', first)).text).toContain('示例派遣公司');
    expect((await post('/hears', '/hears', first)).text).toContain('本来就是这样');
    expect((await post('/hears', '/hears', { ...first, userid: 'nobody' })).text).toContain('请核对');
    const own = { role: 'mentor', name: '孙示例', userid: MANAGER, of: 'zhao.shiyong' };
    expect((await post('/hears', '/hears', own)).text).toContain('只为 赵试用');
    expect((await post('/hears', '/hears', { ...first, name: '' })).text).not.toContain('示例派遣公司');
    expect(await small.house.inCorp((tx) => tx.noteParty.count())).toBe(2);
    expect(await small.house.trail('note-party-set')).toHaveLength(3);
  });

  test('a place is one that the law knows, or any other', async () => {
    const said = await post('/hears', '/hears/place', { of: MANAGER, place: 'guangdong' });
    expect(said.text).toMatch(/孙示例[\s\S]*广东/);
    expect((await post('/hears', '/hears/place', { of: MANAGER, place: 'atlantis' })).text).toContain('请核对');
    expect(await small.house.trail('place-set')).toMatchObject([{ place: 'guangdong' }]);
  });

  test('shows who answers for which measure, and unlocks nothing', async () => {
    expect((await look('/hears')).seen.text).toContain('没有放开的措施');
    const by = [
      '--approver',
      MANAGER,
      '--post',
      '法务',
      '--reason',
      '示例理由：法务看过，只限示例',
      '--by',
      HR,
    ] as const;
    const days = ['--on', '2026-11-26', '--until', '2026-12-26'];
    const ran = await small.json('measures', 'unlock', 'public-notice', ...by, ...days);
    expect(ran).toMatchObject({ exit: 0 });
    const { text } = (await look('/hears')).seen;
    for (const words of ['孙示例（法务）批准 · 2026-11-26 ~ 2026-12-26', '示例理由']) expect(text).toContain(words);
    expect(text).not.toMatch(/action="[^"]*unlock/);
  });
});

describe('签收情况', () => {
  test('counts come first; names stand behind them, for HR alone', async () => {
    const { text } = (await look('/sign-off')).seen;
    for (const words of ['还缺：制度征求意见、工会或职工会议的记录、制度已公布', '还没有签收的 5 人', '赵试用'])
      expect(text).toContain(words);
    expect((await look('/sign-off', MANAGER)).seen.status).toBe(403);
  });
});

describe('首页', () => {
  test('has what waits first, and five parts for HR; a member sees his own and the policy', async () => {
    const { text } = (await look('')).seen;
    const parts = [...text.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, title]) => title);
    expect(parts.filter((part) => part !== '现在等您')).toEqual(
      ['我自己', '处理事项', '数据', '制度与报告'].toSpliced(1, 0, '我管的群'),
    );
    const own = [...(await look('', 'zhao.shiyong')).seen.text.matchAll(/<h2>([^<]+)<\/h2>/g)].map(
      ([, title]) => title,
    );
    expect(own).toEqual(['我自己', '制度与报告']);
  });
});
