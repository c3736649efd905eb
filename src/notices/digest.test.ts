import { beforeEach, describe, expect, test } from 'vitest';
import { type Outbox, openOutbox } from '../../test/builders/outbox.ts';
import { decide } from '../cases/decide.ts';
import { pressed } from '../cases/press.ts';
import { newId } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { composeDigest, digestSaid } from './digest.ts';
import { enqueueNotice } from './enqueue.ts';

let outbox: Outbox;
beforeEach(async () => {
  outbox = await openOutbox();
});

const compose = async () => {
  const keys = await outbox.keys();
  return outbox.inCorp(async (tx, at) => {
    const policies = await policiesInForce(tx, outbox.corp, at);
    const directory = await directoryOf(tx, outbox.corp, at.getTime());
    const digest = await composeDigest(
      tx,
      { corp: outbox.corp, keys, at, directory },
      { policies, slugs: policies.map(({ slug }) => slug) },
    );
    if (digest) await digestSaid(tx, outbox.corp, at, digest);
    return digest?.content ?? null;
  });
};
const send = async () => {
  const content = await compose();
  if (!content) throw new TypeError('nothing to say');
  const keys = await outbox.keys();
  const id = await outbox.inCorp((tx, at) =>
    enqueueNotice(tx, outbox.corp, keys, { to: 'renshi.shili', content, notBefore: at, at }),
  );
  await outbox.deliver();
  return { id, content, card: outbox.phones.shownTo('renshi.shili').at(-1)?.card ?? null };
};
const setCase = (id: string, data: Record<string, unknown>) =>
  outbox.inCorp((tx) => tx.case.updateMany({ where: { corp: outbox.corp, id }, data }));

