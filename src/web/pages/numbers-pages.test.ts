import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { openSmallHouse, type SmallHouse } from '../../../test/small-house.ts';
import { newId } from '../../ids.ts';
import { barChart } from '../charts.ts';
import { pathTo } from '../paths.ts';

// What everybody may read of the policy and of what can be seen, and the numbers that stand for people.

let small: SmallHouse;
const HR = 'li.renshi';
const HOSTILE = '<script>alert(1)</script>部';
const SOLD = Array.from({ length: 6 }, (_, i) => `yuan.${i}`);

beforeAll(async () => {
  small = await openSmallHouse({ pages: 'open' });
  const { tenant } = small.house;
  await tenant.withoutCallbacks(async () => {
    await tenant.addDepartment({ id: 6, name: '总裁办' });
    await tenant.addDepartment({ id: 8, name: HOSTILE });
    await tenant.hire({ userid: 'wu.zongcai', name: '吴总裁办', department: 6, position: '主任', leaderIn: [6] });
    for (const [i, userid] of SOLD.entries())
      await tenant.hire({ userid, name: `员工样本${i}`, department: 8, position: '职员' });
  });
  await tenant.join(small.world.group, SOLD);
  await small.house.sync();
  await small.house.until('2026-11-26T11:00:00+08:00');
  await small.house.inCorp(async (tx) => {
    for (const [i, userid] of SOLD.entries())
      await tx.obligation.create({ data: answered(userid, i < 4 ? 'met' : 'missed') });
  });
}, 60_000);
afterAll(() => small.house.close());

const answered = (userid: string, state: 'met' | 'missed') => ({
  corp: small.house.corp,
  id: newId(),
  key: `test/${userid}`,
  chatId: small.world.group,
  policySlug: 'test',
  policyVersion: 1,
  rule: 'response/task',
  instance: 'tasks',
  clause: '第九条',
  level: 'remind',
  opens: 'task',
  asker: HR,
  spokenBy: HR,
  awaited: [userid],
  messages: [userid],
  openedAt: new Date('2026-11-25T02:00:00Z'),
  certainty: 'sure',
  saidWhen: 'in-hours',
  acknowledgeState: state,
  proofs: [],
  foundAt: new Date('2026-11-25T02:00:00Z'),
  changedAt: new Date('2026-11-25T02:00:00Z'),
  digest: 'test',
});

async function seenBy(userid: string, path: string): Promise<Seen> {
  const { house } = small;
  const browser = openBrowser(house.origin);
  const { location } = await browser.open(pathTo(house.corp, path));
  const back = await house.tenant.signIn(userid, location);
  return browser.open(back.slice(house.origin.length));
}

describe('群规', () => {
  test('says every clause in plain words; what the text threatens HR alone reads', async () => {
    const member = await seenBy('zhao.shiyong', '/rules');
    const hr = await seenBy(HR, '/rules');
    for (const words of ['先说看不见的', '第七条昵称', '核对', '自何时']) expect(member.text).toContain(words);
    expect(member.text).not.toContain('原文的处理');
    expect(hr.text).toContain('原文的处理');
  });
});

describe('看得见和看不见', () => {
  test('counts groups and rules by clause, with the reason, and never says fine', async () => {
    const { text } = await seenBy('zhao.shiyong', '/coverage');
    for (const words of ['第七条昵称', '已核对 1', '没有开通会话内容存档']) expect(text).toContain(words);
    expect(text).not.toMatch(/合规|正常|良好/);
  });
});

describe('一视同仁', () => {
  test('shows departments with numerator and denominator, merges the small, names nobody', async () => {
    const { text } = await seenBy(HR, '/equal');
    expect(text).toContain('6/6 = 100%');
    expect(text).toContain('4/6 = 66%');
    expect(text).toContain('合并：');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;部');
    for (const name of ['员工样本', '孙示例', '钱销售', 'yuan.']) expect(text).not.toContain(name);
    expect(text).not.toMatch(/第 ?\d+ ?名|排名第/);
  });

  test('its chart is a picture of our own, without scripts, and the table says the same', async () => {
    const { text, headers, status } = await seenBy(HR, '/charts/departments.svg');
    expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(text).toContain('<svg');
    expect(text).toContain('66%');
    expect(text).not.toMatch(/<script|<foreignObject|href=|on\w+=/i);
    expect((await seenBy(HR, '/charts/other.svg')).status).toBe(404);
  });

  test('a chart of nobody is a picture, too', () => {
    expect(barChart([])).toContain('<svg');
    expect(barChart([{ name: '"><script>x</script>', percent: null }])).not.toContain('<script');
  });
});

describe('监管看板', () => {
  test('shows the groups of his kinds with what is open, and no person', async () => {
    const { text, status } = await seenBy('wu.zongcai', '/kinds');
    expect(status).toBe(200);
    for (const words of ['示范花园营销群', '营销策划部', '件事没有办完']) expect(text).toContain(words);
    for (const name of ['员工样本', '钱销售', '孙示例']) expect(text).not.toContain(name);
  });
});
