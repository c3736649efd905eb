import { beforeEach, describe, expect, test } from 'vitest';
import { type Outbox, openOutbox } from '../../test/builders/outbox.ts';
import { newId } from '../ids.ts';
import { readOutcome } from './outcome.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const _HOUR = 60 * MINUTE;

let outbox: Outbox;
beforeEach(async () => {
  outbox = await openOutbox();
});

const states = async () => (await outbox.notices()).map((notice) => notice.state);

const dieOnceFrozen = () =>
  expect(
    outbox.deliver({
      between: () => {
        throw new Error('killed');
      },
    }),
  ).rejects.toThrow('killed');

describe('a message', () => {
  test('is shown once, and the row and the trail say so', async () => {
    const id = await outbox.write('zhao.shiyong');

    expect(await outbox.deliver()).toBe(1);
    expect(await outbox.deliver()).toBe(0);

    expect(outbox.phones.shownTo('zhao.shiyong')).toHaveLength(1);
    expect(await outbox.notice(id)).toMatchObject({ state: 'sent', attempts: 1, msgid: 'msg-1', leaseUntil: null });
    expect(await outbox.audit('notice-tried')).toMatchObject([
      { noticeId: id, attempt: 1, errcode: 0, outcome: 'shown' },
    ]);
    expect((await outbox.audit('notice-state')).map((entry) => entry.to)).toEqual(['sending', 'sent']);
    expect(await outbox.chain()).toMatchObject({ state: 'whole' });
  });

  test('is not kept readable, nor is its code', async () => {
    await outbox.write('guanli.shili', [{ buttons: ['done', 'cannot'] }], { kind: 'task' });
    await outbox.deliver();
    const [row] = await outbox.notices();
    for (const sealed of [row?.content, row?.body, row?.responseCode]) expect(sealed).toMatch(/^v1\.k1\./);
  });

  test('waits for the morning when it is evening', async () => {
    await outbox.setClock('2026-11-27T20:01:00+08:00');
    await outbox.write('zhao.shiyong');
    expect(await outbox.deliver()).toBe(0);
    expect((await outbox.notices())[0]?.notBefore.toISOString()).toBe('2026-11-30T00:30:00.000Z');
    await outbox.setClock('2026-11-30T08:31:00+08:00');
    expect(await outbox.deliver()).toBe(1);
  });

  test('that WeCom refused for the moment in the evening is tried again in the morning, not at night', async () => {
    await outbox.setClock('2026-11-26T19:59:58+08:00');
    await outbox.write('zhao.shiyong');
    outbox.phones.meet(() => 45009);
    await outbox.deliver();
    outbox.phones.meet(() => null);
    await outbox.setClock('2026-11-26T20:05:00+08:00');
    expect(await outbox.deliver()).toBe(0);
    await outbox.setClock('2026-11-27T03:00:00+08:00');
    expect(await outbox.deliver()).toBe(0);

    await outbox.setClock('2026-11-27T08:31:00+08:00');
    expect(await outbox.deliver()).toBe(1);
    expect(outbox.phones.shownTo('zhao.shiyong')).toHaveLength(1);
  });

  test('of one corp is not another corp’s to send', async () => {
    await outbox.write('zhao.shiyong');
    const other = await openOutbox();
    expect(await other.deliver()).toBe(0);
  });

  test('about a matter that is settled by now is not sent', async () => {
    const id = await outbox.write('zhao.shiyong');
    await outbox.inCorp((tx, at) =>
      tx.case.updateMany({ where: { corp: outbox.corp }, data: { closedAt: at, state: 'closed' } }),
    );
    expect(await outbox.deliver()).toBe(0);
    expect((await outbox.notice(id)).state).toBe('recalled');
    expect(await outbox.audit('notice-state')).toMatchObject([{ noticeId: id, to: 'recalled', because: 'settled' }]);
  });
});