describe('HR’s digest', () => {
  test('of a day on which nothing was is not written', async () => {
    expect(await compose()).toBeNull();
  });

  test('counts what began, what is settled and what waits', async () => {
    const ids = [];
    for (let at = 0; at < 4; at += 1) ids.push((await outbox.openCase()).id);
    for (const id of ids.slice(0, 3)) await setCase(id, { closedAt: await outbox.db.clock.now(), state: 'closed' });
    expect((await compose())?.figures).toEqual([
      { of: 'opened', count: 4 },
      { of: 'closed', count: 3 },
      { of: 'waiting', count: 1 },
    ]);
  });

  test('counts from the last one on', async () => {
    const { id } = await outbox.openCase();
    await send();
    await outbox.move(60_000);
    await setCase(id, { closedAt: await outbox.db.clock.now(), state: 'closed' });
    expect((await compose())?.figures).toEqual([
      { of: 'opened', count: 0 },
      { of: 'closed', count: 1 },
      { of: 'waiting', count: 0 },
    ]);
  });

  test('says nothing of what is only observed, nor of the base line', async () => {
    await outbox.openCase({ level: 'observe' });
    await outbox.openCase({ held: 'baseline' });
    expect(await compose()).toBeNull();
  });

  test('is one card, however many matters; those that it cannot list are not told, and come first on the next', async () => {
    const numbers = [];
    for (let at = 0; at < 20; at += 1) numbers.push(Number((await outbox.openCase({ state: 'open' })).number));
    const listed = (text: string) => [...text.matchAll(/C-(\d+)/g)].map(([, number]) => Number(number));
    const toldNow = async () => {
      const rows = await outbox.inCorp((tx) => tx.case.findMany({ where: { corp: outbox.corp, state: 'told' } }));
      return rows.map(({ number }) => Number(number)).sort((a, b) => a - b);
    };

    const { card } = await send();
    expect(outbox.phones.shownTo('renshi.shili')).toHaveLength(1);
    const first = listed(card?.quote_area?.quote_text ?? '');
    expect(first.length).toBeGreaterThan(3);
    expect(await toldNow()).toEqual(first);
    expect(card?.quote_area?.quote_text).toContain(`还有 ${20 - first.length} 项`);

    await outbox.move(86_400_000);
    const next = listed((await send()).card?.quote_area?.quote_text ?? '');
    expect(next).toEqual(numbers.slice(first.length, first.length + next.length));
    expect(await toldNow()).toEqual([...first, ...next]);
  });

  test('says once that a brake holds something', async () => {
    await outbox.inCorp((tx, at) =>
      tx.brake.create({ data: { corp: outbox.corp, rule: 'naming/nickname', since: at, held: 37 } }),
    );
    expect((await compose())?.notes[0]?.zh).toBe('群昵称：一小时内新增过多，其余 37 项暂不通知，请先核对规则。');
    expect(await compose()).toBeNull();
  });

  test('says in one line that a department has another name', async () => {
    await outbox.inCorp(async (tx, at) => {
      const now = { corp: outbox.corp, departmentId: 2 };
      await tx.departmentState.updateMany({ where: { ...now, until: null }, data: { until: at } });
      await tx.departmentState.create({
        data: { ...now, id: newId(), since: at, name: '营销中心', parentId: 1, leaders: [] },
      });
    });
    expect((await compose())?.notes.map((note) => note.zh)).toEqual([
      '部门更名：营销策划部 → 营销中心，旧名在昵称里暂时仍有效，未打扰任何成员。',
    ]);
  });

  test('says when the calendar has no more days', async () => {
    await outbox.setClock('2027-01-04T09:05:00+08:00');
    await outbox.openCase();
    expect((await compose())?.notes.map((note) => note.zh)).toEqual([
      '2027-01-04 的工作日安排尚未公布，暂按周一至周五处理。',
    ]);
  });

  test('lists whom no message reached, and what nobody knows to have arrived', async () => {
    await outbox.write('zhao.shiyong');
    outbox.phones.meet(() => 45002);
    await outbox.deliver();
    outbox.phones.meet(() => null);
    expect((await compose())?.figures).toContainEqual({ of: 'unreached', count: 1 });
  });

  test('counts who gives no sign of life for three working days as not reached: a matter for the phone', async () => {
    const unreached = async () => (await compose())?.figures.find(({ of }) => of === 'unreached')?.count ?? 0;
    const id = await outbox.write('zhao.shiyong');
    await outbox.deliver();
    await outbox.setClock('2026-11-30T09:05:00+08:00');
    expect(await unreached()).toBe(0);
    await outbox.setClock('2026-12-02T09:05:00+08:00');
    expect(await unreached()).toBe(1);

    const [link] = await outbox.inCorp((tx) => tx.noticeCase.findMany({ where: { corp: outbox.corp, noticeId: id } }));
    const { chatId } = await outbox.inCorp((tx) => tx.case.findFirstOrThrow({ where: { id: link?.caseId ?? '' } }));
    const keys = await outbox.keys();
    await outbox.inCorp((tx, at) =>
      decide(tx, outbox.corp, keys, {
        caseId: link?.caseId ?? '',
        chatId,
        actor: 'zhao.shiyong',
        action: 'fixed',
        via: 'reply',
        askedAt: at,
        at,
      }),
    );
    await outbox.setClock('2026-12-03T09:05:00+08:00');
    expect(await unreached()).toBe(0);
  });

  test('tells what nobody was told of, and then it is told', async () => {
    const { id } = await outbox.openCase({ state: 'open' });
    expect((await compose())?.lines.map((line) => line.happened.zh)).toEqual(['群里显示的「＊＊＊」少了部门']);
    expect(await outbox.inCorp((tx) => tx.case.findFirst({ where: { corp: outbox.corp, id } }))).toMatchObject({
      state: 'told',
    });
  });

  test('offers a decision where one is waited for; a press decides, 已阅 closes the card', async () => {
    const { id } = await outbox.openCase({ state: 'escalated' });
    const { id: noticeId, card } = await send();
    expect(card?.button_list.map((button) => button.text)).toEqual(['①属实', '①免除', '已阅']);
    const press = async (at: number, reason: readonly string[] = []) =>
      pressed(outbox.deps, outbox.corp, {
        createdAtMs: (await outbox.db.clock.now()).getTime(),
        userid: 'renshi.shili',
        taskId: `qungui-${noticeId}`,
        eventKey: card?.button_list[at]?.key ?? '',
        responseCode: `code-${at}`,
        selected: [{ question: 'reason', options: reason }],
      });

    expect([await press(1), await press(1, ['choose'])]).toEqual(['answered', 'answered']);
    expect(await press(1, ['talked'])).toBe('done');
    await outbox.deliver();
    expect(outbox.phones.closed).toEqual([]);
    expect(await outbox.inCorp((tx) => tx.decision.findFirst({ where: { caseId: id } }))).toMatchObject({
      action: 'waived',
    });
    expect(await outbox.inCorp((tx) => tx.case.findFirst({ where: { corp: outbox.corp, id } }))).toMatchObject({
      state: 'decided',
    });

    expect(await press(2)).toBe('seen');
    await outbox.deliver();
    expect(outbox.phones.closed).toEqual([{ userids: ['renshi.shili'], responseCode: 'code-2', label: '已阅' }]);
  });

  test('offers to let go of what the brake holds, or to stop the rule; HR alone, and once', async () => {
    const { id: held } = await outbox.openCase({ state: 'open', held: 'brake' });
    await outbox.inCorp((tx, at) =>
      tx.brake.create({ data: { corp: outbox.corp, rule: 'naming/nickname', since: at, held: 1 } }),
    );
    const { id: noticeId, card } = await send();
    expect(card?.button_list.map((button) => button.text)).toEqual(['放行暂缓的', '停用这条规则', '已阅']);
    const press = async (at: number, userid = 'renshi.shili') =>
      pressed(outbox.deps, outbox.corp, {
        createdAtMs: (await outbox.db.clock.now()).getTime(),
        userid,
        taskId: `qungui-${noticeId}`,
        eventKey: card?.button_list[at]?.key ?? '',
        responseCode: `code-${at}`,
      });
    const heldNow = () =>
      outbox.inCorp((tx) => tx.case.findFirst({ where: { corp: outbox.corp, id: held }, select: { held: true } }));

    expect(await press(0, 'zhao.shiyong')).toBe('not-the-addressee');
    expect(await heldNow()).toEqual({ held: 'brake' });
    expect(await press(0)).toBe('done');
    expect(await heldNow()).toEqual({ held: 'released' });
    expect(await press(0)).toBe('repeat');
    expect(await press(1)).toBe('done');
    expect(await heldNow()).toEqual({ held: 'stopped' });
    expect(await press(1)).toBe('repeat');
    expect(await outbox.inCorp((tx) => tx.stop.findMany({ where: { corp: outbox.corp } }))).toMatchObject([
      { target: 'rule', name: 'nickname', stoppedBy: 'renshi.shili', until: null },
    ]);
    expect(await outbox.audit('stop-made')).toHaveLength(1);
    expect(await outbox.chain()).toMatchObject({ state: 'whole' });
  });
});
