import { beforeEach, expect, test } from 'vitest';
import { type Outbox, openOutbox } from '../../test/builders/outbox.ts';
import { newId } from '../ids.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const _HOUR = 60 * MINUTE;

let outbox: Outbox;
beforeEach(async () => {
  outbox = await openOutbox();
});

const states = async () => (await outbox.notices()).map((notice) => notice.state);

test('two matters at one time are one message; the second row says so', async () => {
  const [first, second] = [await outbox.write('zhao.shiyong'), await outbox.write('zhao.shiyong')];
  await outbox.deliver();
  expect(outbox.phones.shown()).toHaveLength(1);
  expect(await outbox.notice(first)).toMatchObject({ state: 'sent' });
  expect(await outbox.notice(second)).toMatchObject({ state: 'merged', mergedInto: first });
  expect(await outbox.audit('notice-state')).toContainEqual(
    expect.objectContaining({ noticeId: second, to: 'merged', because: first }),
  );
  const linked = await outbox.inCorp((tx) => tx.noticeCase.count({ where: { corp: outbox.corp, noticeId: first } }));
  expect(linked).toBe(2);
});

test('three a day, the fourth tomorrow', async () => {
  for (let at = 0; at < 4; at += 1) {
    await outbox.write('zhao.shiyong');
    await outbox.deliver();
    await outbox.move(MINUTE);
  }
  expect(outbox.phones.shown()).toHaveLength(3);
  await outbox.setClock('2026-11-27T08:31:00+08:00');
  await outbox.deliver();
  expect(outbox.phones.shown()).toHaveLength(4);
});

test('one matter again within two telling days waits for the third', async () => {
  const { id: caseId } = await outbox.openCase();
  await outbox.write('zhao.shiyong', [{ caseId }]);
  await outbox.deliver();
  await outbox.setClock('2026-11-27T10:00:00+08:00');
  await outbox.write('zhao.shiyong', [{ caseId }]);
  await outbox.deliver();
  expect(outbox.phones.shown()).toHaveLength(1);
  await outbox.setClock('2026-11-30T08:31:00+08:00');
  await outbox.deliver();
  expect(outbox.phones.shown()).toHaveLength(2);
});

test('a thousand in a minute: at most 20 calls a minute, three messages that day, every one sent or merged', async () => {
  const content = await outbox.write('zhao.shiyong');
  await copies(content, 999);
  await outbox.deliverFor(3 * MINUTE, 10 * SECOND);

  const rows = (await outbox.notices()).slice(0, 1_000);
  expect(outbox.phones.calls).toHaveLength(3);
  expect(rows.filter((row) => row.state === 'sent')).toHaveLength(3);
  expect(rows.filter((row) => row.state === 'merged')).toHaveLength(997);
  expect((await outbox.audit('notice-state')).filter((entry) => entry.to === 'merged')).toHaveLength(997);
}, 60_000);

test('what a day’s last message could not show goes on as one message of the next day', async () => {
  for (let at = 0; at < 40; at += 1) await outbox.write('zhao.shiyong');
  await outbox.deliverFor(2 * MINUTE, 30 * SECOND);
  const [last] = outbox.phones.shown().slice(-1);
  expect(last?.text).toMatch(/还有 \d+ 项，随后告诉您/);
  const waiting = (await outbox.notices()).filter((row) => row.state === 'waiting');
  expect(waiting).toHaveLength(1);
  expect(waiting[0]?.notBefore.toISOString()).toBe('2026-11-27T00:30:00.000Z');
  await outbox.setClock('2026-11-27T09:00:00+08:00');
  await outbox.deliver();
  expect(outbox.phones.shown()).toHaveLength(6);
});

test('calls count, not only messages: the twenty-first of a minute waits', async () => {
  for (let at = 0; at < 25; at += 1) {
    await outbox.write('renshi.shili', [{}], { kind: 'correction' });
    await outbox.deliver();
  }
  expect(outbox.phones.calls).toHaveLength(20);
  await outbox.move(61 * SECOND);
  await outbox.deliver();
  expect(outbox.phones.calls).toHaveLength(21); // the other five are merged into one
  expect((await states()).filter((state) => state === 'merged')).toHaveLength(4);
});

/** Rows like this one, each about a case of its own; quicker than a thousand transactions. */
async function copies(id: string, count: number): Promise<void> {
  const keys = await outbox.keys();
  await outbox.inCorp(async (tx, at) => {
    const row = await tx.notice.findFirstOrThrow({ where: { corp: outbox.corp, id } });
    const content = JSON.parse(keys.open({ table: 'notice', column: 'content', row: id }, row.content)) as {
      lines: { caseId: string }[];
    };
    const rows = Array.from({ length: count }, () => {
      const newRow = newId();
      const lines = content.lines.map((line) => ({ ...line, caseId: newId() }));
      return {
        corp: outbox.corp,
        id: newRow,
        toUserid: row.toUserid,
        kind: row.kind,
        state: 'waiting',
        notBefore: at,
        createdAt: at,
        content: keys.seal({ table: 'notice', column: 'content', row: newRow }, JSON.stringify({ ...content, lines })),
      };
    });
    await tx.notice.createMany({ data: rows });
  });
}
