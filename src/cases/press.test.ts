import { beforeEach, describe, expect, test } from 'vitest';
import { aJoinQuestion, aLeaverTask } from '../../test/builders/notice.ts';
import { type Outbox, openOutbox } from '../../test/builders/outbox.ts';
import { accountCreated } from '../directory/account-events.ts';
import { renameAccount } from '../directory/rename-account.ts';
import { newId } from '../ids.ts';
import type { ButtonAction } from '../notices/content.ts';
import { buttonKey } from './button.ts';
import { type Press, pressed } from './press.ts';

const DAY = 86_400_000;

let outbox: Outbox;
beforeEach(async () => {
  outbox = await openOutbox();
});

/** A question to the group's admin about 孙客户, sent and waiting. */
async function asked(over: { to?: string; subject?: string } = {}) {
  const { id: caseId } = await outbox.openCase({ nature: 'question', subject: over.subject ?? 'member:wm-sun' });
  const noticeId = await outbox.write(over.to ?? 'guanli.shili', [aJoinQuestion({ caseId })], { kind: 'question' });
  await outbox.deliver();
  const card = outbox.phones.shown().at(-1)?.card;
  const key = (label: string) => card?.button_list.find((button) => button.text === label)?.key ?? '';
  return { caseId, noticeId, taskId: card?.task_id ?? '', agreed: key('同意过'), notAgreed: key('没有') };
}

const press = async (over: Partial<Press>) =>
  pressed(outbox.deps, outbox.corp, {
    userid: 'guanli.shili',
    eventKey: '',
    taskId: '',
    responseCode: 'fresh-code',
    createdAtMs: (await outbox.db.clock.now()).getTime(),
    ...over,
  });
const decisions = () =>
  outbox.inCorp((tx) => tx.decision.findMany({ where: { corp: outbox.corp }, orderBy: { at: 'asc' } }));
const looks = () =>
  outbox.inCorp((tx) => tx.timer.findMany({ where: { corp: outbox.corp, kind: 'look-group', state: 'armed' } }));
const keyFor = async (id: string, action: ButtonAction, expiresAtMs = Date.parse('2026-12-01T00:00:00Z')) =>
  buttonKey(await outbox.keys(), outbox.corp, { id, action, expiresAtMs });
const untouched = async () => {
  expect(await decisions()).toEqual([]);
  expect(await looks()).toEqual([]);
  expect(await outbox.audit('decision-made')).toEqual([]);
};

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

