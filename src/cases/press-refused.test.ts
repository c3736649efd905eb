import { beforeEach, describe, expect, test } from 'vitest';
import { type Outbox, openOutbox } from '../../test/builders/outbox.ts';
import { type Presses, pressesOn } from '../../test/builders/presses.ts';
import { accountCreated } from '../directory/account-events.ts';
import { renameAccount } from '../directory/rename-account.ts';
import { newId } from '../ids.ts';
import { buttonKey } from './button.ts';

const DAY = 86_400_000;

let outbox: Outbox;
let { asked, press, decisions, keyFor, untouched } = {} as Presses;
beforeEach(async () => {
  outbox = await openOutbox();
  ({ asked, press, decisions, keyFor, untouched } = pressesOn(outbox));
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
