import { expect } from 'vitest';
import { buttonKey } from '../../src/cases/button.ts';
import { type Press, pressed } from '../../src/cases/press.ts';
import type { ButtonAction } from '../../src/notices/content.ts';
import { aJoinQuestion } from './notice.ts';
import type { Outbox } from './outbox.ts';

/** Cards that were sent from an outbox, their buttons, and what a press leaves behind. */
export function pressesOn(outbox: Outbox) {
  /** A question to the group's admin about 孙客户, sent and waiting. */
  const asked = async (over: { to?: string; subject?: string } = {}) => {
    const { id: caseId } = await outbox.openCase({ nature: 'question', subject: over.subject ?? 'member:wm-sun' });
    const noticeId = await outbox.write(over.to ?? 'guanli.shili', [aJoinQuestion({ caseId })], { kind: 'question' });
    await outbox.deliver();
    const card = outbox.phones.shown().at(-1)?.card;
    const key = (label: string) => card?.button_list.find((button) => button.text === label)?.key ?? '';
    return { caseId, noticeId, taskId: card?.task_id ?? '', agreed: key('同意过'), notAgreed: key('没有') };
  };

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
  return { asked, press, decisions, looks, keyFor, untouched };
}

export type Presses = ReturnType<typeof pressesOn>;
