import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Browser, openBrowser, type Seen } from '../../../test/builders/browser.ts';
import { openTalkingHouse, type TalkingHouse } from '../../../test/responses/talking-house.ts';
import { appendAudit } from '../../audit/append.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import { appeal } from '../../decisions/appeal.ts';
import type { Came, Deciding } from '../../decisions/deciding.ts';
import { QUEUE_STATES } from '../../decisions/queue-state.ts';
import { giveStatement } from '../../decisions/statements.ts';
import { askExemption } from '../../duties/exemptions.ts';
import { newId } from '../../ids.ts';
import { pathTo } from '../paths.ts';

// What people decide, on the pages of HR; each test goes on where the last one ended.

let open: TalkingHouse;
const [HR, SECOND, SUBJECT] = ['li.renshi', 'zhou.fuhe', 'qian.xiaoshou'];
const NAMED = /钱销售|qian\.xiaoshou|小钱/;

beforeAll(async () => {
  open = await openTalkingHouse({ pages: 'open' });
  const { house, world } = open;
  await house.tenant.hire({ userid: SECOND, name: '周复核', department: 4, position: '人事专员' });
  await house.sync();
  await open.json('people', 'relation', SUBJECT, 'regular', '--by', HR);
  await house.tenant.setNickname(world.group, SUBJECT, '小钱<img src=x>');
  await house.sync();
  await house.until('2026-11-26T10:30:00+08:00');
  theCase = await house.inCorp((tx) =>
    tx.case.findFirstOrThrow({ where: { subject: `member:${SUBJECT}`, closedAt: null } }),
  );
  await house.inCorp((tx) => tx.case.updateMany({ where: { id: theCase.id }, data: { state: 'escalated' } }));
}, 60_000);
afterAll(() => open.house.close());

let theCase = { id: '00000000-0000-4000-8000-000000000000', number: 0n };

/** One browser a person, signed in once. */
const phones = new Map<string, Browser>();
async function look(userid: string, path: string): Promise<Seen> {
  const url = pathTo(open.house.corp, path);
  const known = phones.get(userid);
  if (known) return known.open(url);
  const browser = openBrowser(open.house.origin);
  phones.set(userid, browser);
  const { location } = await browser.open(url);
  const back = await open.house.tenant.signIn(userid, location);
  return browser.open(back.slice(open.house.origin.length));
}
/** Sends what a page's form would, with its token. */
async function send(userid: string, path: string, fields: Record<string, string>, to = '/cases'): Promise<Seen> {
  const seen = await look(userid, path);
  const token = /name="token" value="([^"]+)"/.exec(seen.text)?.[1] ?? '';
  const url = pathTo(open.house.corp, to);
  const after = await (phones.get(userid) as Browser).send({ ...seen, url, text: '' }, { token, ...fields });
  await open.house.idle();
  return after;
}
const file = () => `/cases/${theCase.id}`;
const act = (userid: string, does: string, fields: Record<string, string> = {}) =>
  send(userid, file(), { case: theCase.id, does, ...fields });
const openName = (userid: string, reason: string, id = theCase.id) =>
  send(userid, file(), { case: id, reason }, '/cases/name');
/** The one it is about does something, through whatever door. */
const himself = (work: (tx: Tx, deciding: Deciding) => Promise<Pick<Came<string>, 'outcome' | 'entries'>>) =>
  open.house.inCorp(async (tx) => {
    const { corp, deps } = open.house;
    const deciding = { corp, keys: await deps.keys.of(corp), at: await nowIn(tx) };
    const { outcome, entries } = await work(tx, deciding);
    await appendAudit(tx, corp, deciding.keys, deciding.at, entries);
    return outcome;
  });
const reads = () => open.house.inCorp((tx) => tx.recordRead.findMany({ orderBy: { at: 'asc' } }));

