import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Desk, HR, NAMED, openDesk, SUBJECT } from '../../../test/builders/desk.ts';
import { QUEUE_STATES } from '../../decisions/queue-state.ts';
import { askExemption } from '../../duties/exemptions.ts';
import { newId } from '../../ids.ts';

// What waits for those who decide, as the pages list it; each test goes on where the last one ended.

let desk: Desk;
let { theCase, look, send, file, openName, himself, reads } = {} as Desk;
beforeAll(async () => {
  desk = await openDesk();
  ({ theCase, look, send, file, openName, himself, reads } = desk);
}, 60_000);
afterAll(() => desk.house.close());

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
    const ids = await desk.house.inCorp(async (tx) => {
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
    const second = await desk.phoneOf(HR).open(next);
    const shown = [...`${first.text}${second.text}`.matchAll(/class="qg-row-to" href="[^"]*\/cases\/([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(new Set(shown)).toEqual(new Set([theCase.id, ...ids]));
    expect(shown).toHaveLength(61);
    await desk.house.inCorp((tx) => tx.case.deleteMany({ where: { id: { in: ids } } }));
  });
});

describe('the supervising office', () => {
  const OFFICE = 'wu.jiandu';

  test('sees the cases of its policies, by pseudonym, and nothing of what was said', async () => {
    const { tenant } = desk.house;
    await tenant.withoutCallbacks(async () => {
      await tenant.addDepartment({ id: 6, name: '总裁办' });
      await tenant.hire({ userid: OFFICE, name: '吴监管', department: 6, position: '职员' });
    });
    await desk.house.sync();
    const { text } = await look(OFFICE, '/queue');
    expect(text).toContain(`C-${theCase.number}`);
    expect(text).not.toMatch(NAMED);
    const opened = await look(OFFICE, file());
    expect(opened.status).toBe(200);
    expect(opened.text).toMatch(/员工 A-[0-9a-f]{4}/);
    expect(opened.text).not.toMatch(NAMED);
    expect(opened.text).not.toContain(`${file()}/evidence`);
    expect((await openName(OFFICE, '核对')).text).toContain('钱销售');
    expect((await reads()).at(-1)).toMatchObject({ reader: OFFICE, what: 'name' });
    const wanted = { find: theCase.id, reason: '核对' };
    expect((await send(OFFICE, `${file()}/excerpt`, wanted)).status).toBe(403);
    expect((await look(OFFICE, '/finds')).status).toBe(403);
  });

  test('has no cases of another office’s kind in its queue, but opens what lies before it', async () => {
    const becomes = (kind: string) => desk.house.inCorp((tx) => tx.registerEntry.updateMany({ data: { kind } }));
    const { kind } = await desk.house.inCorp((tx) => tx.registerEntry.findFirstOrThrow({ where: { until: null } }));
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
    const isOf = (policySlug: string) =>
      desk.house.inCorp((tx) => tx.case.updateMany({ where: { id: theCase.id }, data: { policySlug } }));
    const listed = async (who: string) => (await look(who, '/queue?state=to-do')).text.includes(`C-${theCase.number}`);
    expect([await listed(OFFICE), await listed(HR)]).toEqual([true, true]);
    await isOf('other');
    expect([await listed(OFFICE), await listed(HR)]).toEqual([false, true]);
    expect((await look(OFFICE, file())).status).toBe(404);
    const before = (await reads()).length;
    await openName(OFFICE, '核对');
    expect(await reads()).toHaveLength(before);
    await isOf(theCase.policySlug);
    expect(await listed(OFFICE)).toBe(true);
  });
});

describe('an exemption', () => {
  const ask = async (until: string) => {
    const personId = await desk.personOf(SUBJECT);
    const { policySlug, instance } = await desk.house.inCorp((tx) =>
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
    return send(userid, '/exemptions', { exemption, ...fields });
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
    const ring = vi.spyOn(desk.house.deps.bell, 'ring');
    expect((await answer(HR, { says: 'agree' })).text).toContain('已同意，从现在起算');
    expect(ring.mock.calls).toEqual(expect.arrayContaining([['notices', desk.house.corp]]));
    ring.mockRestore();
    expect(await desk.house.inCorp((tx) => tx.exemption.count({ where: { state: 'agreed' } }))).toBe(1);
  });
});
