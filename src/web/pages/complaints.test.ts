import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { openTalkingHouse, type TalkingHouse } from '../../../test/responses/talking-house.ts';
import { newId } from '../../ids.ts';
import { pathTo } from '../paths.ts';

// What members report, from the page, a text and the menu, until they hear what became of it; each test goes on where the last one ended.

let open: TalkingHouse;
const [HE, HR, MANAGER, INTERN] = ['qian.xiaoshou', 'li.renshi', 'sun.jingli', 'zhao.shiyong'] as const;
const HOSTILE = '<script>alert(1)</script> 发了 =cmd|x @所有人';

beforeAll(async () => {
  open = await openTalkingHouse({
    pages: 'open',
    amend: (policy) => policy.replace('lastInstance: { role: president }', 'lastInstance: { title: 营销经理 }'),
  });
  await open.readUpTo('11-26 09:40');
  await open.hear({ id: 'm1', from: MANAGER, at: '11-26 09:35', text: '收到' });
}, 60_000);
afterAll(() => open.house.close());

async function phoneOf(userid: string, path: string): Promise<{ browser: Browser; seen: Seen }> {
  const browser = openBrowser(open.house.origin);
  const { location } = await browser.open(pathTo(open.house.corp, path));
  const back = await open.house.tenant.signIn(userid, location);
  return { browser, seen: await browser.open(back.slice(open.house.origin.length)) };
}
const rows = () => open.house.inCorp((tx) => tx.complaint.findMany({ orderBy: { number: 'asc' } }));
const textsOf = (userid: string): string[] => open.house.tenant.inbox(userid).map(({ text }) => text);
const stayOf = (text: string): string => /\/complaint\/([0-9a-f-]{36})/.exec(text)?.[1] ?? '';

describe('举报, from the page', () => {
  test('of a message: the archive’s is found, a person hears of it, and no word of it leaves the row', async () => {
    const { browser, seen } = await phoneOf(HE, '/complaint');
    expect(seen.text).toContain('示范花园营销群');
    const form = await browser.open(pathTo(open.house.corp, `/complaint/${stayOf(seen.text)}`));
    expect(form.text).toContain(`<option value="${MANAGER}">`);
    expect(form.text).not.toContain(`<option value="${HE}">`);
    const after = await browser.send(form, {
      member: MANAGER,
      when: '2026-11-26T09:30',
      reason: 'abuse',
      text: HOSTILE,
    });
    await open.house.idle();
    expect(after.text).toContain('收到了，会有人看');
    expect(after.text).toContain('已收到，还没有结果');
    expect(await rows()).toMatchObject([
      { about: 'message', memberId: MANAGER, messageId: 'm1', reason: 'abuse', goesTo: 'office', toUserid: HR },
    ]);
    expect((await rows())[0]?.text).not.toContain('alert');
    expect(textsOf(HE).join()).toContain('已收到您的举报 J-1');
    const waits = textsOf(HR).join();
    expect(waits).toContain('J-1 等您看：一条消息，辱骂攻击');
    expect(waits).toContain(`${open.house.origin}/h5/shifan/complaints`);
    expect(waits).not.toMatch(/alert|钱销售/);
    expect(textsOf(MANAGER).join()).not.toContain('J-1');
    expect(JSON.stringify(await open.house.trail('complaint-made'))).not.toMatch(/qian|alert/);
  });

  test('twice the same is one, and six in a day are five', async () => {
    const { browser, seen } = await phoneOf(HE, '/complaint');
    const stay = stayOf(seen.text);
    const say = (text: string) => browser.send(seen, { text, stay, reason: 'other' });
    expect((await say('群里太吵')).text).toContain('收到了');
    expect((await say('群里太吵')).text).toContain('同样的话今天已经收到过');
    for (const text of ['三', '四', '五']) expect((await say(text)).text).toContain('收到了');
    expect((await say('六')).text).toContain('已经收到您的 5 条');
    expect(await rows()).toHaveLength(5);
  });

  test('of a group that is not his, or of somebody who is not in it, is none', async () => {
    const { browser, seen } = await phoneOf(INTERN, '/complaint');
    expect(stayOf(seen.text)).toBe('');
    expect((await browser.send(seen, { text: '试', stay: newId() })).text).toContain('您不在这个群里');
    expect((await browser.send(seen, { text: ' ' })).text).toContain('请写一下');
    expect((await browser.open(pathTo(open.house.corp, `/complaint/${newId()}`))).status).toBe(404);
    const [group] = await open.house.inCorp((tx) => tx.membership.findMany({ where: { memberId: HE } }));
    expect((await browser.open(pathTo(open.house.corp, `/complaint/${group?.id}`))).status).toBe(404);
    expect(await rows()).toHaveLength(5);
  });
});

