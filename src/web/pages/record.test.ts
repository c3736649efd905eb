import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { HOSTILE_NAMES } from '../../../test/fixtures/hostile-names.ts';
import { openTalkingHouse, type TalkingHouse } from '../../../test/responses/talking-house.ts';
import { appendAudit } from '../../audit/append.ts';
import type { AuditEntry } from '../../audit/entry.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import { decideAppeal } from '../../decisions/decide-appeal.ts';
import { decideCase } from '../../decisions/decide-case.ts';
import type { Deciding } from '../../decisions/deciding.ts';
import { askSubject, giveStatement } from '../../decisions/statements.ts';
import { newId } from '../../ids.ts';
import { noteRead } from '../../record-reads/note-read.ts';
import { pathTo } from '../paths.ts';

// What somebody reads of himself; each test goes on where the last one ended.

let open: TalkingHouse;
const HOSTILE = '<img src=x onerror=alert(1)> @所有人 =cmd|x';
const [HE, HR, MANAGER] = ['qian.xiaoshou', 'li.renshi', 'sun.jingli'] as const;

beforeAll(async () => {
  open = await openTalkingHouse({
    pages: 'open',
    amend: (policy) => policy.replace('lastInstance: { role: president }', 'lastInstance: { title: 营销经理 }'),
  });
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
    expect(after.text).not.toContain('value="wrong"');
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

  test('takes his words, also unasked, and asks for an exemption; both are sealed', async () => {
    const [late] = await casesOf(HE);
    const { browser, seen } = await phoneOf(HE, `/record/${late?.id}`);
    const said = await browser.send(seen, { says: 'explain', text: HOSTILE });
    expect(said.text).toContain('收到您的说明');
    expect(said.text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(said.text).not.toContain('<img');
    const asked = await browser.send(seen, { says: 'exempt', text: '出差期间手机不在身边', until: '2026-12-10' });
    expect(asked.text).toContain('已申请豁免到 2026-12-10，等人决定');
    expect(asked.text).not.toContain('申请豁免</summary>');
    expect((await browser.send(seen, { says: 'exempt', text: '再试', until: '2020-01-01' })).text).toContain(
      '请选一个以后的日期',
    );
    const [kept] = await open.house.inCorp((tx) => tx.statement.findMany());
    expect(kept?.text).not.toContain('onerror');
  });
});

describe('a case about him that people decide', () => {
  const deciding = async () => ({ keys: await open.house.deps.keys.of(open.house.corp) });
  const doing = async <Result>(
    work: (tx: Tx, deciding: Deciding) => Promise<Result & { entries: readonly AuditEntry[] }>,
  ) => {
    const { keys } = await deciding();
    return open.house.inCorp(async (tx) => {
      const at = await nowIn(tx);
      const came = await work(tx, { corp: open.house.corp, keys, at });
      await appendAudit(tx, open.house.corp, keys, at, came.entries);
      return came;
    });
  };
  const page = async () => (await phoneOf(HE, `/record/${(await casesOf(HE))[1]?.id}`)).seen;
  const caseId = async () => (await casesOf(HE))[1]?.id ?? '';

  test('asks him first, until a day', async () => {
    const id = await caseId();
    const asked = { caseId: id, by: HR, note: '当时是哪个部门的？', via: 'page' } as const;
    expect(await doing((tx, how) => askSubject(tx, how, asked))).toMatchObject({ outcome: 'done' });
    const { text } = await page();
    for (const words of ['等您说明', '李人事', '当时是哪个部门的？', '前说明即可', 'name="says" value="explain"'])
      expect(text).toContain(words);
  });

  test('says nothing of a decision that can still be taken back, then who decided, why, and until when he may appeal', async () => {
    const id = await caseId();
    const order = { caseId: id, says: 'confirmed', reason: '核对过名册', by: HR, via: 'page' } as const;
    await doing((tx, how) => giveStatement(tx, how, { caseId: id, text: '是临时改的', by: HE, via: 'page' }));
    expect(await doing((tx, how) => decideCase(tx, how, order))).toMatchObject({ outcome: 'done' });
    expect((await page()).text).not.toMatch(/认定属实|核对过名册|value="appeal"/);
    await at('11-26 11:15');
    const { text } = await page();
    for (const words of ['认定属实', '李人事 11-26', '核对过名册', '不同意可以申诉', 'value="appeal"'])
      expect(text).toContain(words);
    expect(text).not.toContain('value="explain"');
  });

  test('goes to another person once he appeals, whose word he reads', async () => {
    const { browser, seen } = await phoneOf(HE, `/record/${await caseId()}`);
    const after = await browser.send(seen, { says: 'appeal', text: '当天部门刚改名' });
    expect(after.text).toContain('收到您的申诉');
    expect(after.text).toContain('另一位同事在');
    expect(after.text).toContain('申诉中');
    expect((await browser.send(seen, { says: 'appeal', text: '再申诉' })).text).toContain('您已经说过');
    const row = await open.house.inCorp((tx) => tx.appeal.findFirstOrThrow());
    const order = { appealId: row.id, says: 'reversed', reason: '部门确实改过名', via: 'page' } as const;
    expect(await doing((tx, how) => decideAppeal(tx, how, { ...order, by: HR }))).not.toMatchObject({
      outcome: 'done',
    });
    expect(await doing((tx, how) => decideAppeal(tx, how, { ...order, by: MANAGER }))).toMatchObject({
      outcome: 'done',
    });
    const { text } = await page();
    expect(text).toContain('申诉成立');
    expect(text).toContain('孙示例');
  });

  test('that counted once, counts no more: what counts stands in the list with its last day, also what was given back', async () => {
    const { corp } = open.house;
    const personId = await open.personOf(HE);
    const [first, second] = await casesOf(HE);
    await open.house.inCorp(async (tx) => {
      const at = await nowIn(tx);
      const of = { corp, personId, days: 90, at: new Date(at.getTime() - 86_400_000) };
      await tx.strike.create({ data: { ...of, id: newId(), caseId: first?.id ?? '', category: 'response' } });
      const back = { givenBackAt: at, givenBackBecause: 'reversed' };
      await tx.strike.create({ data: { ...of, ...back, id: newId(), caseId: second?.id ?? '', category: 'naming' } });
    });
    const { text } = (await phoneOf(HE, '/record')).seen;
    expect(text).toContain('2026-11-25 起，2027-02-23 为最后一天');
    expect(text).toContain('计算中');
    expect(text).toContain('已退还');
    expect((await phoneOf(MANAGER, '/record')).seen.text).not.toContain('计算中');
  });

  test('shows who has read of him, and why', async () => {
    expect((await phoneOf(HE, '/record')).seen.text).toContain('还没有人看过');
    const keys = (await deciding()).keys;
    const subject = `member:${HE}`;
    const aboutId = await caseId();
    const personId = await open.personOf(HE);
    await open.house.inCorp(async (tx) =>
      noteRead(
        tx,
        { corp: open.house.corp, keys, by: HR, at: await nowIn(tx) },
        { what: 'name', aboutId, subject, personId, reason: '要打电话说明' },
      ),
    );
    for (const path of ['/record', `/record/${aboutId}`]) {
      const { text } = (await phoneOf(HE, path)).seen;
      for (const words of ['李人事', '看了姓名', '原因：要打电话说明']) expect(text).toContain(words);
    }
    expect((await phoneOf(HR, '/record')).seen.text).not.toContain('要打电话说明');
  });
});

test('a hundred nicknames that mean harm are words on every page of his', async () => {
  await open.house.inCorp(async (tx) => {
    const one = await tx.case.findFirstOrThrow({ where: { subject: `member:${HE}`, rule: 'naming/nickname' } });
    await tx.case.updateMany({
      where: { id: one.id },
      data: { detail: { ...(one.detail as object), name: HOSTILE_NAMES.join(' ') } },
    });
    await tx.groupState.updateMany({ where: { until: null }, data: { name: HOSTILE_NAMES.slice(0, 20).join(' ') } });
    await tx.nicknameState.updateMany({ where: { until: null }, data: { shownName: HOSTILE_NAMES.join(' ') } });
  });
  const stay = await open.house.inCorp((tx) => tx.membership.findFirst({ where: { memberId: HE, until: null } }));
  const { browser } = await phoneOf(HE, '');
  for (const path of ['/record', `/record/${(await casesOf(HE))[1]?.id}`, '/complaint', `/complaint/${stay?.id}`]) {
    const { text, status } = await browser.open(pathTo(open.house.corp, path));
    expect(status).toBe(200);
    const tags = new Set([...text.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, tag = '']) => tag.toLowerCase()));
    for (const tag of ['script', 'img', 'svg', 'iframe', 'style', 'object', 'base']) expect(tags).not.toContain(tag);
    const marked = [...text.matchAll(/<[^>]*>/g)].join('');
    expect(marked).not.toMatch(/ on\w+=|javascript:|href="\/\//i);
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  }
});