describe('事项队列', () => {
  test('shows who by a pseudonym, what, where and since when', async () => {
    const { text } = await look(HR, '/queue');
    expect(text).toMatch(/员工 A-[0-9a-f]{4}/);
    for (const words of ['待处理', '示范花园营销群', `C-${theCase.number}`]) expect(text).toContain(words);
    expect(text).not.toMatch(NAMED);
  });

  test.each([
    ['state=ready', 'no'],
    ['who=nobody', 'yes'],
    ['who=mine', 'no'],
    ['rule=no-such-use', 'no'],
    ['group=no-such-group', 'no'],
    ['after=999999', 'no'],
    ["state=';drop&after=1x", 'yes'],
  ])('by %s: %s', async (query, isThere) => {
    const { status, text } = await look(HR, `/queue?${query}`);
    expect([status, text.includes(`/cases/${theCase.id}`) ? 'yes' : 'no']).toEqual([200, isThere]);
  });

  test('goes on after the last one of a page', async () => {
    const ids = await open.house.inCorp(async (tx) => {
      const one = await tx.case.findFirstOrThrow({ where: { id: theCase.id } });
      const rows = Array.from({ length: 60 }, (_, at) => {
        const { number: _number, ...copy } = one;
        return { ...copy, id: newId(), detail: {}, window: `copy-${at}`, subject: `member:copy-${at}` };
      });
      await tx.case.createMany({ data: rows });
      return rows.map(({ id }) => id);
    });
    const first = await look(HR, '/queue');
    const next = /href="([^"]*after=\d+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await (phones.get(HR) as Browser).open(next);
    const shown = [...`${first.text}${second.text}`.matchAll(/class="qg-row-to" href="[^"]*\/cases\/([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(new Set(shown)).toEqual(new Set([theCase.id, ...ids]));
    expect(shown).toHaveLength(61);
    await open.house.inCorp((tx) => tx.case.deleteMany({ where: { id: { in: ids } } }));
  });
});

describe('a case file', () => {
  test('has clause, evidence and who was told, and no name; opening it is noted, once', async () => {
    const { text } = await look(HR, file());
    for (const words of ['依据的条款', '第九条', '证据', '依据摘要', '谁在什么时候被告知', '看得到多少', '已送出'])
      expect(text).toContain(words);
    expect(text).toMatch(/员工 A-[0-9a-f]{4}/);
    expect(text).not.toMatch(NAMED);
    await look(HR, file());
    expect(await reads()).toMatchObject([{ reader: HR, what: 'case-file', aboutId: theCase.id }]);
    expect(await open.house.trail('record-read')).toHaveLength(1);
  });

  test('shows the name for an hour to who says why, and to nobody else', async () => {
    expect((await openName(HR, '  ')).text).toContain('请写明理由');
    const { text } = await openName(HR, '要电话联系');
    expect(text).toContain('姓名为您显示一小时：钱销售');
    expect(text).toContain('小钱');
    expect(text).not.toContain('<img src=x>');
    expect((await look(SECOND, file())).text.replace(/<section.*/s, '')).not.toMatch(NAMED);
    expect((await reads()).map(({ reader, what }) => `${reader} ${what}`)).toEqual([
      `${HR} case-file`,
      `${HR} name`,
      `${SECOND} case-file`,
    ]);
    const [name] = (await reads()).filter(({ what }) => what === 'name');
    expect(name?.personId).toBe(await open.personOf(SUBJECT));
    expect(name?.reason).not.toContain('电话');
  });

  test('is shut to whom it is about, and to who is not of HR', async () => {
    const own = newId();
    await open.house.inCorp(async (tx) => {
      const { number: _number, ...one } = await tx.case.findFirstOrThrow({ where: { id: theCase.id } });
      await tx.case.create({ data: { ...one, id: own, detail: {}, subject: `member:${HR}`, window: 'own' } });
    });
    const seen = await look(HR, `/cases/${own}`);
    expect([seen.status, seen.text.includes('与您本人有关')]).toEqual([403, true]);
    expect((await openName(HR, '好奇', own)).status).toBe(403);
    expect((await send(HR, file(), { case: own, does: 'decide', says: 'waived', reason: '没事' })).status).toBe(403);
    expect((await look(SUBJECT, file())).status).toBe(403);
    expect((await reads()).filter(({ aboutId }) => aboutId === own)).toEqual([]);
    await open.house.inCorp((tx) => tx.case.deleteMany({ where: { id: own } }));
  });
});

describe('who looks after it', () => {
  test('is chosen among those who may decide of it', async () => {
    expect((await act(HR, 'assign', { to: SUBJECT })).text).toContain('他不能决定这件事');
    expect((await act(HR, 'assign', { to: SECOND })).text).toContain('现在由 周复核 负责');
    expect((await look(SECOND, '/queue?who=mine')).text).toContain(theCase.id);
    expect((await look(HR, '/queue?who=nobody')).text).not.toContain(theCase.id);
  });
});

describe('the evidence', () => {
  test('is asked for with a reason, and leaves when a second person let it go', async () => {
    const fields = { case: theCase.id, purpose: 'review', reason: ' ' };
    expect((await send(HR, file(), fields, '/cases/evidence')).text).toContain('请写明理由');
    const asked = await send(HR, file(), { ...fields, reason: '复核要用' }, '/cases/evidence');
    expect(asked.text).toContain('已申请，等另一位同事放行');
    const request = (await open.house.inCorp((tx) => tx.packRequest.findFirstOrThrow())).id;
    await send(SECOND, '/packs', { request, says: 'released' }, '/packs');
    const pack = await send(HR, '/packs', { request }, '/packs/take');
    expect(pack.headers.get('content-disposition')).toBe(`attachment; filename="case-${theCase.number}.zip"`);
    expect(pack.text.slice(0, 2)).toBe('PK');
    expect((await reads()).filter(({ what }) => what === 'evidence')).toHaveLength(1);
  });
});

describe('a proposal', () => {
  test('offers what is lawful, and shows the rest as not executed, with why', async () => {
    const { text } = await look(HR, file());
    const offered = [...text.matchAll(/type="radio" name="measure" value="([^"]+)"/g)].map(([, one]) => one);
    expect(offered).toContain('talk');
    for (const stopped of ['fine', 'red-packet', 'warning', 'dismissal']) expect(offered).not.toContain(stopped);
    for (const words of ['不执行的措施，和为什么', '罚款', '罚发红包', '还缺：', '依据：', '可改为：'])
      expect(text).toContain(words);
  });

  test.each(['fine', 'red-packet', 'no-such-measure'])('of %s by a forged form goes nowhere', async (measure) => {
    await act(HR, 'propose', { measure });
    const rows = await open.house.inCorp((tx) => tx.proposal.findMany());
    expect(rows.filter(({ outcome }) => outcome === 'proposed' || outcome === 'asked-statement')).toEqual([]);
    expect((await look(HR, '/queue?state=to-do')).text).toContain(theCase.id);
  });

  test('asks him first, and nobody confirms before he was heard', async () => {
    expect((await act(HR, 'propose', { measure: 'talk', note: '先谈一次' })).text).toContain('先请本人说明');
    expect((await look(HR, '/queue?state=statement')).text).toContain(theCase.id);
    expect((await act(HR, 'decide', { says: 'confirmed', reason: '属实' })).text).toContain('要先请本人说明');
    const caseId = theCase.id;
    const said = { caseId, text: '群里昵称没来得及改', by: SUBJECT, via: 'page' } as const;
    expect(await himself((tx, deciding) => giveStatement(tx, deciding, said))).toBe('done');
    const { text } = await look(HR, file());
    for (const words of ['群里昵称没来得及改', '属实，按建议处理', '待决定']) expect(text).toContain(words);
  });
});

describe('a decision', () => {
  test('wants a reason, is kept with it, and can be undone for ten minutes', async () => {
    expect((await act(HR, 'decide', { says: 'confirmed' })).text).toContain('请写明理由');
    const { text } = await act(HR, 'decide', { says: 'confirmed', reason: '昵称与规定不一致' });
    for (const words of ['已记下', '昵称与规定不一致', '前可以撤回']) expect(text).toContain(words);
    const decision = /name="decision" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect((await act(HR, 'undo', { decision })).text).toContain('已撤回');
    expect((await look(HR, '/queue?state=ready')).text).toContain(theCase.id);
  });

  test('of many is one reason for all; what was not open is counted as left out', async () => {
    const { text } = await send(HR, file(), { case: theCase.id, says: 'confirmed', state: 'ready' }, '/queue');
    expect(text).toContain('请写明理由');
    const fields = { case: theCase.id, says: 'confirmed', state: 'ready', reason: '一起决定' };
    expect((await send(HR, file(), fields, '/queue')).text).toContain('决定了 1 件，跳过 0 件');
    expect((await send(HR, file(), fields, '/queue')).text).toContain('决定了 0 件，跳过 1 件');
    const back = { case: theCase.id, says: 'undone' };
    expect((await send(HR, file(), back, '/queue')).text).toContain('决定了 1 件');
    expect((await send(HR, file(), fields, '/queue')).text).toContain('决定了 1 件');
  });

  test('cannot be undone later', async () => {
    const { text } = await look(HR, file());
    const decision = /name="decision" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await open.house.until('2026-11-26T10:45:00+08:00');
    expect((await look(HR, file())).text).not.toContain('前可以撤回');
    expect((await act(HR, 'undo', { decision })).text).toContain('十分钟已过');
  });
});

describe('an appeal', () => {
  test('stands with its clock, and who decided first gets no form', async () => {
    const said = { caseId: theCase.id, text: '当天就改了', by: SUBJECT, via: 'page' } as const;
    expect(await himself((tx, deciding) => appeal(tx, deciding, said))).toBe('done');
    const list = await look(HR, '/appeals');
    expect(list.text).toMatch(/员工 A-[0-9a-f]{4}/);
    expect(list.text).toMatch(/前复核，还有 \d 天/);
    const { text } = await look(HR, file());
    expect(text).toContain('第一次是您决定的');
    expect(text).not.toContain('name="appeal"');
    const appealId = (await open.house.inCorp((tx) => tx.appeal.findFirstOrThrow())).id;
    const forged = { case: theCase.id, does: 'review', appeal: appealId, says: 'upheld', reason: '维持' };
    expect((await send(HR, '/complaint', forged)).text).toContain('请别的同事来');
  });

  test('is reversed by another, and the strike is given back', async () => {
    const { text } = await look(SECOND, file());
    const appealId = /name="appeal" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const after = await act(SECOND, 'review', { appeal: appealId, says: 'reversed', reason: '当天已改好' });
    expect(after.text).toContain('撤销了原决定');
    const strikes = await open.house.inCorp((tx) => tx.strike.findMany({ orderBy: { at: 'asc' } }));
    expect(strikes.every(({ givenBackAt }) => givenBackAt !== null)).toBe(true);
    expect((await look(HR, '/appeals')).text).toContain('没有等复核的申诉');
    expect((await open.house.chain()).state).toBe('whole');
  });
});

describe('an exemption', () => {
  const ask = async (until: string) => {
    const personId = await open.personOf(SUBJECT);
    const { policySlug, instance } = await open.house.inCorp((tx) =>
      tx.case.findFirstOrThrow({ where: { id: theCase.id } }),
    );
    const asked = {
      caseId: theCase.id,
      policySlug,
      instance,
      chatId: null,
      personId,
      reason: '花名已备案',
      until,
      by: SUBJECT,
    };
    return himself((tx, deciding) => askExemption(tx, deciding, asked));
  };
  const answer = async (userid: string, fields: Record<string, string>) => {
    const { text } = await look(userid, '/exemptions');
    const exemption = /name="exemption" value="([^"]+)"/.exec(text)?.[1] ?? '';
    return send(userid, '/exemptions', { exemption, ...fields }, '/exemptions');
  };

  test('is asked for under a pseudonym, and refused with a reason', async () => {
    expect(await ask('2026-12-31')).toBe('asked');
    const { text } = await look(HR, '/exemptions');
    expect(text).toMatch(/员工 A-[0-9a-f]{4}/);
    expect(text).toContain('花名已备案');
    expect(text).not.toMatch(NAMED);
    expect((await answer(HR, { says: 'refuse', because: '' })).text).toContain('请写明理由');
    expect((await answer(HR, { says: 'refuse', because: '请按规定改' })).text).toContain('没有等您看的申请');
  });

  test('counts once somebody who may agrees', async () => {
    expect(await ask('2026-12-30')).toBe('asked');
    const ring = vi.spyOn(open.house.deps.bell, 'ring');
    expect((await answer(HR, { says: 'agree' })).text).toContain('已同意，从现在起算');
    expect(ring.mock.calls).toEqual(expect.arrayContaining([['notices', open.house.corp]]));
    ring.mockRestore();
    expect(await open.house.inCorp((tx) => tx.exemption.count({ where: { state: 'agreed' } }))).toBe(1);
  });
});