describe('收到的举报', () => {
  test('stand before who may look at them: hostile words are words', async () => {
    const { seen } = await phoneOf(HR, '/complaints');
    expect(seen.text).toContain('J-1 辱骂攻击');
    expect(seen.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(seen.text).not.toContain('<script');
    expect(seen.text).toContain('存档里有这条消息');
    expect(seen.text).not.toContain('钱销售');
    for (const userid of [HE, INTERN]) {
      const other = (await phoneOf(userid, '/complaints')).seen.text;
      expect(other).toContain('现在没有等您看的举报');
      expect(other).not.toContain('J-1');
    }
  });

  test('name whom they are about by a pseudonym, until their reader says why he needs the name', async () => {
    const { browser, seen } = await phoneOf(HR, '/complaints');
    expect(seen.text).toMatch(/员工 A-[0-9a-f]{4}/);
    expect(seen.text).not.toMatch(/孙示例|sun\.jingli/);
    const form = { ...seen, text: seen.text.slice(seen.text.indexOf('<form', seen.text.indexOf('显示姓名'))) };
    expect((await browser.send(form, { reason: '' })).text).not.toContain('孙示例');
    expect((await browser.send(form, { reason: '要找他谈话' })).text).toContain('孙示例');
    const reads = await open.house.inCorp((tx) => tx.recordRead.findMany({ where: { what: 'name' } }));
    expect(reads).toMatchObject([{ reader: HR, subject: `member:${MANAGER}`, personId: await open.personOf(MANAGER) }]);
    expect((await browser.send(form, { complaint: newId(), reason: '试' })).text).toContain('这条不由您看');
  });

  test('are decided by them alone, once, and the reporter hears it', async () => {
    const [first] = await rows();
    const fields = { complaint: first?.id ?? '', says: 'acted', answer: '已请他收回，谢谢。' };
    const other = await phoneOf(HE, '/complaint');
    const url = pathTo(open.house.corp, '/complaints');
    const aimed = { ...other.seen, text: other.seen.text.replaceAll(pathTo(open.house.corp, '/complaint'), url) };
    expect((await other.browser.send(aimed, fields)).text).toContain('这条不由您看');
    const { browser, seen } = await phoneOf(HR, '/complaints');
    expect((await browser.send(seen, fields)).text).toContain('已告诉举报人');
    expect((await browser.send(seen, { ...fields, says: 'unfounded' })).text).toContain('已经有人看过');
    await open.house.idle();
    expect((await rows())[0]).toMatchObject({ says: 'acted', decidedBy: HR });
    expect(textsOf(HE).join()).toMatch(/J-1 已处理，谢谢。\n已请他收回，谢谢。/);
    expect((await phoneOf(HE, '/complaint')).seen.text).toContain('已请他收回，谢谢。');
    expect(await open.house.trail('complaint-decided')).toMatchObject([{ complaintId: first?.id, says: 'acted' }]);
  });
});

describe('举报, written to the app', () => {
  test('begins with the word; a group of his that it names is meant', async () => {
    await open.house.tenant.say(MANAGER, '举报：示范花园营销群 有人发广告');
    await open.house.idle();
    expect((await rows()).at(-1)).toMatchObject({ about: 'group', reason: 'advertising', via: 'reply', toUserid: HR });
    await open.house.tenant.say(INTERN, '举报 有人骂人');
    await open.house.idle();
    expect((await rows()).at(-1)).toMatchObject({ about: 'something', chatId: null, reason: 'abuse' });
    expect(textsOf(INTERN).join()).toContain('已收到您的举报');
  });

  test('about HR’s own person goes to the last instance, which HR does not see', async () => {
    await open.house.tenant.say(INTERN, '举报 李人事在群里骂人');
    await open.house.idle();
    const last = (await rows()).at(-1);
    expect(last).toMatchObject({ goesTo: 'last-instance', toUserid: MANAGER });
    expect((await phoneOf(HR, '/complaints')).seen.text).not.toContain('李人事在群里骂人');
    expect((await phoneOf(MANAGER, '/complaints')).seen.text).toContain('李人事在群里骂人');
    expect((await phoneOf(MANAGER, '')).seen.text).toContain('1 条等您看');
  });

  test('is answered by a reply, too, of who may look at it', async () => {
    const last = (await rows()).at(-1);
    await open.house.tenant.say(HR, `J-${last?.number} 已处理 好的`);
    await open.house.idle();
    expect((await rows()).at(-1)).toMatchObject({ says: null });
    expect(textsOf(HR).join()).toContain(`J-${last?.number} 不由您看`);
    await open.house.tenant.say(MANAGER, `J-${last?.number}：没有问题，已核对`);
    await open.house.idle();
    expect((await rows()).at(-1)).toMatchObject({ says: 'unfounded', decidedBy: MANAGER });
    expect(textsOf(INTERN).join()).toMatch(/没有发现问题。\n已核对/);
  });

  test('by HR is for somebody else', async () => {
    await open.house.tenant.say(HR, '举报 群里有广告');
    await open.house.idle();
    expect((await rows()).at(-1)).toMatchObject({ toUserid: MANAGER });
  });

  test('without words, or from the menu, who asks is told how', async () => {
    await open.house.deps.wecom.of(open.house.corp).menu.set([{ name: '举报', key: 'qungui-complain' }]);
    expect(await open.house.deps.wecom.of(open.house.corp).menu.names()).toEqual(['举报']);
    const before = await rows();
    await open.house.tenant.pressMenu(INTERN, '举报');
    await open.house.tenant.say(INTERN, '举报');
    await open.house.idle();
    expect(await rows()).toHaveLength(before.length);
    const told = textsOf(INTERN).filter((text) => text.includes('请回复「举报」和要说的话'));
    expect(told).toHaveLength(2);
    expect(told[0]).toContain(`${open.house.origin}/h5/shifan/complaint`);
  });

  test('by somebody outside or gone is nobody’s', async () => {
    const before = await rows();
    await open.house.tenant.say(INTERN, '投诉 这不是举报');
    await open.house.idle();
    expect(await rows()).toHaveLength(before.length);
  });
});
