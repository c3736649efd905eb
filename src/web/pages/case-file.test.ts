import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, HR, NAMED, openDesk, SECOND, SUBJECT } from '../../../test/builders/desk.ts';
import { appeal } from '../../decisions/appeal.ts';
import { giveStatement } from '../../decisions/statements.ts';
import { newId } from '../../ids.ts';

// The file of one case and what people decide on it; each test goes on where the last one ended.

let desk: Desk;
let { theCase, look, send, act, file, openName, himself, reads } = {} as Desk;
beforeAll(async () => {
  desk = await openDesk();
  ({ theCase, look, send, act, file, openName, himself, reads } = desk);
}, 60_000);
afterAll(() => desk.house.close());

describe('a case file', () => {
  test('has clause, evidence and who was told, and no name; opening it is noted, once', async () => {
    const { text } = await look(HR, file());
    for (const words of ['依据的条款', '第九条', '证据', '依据摘要', '谁在什么时候被告知', '看得到多少', '已送出'])
      expect(text).toContain(words);
    expect(text).toMatch(/员工 A-[0-9a-f]{4}/);
    expect(text).not.toMatch(NAMED);
    await look(HR, file());
    expect(await reads()).toMatchObject([{ reader: HR, what: 'case-file', aboutId: theCase.id }]);
    expect(await desk.house.trail('record-read')).toHaveLength(1);
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
    expect(name?.personId).toBe(await desk.personOf(SUBJECT));
    expect(name?.reason).not.toContain('电话');
  });

  test('is shut to whom it is about, and to who is not of HR', async () => {
    const own = newId();
    await desk.house.inCorp(async (tx) => {
      const { number: _number, ...one } = await tx.case.findFirstOrThrow({ where: { id: theCase.id } });
      await tx.case.create({ data: { ...one, id: own, detail: {}, subject: `member:${HR}`, window: 'own' } });
    });
    const seen = await look(HR, `/cases/${own}`);
    expect([seen.status, seen.text.includes('与您本人有关')]).toEqual([403, true]);
    expect((await openName(HR, '好奇', own)).status).toBe(403);
    expect((await act(HR, 'decide', { says: 'waived', reason: '没事' }, own)).status).toBe(403);
    expect((await look(SUBJECT, file())).status).toBe(403);
    expect((await reads()).filter(({ aboutId }) => aboutId === own)).toEqual([]);
    await desk.house.inCorp((tx) => tx.case.deleteMany({ where: { id: own } }));
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
    const fields = { purpose: 'review', reason: ' ' };
    expect((await send(HR, `${file()}/evidence`, fields)).text).toContain('请写明理由');
    const asked = await send(HR, `${file()}/evidence`, { ...fields, reason: '复核要用' });
    expect(asked.text).toContain('已申请，等另一位同事放行');
    const request = (await desk.house.inCorp((tx) => tx.packRequest.findFirstOrThrow())).id;
    await send(SECOND, '/packs', { request, says: 'released' });
    const pack = await send(HR, '/packs/take', { request });
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
    const rows = await desk.house.inCorp((tx) => tx.proposal.findMany());
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
    const { text } = await send(HR, '/queue', { case: theCase.id, says: 'confirmed', state: 'ready' });
    expect(text).toContain('请写明理由');
    const fields = { case: theCase.id, says: 'confirmed', state: 'ready', reason: '一起决定' };
    expect((await send(HR, '/queue', fields)).text).toContain('决定了 1 件，跳过 0 件');
    expect((await send(HR, '/queue', fields)).text).toContain('决定了 0 件，跳过 1 件');
    const back = { case: theCase.id, says: 'undone' };
    expect((await send(HR, '/queue', back)).text).toContain('决定了 1 件');
    expect((await send(HR, '/queue', fields)).text).toContain('决定了 1 件');
  });

  test('cannot be undone later', async () => {
    const { text } = await look(HR, file());
    const decision = /name="decision" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await desk.house.until('2026-11-26T10:45:00+08:00');
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
    const appealId = (await desk.house.inCorp((tx) => tx.appeal.findFirstOrThrow())).id;
    const forged = { appeal: appealId, says: 'upheld', reason: '维持' };
    expect((await act(HR, 'review', forged)).text).toContain('请别的同事来');
  });

  test('is reversed by another, and the strike is given back', async () => {
    const { text } = await look(SECOND, file());
    const appealId = /name="appeal" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const after = await act(SECOND, 'review', { appeal: appealId, says: 'reversed', reason: '当天已改好' });
    expect(after.text).toContain('撤销了原决定');
    const strikes = await desk.house.inCorp((tx) => tx.strike.findMany({ orderBy: { at: 'asc' } }));
    expect(strikes.every(({ givenBackAt }) => givenBackAt !== null)).toBe(true);
    expect((await look(HR, '/appeals')).text).toContain('没有等复核的申诉');
    expect((await desk.house.chain()).state).toBe('whole');
  });
});