describe('a message that cannot be opened', () => {
  test('fails by itself, and the next one to the same person is sent', async () => {
    const spoilt = await outbox.write('zhao.shiyong');
    await outbox.write('zhao.shiyong');
    await outbox.inCorp((tx) =>
      tx.notice.updateMany({
        where: { corp: outbox.corp, id: spoilt },
        data: { content: 'v1.k1.moved.from.elsewhere' },
      }),
    );
    expect(await outbox.deliver()).toBe(1);
    expect(await states()).toEqual(['failed', 'sent']);
  });

  test('fails also when only its kept bytes cannot be', async () => {
    const spoilt = await outbox.write('zhao.shiyong');
    await dieOnceFrozen();
    await outbox.inCorp((tx) =>
      tx.notice.updateMany({ where: { corp: outbox.corp, id: spoilt }, data: { body: 'spoilt' } }),
    );
    await outbox.move(3 * MINUTE);
    expect(await outbox.deliver()).toBe(0);
    expect(await outbox.notice(spoilt)).toMatchObject({ state: 'failed', outcome: { because: 'unreadable' } });
  });
});

describe('WeCom is busy', () => {
  test('-1 three times: back-off of 1, 2 and 4 seconds, then shown, once', async () => {
    await outbox.write('zhao.shiyong');
    outbox.phones.meet((_, call) => (call <= 3 ? -1 : null));
    await outbox.deliverFor(10 * SECOND, 500);
    const [row] = await outbox.notices();
    const { triedMs: tried } = readOutcome(row?.outcome);
    const gaps = tried.slice(1).map((ms, at) => ms - (tried[at] ?? 0));
    expect(gaps).toHaveLength(3);
    for (const [at, least] of [1_000, 2_000, 4_000].entries()) expect(gaps[at]).toBeGreaterThanOrEqual(least);
    expect(outbox.phones.shown()).toHaveLength(1);
  });

  test('-1 for ten minutes: bursts of four tries, five minutes apart', async () => {
    await outbox.write('zhao.shiyong');
    outbox.phones.meet(() => -1);
    await outbox.deliverFor(10 * MINUTE, 10 * SECOND);
    expect(outbox.phones.calls.length).toBeLessThanOrEqual(12);
    expect(outbox.phones.calls.length).toBeGreaterThanOrEqual(8);
    outbox.phones.meet(() => null);
    await outbox.deliverFor(6 * MINUTE, 10 * SECOND);
    expect(outbox.phones.shown()).toHaveLength(1);
  });

  test('45009 for 70 seconds: one probe in ten seconds for the whole corp, nothing failed, all shown soon after', async () => {
    for (let at = 0; at < 8; at += 1) await outbox.write(`person-${at}`);
    outbox.phones.meet(() => 45009);
    await outbox.deliverFor(70 * SECOND, 2 * SECOND);
    expect(outbox.phones.calls.length).toBeLessThanOrEqual(8);
    outbox.phones.meet(() => null);
    await outbox.deliverFor(20 * SECOND, 2 * SECOND);
    expect(outbox.phones.shown()).toHaveLength(8);
    expect(new Set(await states())).toEqual(new Set(['sent']));
  });

  test.each([60020, 48002, 301002, 48006])(
    '%i is for IT to mend: sending rests, nothing is lost or failed',
    async (errcode) => {
      const id = await outbox.write('zhao.shiyong');
      outbox.phones.meet(() => errcode);
      await outbox.deliverFor(5 * MINUTE, 30 * SECOND);
      expect(outbox.phones.calls).toHaveLength(1);
      expect((await outbox.notice(id)).state).toBe('sending');
      outbox.phones.meet(() => null);
      await outbox.deliverFor(10 * MINUTE, MINUTE);
      expect(outbox.phones.shown()).toHaveLength(1);
    },
  );

  test.each([42014, 40008, 45002, 82004])(
    '%i is about the message itself: it fails, once, and HR will see it',
    async (errcode) => {
      const id = await outbox.write('zhao.shiyong');
      outbox.phones.meet(() => errcode);
      await outbox.deliverFor(10 * MINUTE, MINUTE);
      expect(outbox.phones.calls).toHaveLength(1);
      expect(await outbox.notice(id)).toMatchObject({ state: 'failed', outcome: { because: `errcode-${errcode}` } });
    },
  );
});

