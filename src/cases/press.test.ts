import { beforeEach, describe, expect, test } from 'vitest';
import { aJoinQuestion, aLeaverTask } from '../../test/builders/notice.ts';
import { type Outbox, openOutbox } from '../../test/builders/outbox.ts';
import { type Presses, pressesOn } from '../../test/builders/presses.ts';
import { renameAccount } from '../directory/rename-account.ts';
import type { ButtonAction } from '../notices/content.ts';

const DAY = 86_400_000;

let outbox: Outbox;
let { asked, press, decisions, looks, keyFor } = {} as Presses;
beforeEach(async () => {
  outbox = await openOutbox();
  ({ asked, press, decisions, looks, keyFor } = pressesOn(outbox));
});

describe('a press of the admin who was asked', () => {
  test('is a decision, looks at the group again at once, and greys the card', async () => {
    const { caseId, taskId, agreed } = await asked();

    expect(await press({ taskId, eventKey: agreed })).toBe('done');
    await outbox.deliver();

    expect(await decisions()).toMatchObject([{ caseId, actor: 'guanli.shili', action: 'agreed', via: 'card' }]);
    expect(await looks()).toMatchObject([{ subject: 'wr-1' }]);
    expect(await outbox.audit('decision-made')).toMatchObject([{ caseId, action: 'agreed', via: 'card' }]);
    expect(outbox.phones.closed).toEqual([{ userids: ['guanli.shili'], responseCode: 'fresh-code', label: '已记录' }]);
    expect(await outbox.chain()).toMatchObject({ state: 'whole' });
  });

  test('counts though the card cannot be greyed', async () => {
    const { taskId, agreed } = await asked();
    expect(await press({ taskId, eventKey: agreed, responseCode: '' })).toBe('done');
    outbox.phones.api.closeCard = async () => {
      throw new Error('60140');
    };
    await outbox.deliver();
    expect(await decisions()).toHaveLength(1);
  });

  test.each([
    ['guanli.shili', 0],
    ['guanli.xin', 1_000],
  ])('counts from %s, as he was called when he pressed, though told of after the change', async (userid, laterMs) => {
    const { taskId, agreed } = await asked();
    const pressedAtMs = (await outbox.db.clock.now()).getTime();
    const keys = await outbox.deps.keys.of(outbox.corp);
    await outbox.inCorp((tx) =>
      renameAccount(tx, outbox.corp, keys, { from: 'guanli.shili', to: 'guanli.xin', at: new Date(pressedAtMs + 500) }),
    );
    await outbox.move(60_000);
    expect(await press({ taskId, eventKey: agreed, userid, createdAtMs: pressedAtMs + laterMs })).toBe('done');
    expect(await decisions()).toMatchObject([{ actor: 'guanli.xin', action: 'agreed' }]);
  });

  test('counts from an account written in capitals', async () => {
    const { taskId, agreed } = await asked();
    expect(await press({ taskId, eventKey: agreed, userid: 'Guanli.Shili' })).toBe('done');
  });
});

describe('who else may press', () => {
  test('the group’s owner, on his own card; the admin’s card is greyed with it', async () => {
    const { caseId } = await asked();
    const other = await outbox.write('qunzhu.shili', [aJoinQuestion({ caseId })], { kind: 'question' });
    await outbox.deliver();
    const eventKey = outbox.phones.shownTo('qunzhu.shili')[0]?.card?.button_list[0]?.key ?? '';
    expect(await press({ userid: 'qunzhu.shili', taskId: `qungui-${other}`, eventKey })).toBe('done');
    await outbox.deliver();
    expect(outbox.phones.closed.map((card) => card.userids[0]).sort()).toEqual(['guanli.shili', 'qunzhu.shili']);
  });

  test('HR in the admin’s place', async () => {
    const { caseId, taskId, agreed } = await asked({ to: 'renshi.shili' });
    expect(await press({ userid: 'renshi.shili', taskId, eventKey: agreed })).toBe('done');
    expect(await decisions()).toMatchObject([{ caseId, actor: 'renshi.shili' }]);
  });
});

