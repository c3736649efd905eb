import { expect, test } from 'vitest';
import { openOutbox } from '../../test/builders/outbox.ts';
import { resumeTelling } from '../cases/resume.ts';
import { stopTelling } from '../cases/stop.ts';

test('of a message about several matters only what is stopped is held, and told when it is taken up again', async () => {
  const outbox = await openOutbox();
  const { corp, deps } = outbox;
  const order = { target: 'rule', name: 'other', by: 'renshi.shili', reason: '示例' } as const;
  const kept = await outbox.openCase();
  const stopped = await outbox.openCase();
  await outbox.inCorp((tx) =>
    tx.case.updateMany({ where: { corp, id: stopped.id }, data: { instance: 'other', toldAt: new Date(0) } }),
  );
  await outbox.write('zhao.shiyong', [
    { caseId: kept.id, number: kept.number },
    { caseId: stopped.id, number: stopped.number },
  ]);
  expect(await stopTelling(deps, corp, order)).toEqual({ state: 'stopped', cases: 0, notices: 0 });
  await outbox.deliver();

  const linked = async () => {
    const links = await outbox.inCorp((tx) => tx.noticeCase.findMany({ where: { corp } }));
    const rows = await outbox.notices();
    return rows.map((row) => [
      row.state,
      ...links.flatMap(({ noticeId, caseId }) => (noticeId === row.id ? [caseId] : [])),
    ]);
  };
  expect(await linked()).toEqual([
    ['sent', kept.id],
    ['held', stopped.id],
  ]);
  expect(await resumeTelling(deps, corp, order)).toMatchObject({ released: 1, dropped: 0 });
  await outbox.deliver();
  expect(await linked()).toEqual([
    ['sent', kept.id],
    ['sent', stopped.id],
  ]);
  expect(outbox.phones.shownTo('zhao.shiyong')).toHaveLength(2);
  expect(await outbox.chain()).toMatchObject({ state: 'whole' });
});

test('what WeCom certainly did not show is not tried again while it is stopped', async () => {
  const outbox = await openOutbox();
  const order = { target: 'corp', name: '-', by: 'renshi.shili', reason: '示例' } as const;
  const id = await outbox.write('zhao.shiyong');
  outbox.phones.meet(() => 45009);
  await outbox.deliver();
  outbox.phones.meet(() => null);
  await stopTelling(outbox.deps, outbox.corp, order);
  await outbox.deliverFor(600_000, 60_000);
  expect(outbox.phones.shown()).toEqual([]);
  expect((await outbox.notice(id)).state).toBe('held');
  await resumeTelling(outbox.deps, outbox.corp, order);
  await outbox.deliverFor(600_000, 60_000);
  expect(outbox.phones.shownTo('zhao.shiyong')).toHaveLength(1);
});