describe('a press that must change nothing', () => {
  test('of a stranger', async () => {
    const { taskId, agreed } = await asked();
    expect(await press({ taskId, eventKey: agreed, userid: 'nobody.shili' })).toBe('stranger');
    await untouched();
  });

  test('of a colleague to whom the card was forwarded', async () => {
    const { taskId, agreed } = await asked();
    expect(await press({ taskId, eventKey: agreed, userid: 'renshi.shili' })).toBe('not-the-addressee');
    await untouched();
  });

  test('of the subject himself, who is the admin', async () => {
    const { taskId, agreed } = await asked({ subject: 'member:guanli.shili' });
    expect(await press({ taskId, eventKey: agreed })).toBe('not-entitled');
    await untouched();
  });

  test('about a closed case', async () => {
    const { taskId, agreed } = await asked();
    await outbox.inCorp((tx, at) =>
      tx.case.updateMany({ where: { corp: outbox.corp }, data: { closedAt: at, state: 'closed' } }),
    );
    expect(await press({ taskId, eventKey: agreed })).toBe('closed');
    await untouched();
  });

  test('with the key of another corp', async () => {
    const { taskId, caseId } = await asked();
    const other = await openOutbox();
    const eventKey = buttonKey(await other.keys(), other.corp, {
      id: caseId,
      action: 'agreed',
      expiresAtMs: Date.now() * 2,
    });
    expect(await press({ taskId, eventKey })).toBe('forged');
    await untouched();
  });

  test('with a key that was cut, changed or made up', async () => {
    const { taskId, agreed, caseId } = await asked();
    const [id, action, expiry, mac] = agreed.split('.');
    for (const eventKey of [
      '',
      'agreed',
      agreed.slice(0, -1),
      `${agreed}A`,
      `${agreed}.`,
      ` ${agreed}`,
      `${newId()}.${action}.${expiry}.${mac}`,
      `${id}.waive.${expiry}.${mac}`,
      `${id}.${action}.zzzzzzzzz.${mac}`,
      `${caseId}.agreed.zzzzzzzz.`,
      'x'.repeat(2_000),
    ])
      expect(await press({ taskId, eventKey }), eventKey.slice(0, 60)).toBe('forged');
    await untouched();
  });

  test('with an expired key', async () => {
    const { taskId, agreed } = await asked();
    await outbox.move(14 * DAY + 1);
    expect(await press({ taskId, eventKey: agreed })).toBe('expired');
    await untouched();
  });

  test('the second time, and when WeCom tells of the first again', async () => {
    const { taskId, agreed, notAgreed } = await asked();
    expect(await press({ taskId, eventKey: agreed })).toBe('done');
    expect(await press({ taskId, eventKey: agreed })).toBe('repeat');
    expect(await press({ taskId, eventKey: notAgreed })).toBe('repeat');
    expect((await decisions()).map((decision) => decision.action)).toEqual(['agreed']);
  });

  test('of eight presses at one moment all but one', async () => {
    const { taskId, agreed, notAgreed } = await asked();
    const outcomes = await Promise.all(
      [agreed, notAgreed, agreed, agreed, notAgreed, agreed, notAgreed, agreed].map((eventKey) =>
        press({ taskId, eventKey }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'repeat')).toHaveLength(7);
    expect(await decisions()).toHaveLength(1);
    expect(await outbox.audit('decision-made')).toHaveLength(1);
  });

  test.each(['fixed', 'wrong', 'waive', 'confirm'] as const)(
    '%s is not an admin’s to press, though the key be ours',
    async (action) => {
      const { taskId, caseId } = await asked();
      expect(await press({ taskId, eventKey: await keyFor(caseId, action) })).toBe('not-entitled');
      await untouched();
    },
  );

  test('of somebody who has left the company', async () => {
    const { taskId, agreed } = await asked();
    await outbox.inCorp((tx, at) =>
      tx.account.updateMany({ where: { corp: outbox.corp, userid: 'guanli.shili' }, data: { until: at } }),
    );
    expect(await press({ taskId, eventKey: agreed })).toBe('stranger');
    await untouched();
  });

  test('of the next holder of a leaver’s account', async () => {
    const { taskId, agreed } = await asked();
    await outbox.inCorp((tx, at) =>
      tx.account.updateMany({ where: { corp: outbox.corp, userid: 'guanli.shili' }, data: { until: at } }),
    );
    await outbox.inCorp(async (tx, at) => {
      const personId = newId();
      await tx.person.create({ data: { corp: outbox.corp, id: personId, createdAt: at } });
      await tx.account.create({
        data: { corp: outbox.corp, id: newId(), userid: 'guanli.shili', personId, since: at },
      });
    });
    expect(await press({ taskId, eventKey: agreed })).toBe('not-the-addressee');
    await untouched();
  });

  test('of the old name after it went to somebody else', async () => {
    const { taskId, agreed } = await asked();
    const at = await outbox.db.clock.now();
    const keys = await outbox.deps.keys.of(outbox.corp);
    await outbox.inCorp((tx) => renameAccount(tx, outbox.corp, keys, { from: 'guanli.shili', to: 'guanli.xin', at }));
    await outbox.inCorp((tx) => accountCreated(tx, outbox.corp, 'guanli.shili', new Date(at.getTime() + 1_000)));
    await outbox.move(60_000);
    expect(await press({ taskId, eventKey: agreed, createdAtMs: at.getTime() + 2_000 })).not.toBe('done');
    await untouched();
  });

  test('of an admin who is not appointed any more', async () => {
    const { taskId, agreed } = await asked();
    await outbox.inCorp((tx, at) => tx.appointment.updateMany({ where: { corp: outbox.corp }, data: { until: at } }));
    expect(await press({ taskId, eventKey: agreed })).toBe('not-entitled');
    await untouched();
  });

  test('on a card that is not ours, or of another matter', async () => {
    const { agreed, taskId } = await asked();
    const { id: elsewhere } = await outbox.openCase({ subject: 'member:wm-sun' });
    expect(await press({ taskId: 'vio-2026-000187', eventKey: agreed })).toBe('no-such-card');
    expect(await press({ taskId: `qungui-${newId()}`, eventKey: agreed })).toBe('no-such-card');
    expect(await press({ taskId, eventKey: await keyFor(elsewhere, 'agreed') })).toBe('no-such-case');
    await untouched();
  });

  test('is counted, each by its cause', async () => {
    const { taskId } = await asked();
    await press({ taskId, eventKey: 'made-up' });
    const { values } = await outbox.deps.metrics.notices.get();
    expect(values).toContainEqual(
      expect.objectContaining({ labels: { corp: outbox.corp, outcome: 'press-forged' }, value: 1 }),
    );
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
      expect(await press(by)).toBe('done');
      expect(await decisions()).toMatchObject([{ action: decision }]);
      expect(await stateOf(caseId)).toBe(state);
      expect(await looks()).toHaveLength(count);
    },
  );

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