describe('a card with several matters', () => {
  test('stays open until the last of them is answered', async () => {
    const cases = [
      await outbox.openCase({ subject: 'member:wm-1' }),
      await outbox.openCase({ subject: 'member:wm-2' }),
    ];
    for (const { id } of cases)
      await outbox.write(
        'guanli.shili',
        [aLeaverTask({ caseId: id, happened: { zh: '周离职 已离职', en: '' }, fix: { zh: '请移出', en: '' } })],
        { kind: 'task' },
      );
    await outbox.deliver();
    const [card] = outbox.phones.shown().map((message) => message.card);
    const [first, , second] = card?.button_list ?? [];
    expect([first?.text, second?.text]).toEqual(['①已处理', '②已处理']);

    await press({ taskId: card?.task_id ?? '', eventKey: first?.key ?? '', responseCode: 'after-first' });
    await outbox.deliver();
    expect(outbox.phones.closed).toEqual([]);

    await press({ taskId: card?.task_id ?? '', eventKey: second?.key ?? '', responseCode: 'after-second' });
    await outbox.deliver();
    expect(outbox.phones.closed).toEqual([
      { userids: ['guanli.shili'], responseCode: 'after-second', label: '已收到，稍后核对' },
    ]);
    expect(await decisions()).toHaveLength(2);
  });
});

describe('what each button does', () => {
  async function cardOf(action: ButtonAction, to: string, subject: string, window = '-') {
    const { id: caseId } = await outbox.openCase({ subject });
    await outbox.inCorp((tx) => tx.case.updateMany({ where: { corp: outbox.corp, id: caseId }, data: { window } }));
    const noticeId = await outbox.write(to, [aLeaverTask({ caseId, buttons: [action] })], { kind: 'task' });
    await outbox.deliver();
    return { caseId, taskId: `qungui-${noticeId}`, eventKey: await keyFor(caseId, action), userid: to };
  }
  const stateOf = (id: string) =>
    outbox.inCorp((tx) => tx.case.findFirstOrThrow({ where: { corp: outbox.corp, id } })).then((row) => row.state);

  test.each([
    ['fixed', 'zhao.shiyong', 'fixed', 'told', 1],
    ['wrong', 'zhao.shiyong', 'reported-wrong', 'escalated', 0],
    ['agreed', 'guanli.shili', 'agreed', 'told', 1],
    ['not-agreed', 'guanli.shili', 'not-agreed', 'told', 1],
    ['belongs', 'guanli.shili', 'belongs', 'told', 1],
    ['done', 'guanli.shili', 'done', 'told', 1],
    ['cannot', 'guanli.shili', 'cannot', 'escalated', 0],
    ['waive', 'renshi.shili', 'waived', 'decided', 0],
    ['confirm', 'renshi.shili', 'confirmed', 'decided', 0],
  ] as const)(
    '%s by %s is the decision %s, the case is %s, looks at the group: %i',
    async (action, who, decision, state, count) => {
      const { caseId, ...by } = await cardOf(action, who, 'member:zhao.shiyong');
      const selected = action === 'waive' ? [{ question: 'reason', options: ['talked'] }] : [];
      expect(await press({ ...by, selected })).toBe('done');
      expect(await decisions()).toMatchObject([{ action: decision }]);
      expect(await stateOf(caseId)).toBe(state);
      expect(await looks()).toHaveLength(count);
    },
  );

  test('a waiver for which nobody chose a reason has no effect, and he is told how to give one', async () => {
    const { caseId, ...by } = await cardOf('waive', 'renshi.shili', 'member:zhao.shiyong');
    const before = await stateOf(caseId);
    expect(await press({ ...by, selected: [{ question: 'reason', options: ['choose'] }] })).toBe('answered');
    expect(await decisions()).toEqual([]);
    expect(await stateOf(caseId)).toBe(before);
    await outbox.deliver();
    expect(outbox.phones.shownTo('renshi.shili').at(-1)?.text).toContain('还没有选理由');
    expect(await press({ ...by, selected: [{ question: 'reason', options: ['talked'] }] })).toBe('done');
  });

  test.each([
    ['fixed', 'zhao.shiyong'],
    ['done', 'guanli.shili'],
  ] as const)('%s about what once happened is the end of it: nobody is reminded again', async (action, who) => {
    const { caseId, ...by } = await cardOf(action, who, 'member:zhao.shiyong', 'scan@2026-11-26');
    expect(await press(by)).toBe('done');
    expect(await stateOf(caseId)).toBe('decided');
  });

  test('提醒错了 takes back the reminder that was still to come', async () => {
    const { caseId, ...by } = await cardOf('wrong', 'zhao.shiyong', 'member:zhao.shiyong');
    const tomorrow = new Date((await outbox.db.clock.now()).getTime() + DAY);
    const later = await outbox.write('zhao.shiyong', [{ caseId }], { notBefore: tomorrow });
    await press(by);
    expect((await outbox.notice(later)).state).toBe('recalled');
    expect(await outbox.audit('notice-state')).toContainEqual(
      expect.objectContaining({ noticeId: later, from: 'waiting', to: 'recalled', because: 'decided' }),
    );
    expect(await outbox.chain()).toMatchObject({ state: 'whole' });
  });
});