describe('a person whom no app message reaches', () => {
  const failing =
    (...userids: string[]) =>
    (body: string) => {
      const { touser } = JSON.parse(body) as { touser: string };
      return userids.includes(touser) ? ('invaliduser' as const) : null;
    };

  test.each(['invaliduser', 'unlicenseduser', 81013, 60111, 40003, 60011] as const)(
    '%s: the appointed admin is asked to pass it on, and the case says so',
    async (mishap) => {
      const id = await outbox.write('zhao.shiyong');
      outbox.phones.meet((body) =>
        (JSON.parse(body) as { touser: string }).touser === 'zhao.shiyong' ? mishap : null,
      );
      await outbox.deliver();

      expect((await outbox.notice(id)).state).toBe('failed');
      const [task] = outbox.phones.shownTo('guanli.shili');
      expect(task?.text).toContain('应用消息没有送到 赵试用');
      expect(task?.text).toContain('营销策划部-赵试用');
      expect(task?.card?.button_list.map((button) => button.text)).toEqual(['已处理', '办不到']);
      expect(await outbox.audit('case-told')).toMatchObject([{ tell: 'admin-for-unreached' }]);
      expect(await outbox.inCorp((tx) => tx.case.findFirst({ where: { corp: outbox.corp } }))).toMatchObject({
        tell: 'admin',
      });
    },
  );

  test('nor the admin: the owner; nor the owner: HR’s digest', async () => {
    await outbox.write('zhao.shiyong');
    outbox.phones.meet(failing('zhao.shiyong', 'guanli.shili'));
    await outbox.deliver();
    expect(outbox.phones.shownTo('qunzhu.shili')).toHaveLength(1);

    await outbox.write('zhao.shiyong');
    outbox.phones.meet(failing('zhao.shiyong', 'guanli.shili', 'qunzhu.shili'));
    await outbox.deliver();
    expect(await outbox.audit('case-escalated')).toMatchObject([{ to: 'hr-unreached' }]);
    expect(await outbox.inCorp((tx) => tx.case.count({ where: { corp: outbox.corp, tell: 'hr' } }))).toBe(1);
  });

  test('is never replaced by the person that the matter is about', async () => {
    await outbox.write('qunzhu.shili', [{}], { kind: 'task', subject: 'member:guanli.shili' });
    outbox.phones.meet(failing('qunzhu.shili'));
    await outbox.deliver();
    expect(outbox.phones.shownTo('guanli.shili')).toHaveLength(0);
  });
});

describe('a card', () => {
  test('goes to a member only after he has pressed one', async () => {
    const { id: caseId } = await outbox.openCase();
    await outbox.write('zhao.shiyong');
    await outbox.deliver();
    expect(outbox.phones.shown()[0]?.card).toBeNull();
    await outbox.inCorp((tx, at) =>
      tx.decision.create({
        data: { corp: outbox.corp, id: newId(), caseId, actor: 'zhao.shiyong', action: 'fixed', via: 'card', at },
      }),
    );
    await outbox.write('zhao.shiyong');
    await outbox.deliver();
    expect(outbox.phones.shown()[1]?.card?.button_list.map((button) => button.text)).toEqual(['已改好', '提醒错了']);
  });

  test('has a task_id of its own, which names the notice and nothing that can be guessed', async () => {
    const ids = [await outbox.write('guanli.shili', [{ buttons: ['done', 'cannot'] }], { kind: 'task' })];
    await outbox.deliver();
    ids.push(await outbox.write('guanli.shili', [{ buttons: ['done', 'cannot'] }], { kind: 'task' }));
    await outbox.deliver();
    expect(outbox.phones.shown().map((message) => message.card?.task_id)).toEqual(ids.map((id) => `qungui-${id}`));
  });

  test('is greyed when its matter is settled without a press', async () => {
    await outbox.write('guanli.shili', [{ buttons: ['done', 'cannot'] }], {
      kind: 'task',
      subject: 'member:zhao.shiyong',
    });
    await outbox.deliver();
    expect(outbox.phones.closed).toHaveLength(0);
    await outbox.inCorp((tx, at) =>
      tx.case.updateMany({ where: { corp: outbox.corp }, data: { closedAt: at, state: 'closed' } }),
    );
    await outbox.deliver();
    await outbox.deliver();
    expect(outbox.phones.closed).toEqual([{ userids: ['guanli.shili'], responseCode: 'code-1', label: '已了结' }]);
  });
});
