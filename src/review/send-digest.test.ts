import { expect, test } from 'vitest';
import { openOutbox } from '../../test/builders/outbox.ts';
import { showLeft, writeLook } from '../directory/person-rows.ts';
import { openLog } from '../log.ts';
import { sendDigest } from './send-digest.ts';

test('where nobody is HR nothing counts as said, the log says so, and the next reader gets it all', async () => {
  const outbox = await openOutbox();
  const { corp } = outbox;
  const lines: string[] = [];
  const log = openLog('info', (line) => lines.push(line));
  const keys = await outbox.keys();
  const send = () => outbox.inCorp((tx, at) => sendDigest(tx, { corp, keys, log, at }));
  const readers = await outbox.inCorp((tx) =>
    tx.personState.findMany({ where: { corp, until: null, departments: { has: 3 } } }),
  );
  await outbox.inCorp((tx) =>
    tx.brake.create({ data: { corp, rule: 'naming/nickname', since: new Date(0), held: 3 } }),
  );
  await outbox.openCase();
  for (const { personId } of readers) await outbox.inCorp((tx, at) => showLeft(tx, corp, personId, at));

  expect(await send()).toBe(0);
  expect(lines.join()).toContain('nobody is in the office hr');
  await outbox.move(60_000);
  for (const { personId, ...look } of readers) await outbox.inCorp((tx, at) => writeLook(tx, corp, personId, look, at));

  expect(await send()).toBe(readers.length);
  await outbox.deliver();
  expect(JSON.stringify(outbox.phones.shown())).toContain('暂不通知');
});