describe('the supervising office', () => {
  const OFFICE = 'wu.jiandu';

  test('sees the cases of its policies, by pseudonym, and nothing of what was said', async () => {
    const { tenant } = open.house;
    await tenant.withoutCallbacks(async () => {
      await tenant.addDepartment({ id: 6, name: '总裁办' });
      await tenant.hire({ userid: OFFICE, name: '吴监管', department: 6, position: '职员' });
    });
    await open.house.sync();
    const { text } = await look(OFFICE, '/queue?state=decided');
    expect(text).toContain('事项队列');
    const opened = await look(OFFICE, file());
    expect(opened.status).toBe(200);
    expect(opened.text).toMatch(/员工 A-[0-9a-f]{4}/);
    expect(opened.text).not.toMatch(NAMED);
    expect(opened.text).not.toContain('/cases/evidence');
    expect((await openName(OFFICE, '核对')).text).toContain('钱销售');
    expect((await reads()).at(-1)).toMatchObject({ reader: OFFICE, what: 'name' });
    const wanted = { case: theCase.id, find: theCase.id, reason: '核对' };
    expect((await send(OFFICE, '/complaint', wanted, '/cases/excerpt')).status).toBe(403);
    expect((await look(OFFICE, '/finds')).status).toBe(403);
  });

  test('has no cases of another office’s kind in its queue, but opens what lies before it', async () => {
    const becomes = (kind: string) => open.house.inCorp((tx) => tx.registerEntry.updateMany({ data: { kind } }));
    const { kind } = await open.house.inCorp((tx) => tx.registerEntry.findFirstOrThrow({ where: { until: null } }));
    const listed = async (who: string) => {
      const pages = await Promise.all(QUEUE_STATES.map((state) => look(who, `/queue?state=${state}`)));
      return pages.some(({ text }) => text.includes(`C-${theCase.number}`));
    };
    expect(await listed(OFFICE)).toBe(true);
    await becomes('another-kind');
    expect([await listed(OFFICE), await listed(HR)]).toEqual([false, true]);
    expect((await look(OFFICE, file())).status).toBe(200);
    await becomes(kind);
    expect(await listed(OFFICE)).toBe(true);
  });

  test('finds none of another policy: not in the queue, not by its address, not by a form', async () => {
    await open.house.inCorp((tx) => tx.case.updateMany({ where: { id: theCase.id }, data: { policySlug: 'other' } }));
    expect((await look(OFFICE, file())).status).toBe(404);
    expect((await look(OFFICE, '/queue?state=decided')).text).not.toContain(`C-${theCase.number}`);
    const before = (await reads()).length;
    await send(OFFICE, '/complaint', { case: theCase.id, reason: '核对' }, '/cases/name');
    expect(await reads()).toHaveLength(before);
    expect((await look(HR, '/queue?state=decided')).status).toBe(200);
  });
});
