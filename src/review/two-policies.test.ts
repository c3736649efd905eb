import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { type Outbox, openOutbox } from '../../test/builders/outbox.ts';
import { newId } from '../ids.ts';
import { openLog } from '../log.ts';
import { hashOf } from '../policy/load.ts';
import { standingNext } from '../timers/standing.ts';
import { sendDigest } from './send-digest.ts';

/** The second company of the house: its HR is 营销策划部, it may be told in the evening, and its digest comes at ten. */
const second = (hr: string): string =>
  readFileSync('policies/chongqing-industrial.yaml', 'utf8')
    .replace('policy: chongqing-industrial', 'policy: second')
    .replace(/( {2}hr: .*department: )行政人事部/, `$1${hr}`)
    .replace('until: 20:00', 'until: 22:00')
    .replace('digest: 09:05', 'digest: 10:00');

let outbox: Outbox;
beforeEach(async () => {
  outbox = await openOutbox('2026-11-26T09:05:00+08:00');
});

const publish = (source: string) =>
  outbox.inCorp((tx, at) =>
    tx.policyVersion.create({
      data: {
        corp: outbox.corp,
        id: newId(),
        slug: 'second',
        version: 1,
        hash: hashOf(source),
        source,
        effectiveAt: new Date(at.getTime() - 86_400_000),
        publishedAt: new Date(at.getTime() - 86_400_000),
        publishedBy: 'test',
      },
    }),
  );
const caseOf = async (policySlug: string, subject = 'member:zhao.shiyong') => {
  const { id } = await outbox.openCase({ subject, state: 'open' });
  await outbox.inCorp((tx) => tx.case.updateMany({ where: { corp: outbox.corp, id }, data: { policySlug } }));
  return id;
};
const send = async () => {
  const keys = await outbox.keys();
  return outbox.inCorp((tx, at) => sendDigest(tx, { corp: outbox.corp, keys, log: openLog('silent'), at }));
};
/** Who reads of which cases, and from when on. */
const digests = async () => {
  const rows = (await outbox.notices()).filter(({ kind }) => kind === 'digest');
  const links = await outbox.inCorp((tx) => tx.noticeCase.findMany({ where: { corp: outbox.corp } }));
  return rows
    .map((row) => ({
      to: row.toUserid,
      cases: links.flatMap(({ noticeId, caseId }) => (noticeId === row.id ? [caseId] : [])).sort(),
      at: row.notBefore.toISOString(),
    }))
    .sort((a, b) => (a.to < b.to ? -1 : 1));
};

test('each policy’s HR reads of its own cases, at its own hour', async () => {
  await publish(second('营销策划部'));
  const [first, other] = [await caseOf('chongqing-industrial'), await caseOf('second')];
  expect(await send()).toBe(4);
  const ten = '2026-11-26T02:00:00.000Z';
  expect(await digests()).toMatchObject([
    { to: 'guanli.shili', cases: [other], at: ten },
    { to: 'qunzhu.shili', cases: [other], at: ten },
    { to: 'renshi.shili', cases: [first], at: expect.stringMatching(/^2026-11-26T01:05/) },
    { to: 'zhao.shiyong', cases: [other], at: ten },
  ]);
});

test('who serves both reads one card about both', async () => {
  await publish(second('行政人事部'));
  const ids = [await caseOf('chongqing-industrial'), await caseOf('second'), await caseOf('gone')].sort();
  expect(await send()).toBe(1);
  expect(await digests()).toMatchObject([{ to: 'renshi.shili', cases: ids }]);
});

test('where the second policy’s HR is nobody, its cases wait to be told', async () => {
  await publish(second('信息部'));
  const id = await caseOf('second');
  await caseOf('chongqing-industrial');
  expect(await send()).toBe(1);
  const row = await outbox.inCorp((tx) => tx.case.findFirst({ where: { corp: outbox.corp, id } }));
  expect(row).toMatchObject({ state: 'open', toldAt: null });
});

test('the timer of the digest is armed for the earliest of them', async () => {
  await publish(second('行政人事部').replace('digest: 10:00', 'digest: 08:45'));
  await outbox.inCorp((tx, at) => standingNext(tx, outbox.corp, 'digest', at));
  const [timer] = await outbox.inCorp((tx) => tx.timer.findMany({ where: { corp: outbox.corp, kind: 'digest' } }));
  expect(timer?.dueAt.toISOString()).toBe('2026-11-27T00:45:00.000Z');
});

test('a message is told within the hours of its case’s own policy', async () => {
  await publish(second('行政人事部'));
  await outbox.setClock('2026-11-26T20:30:00+08:00');
  await outbox.write('zhao.shiyong', [{ caseId: await caseOf('chongqing-industrial') }]);
  await outbox.write('zhao.shiyong', [{ caseId: await caseOf('second') }]);
  await outbox.deliver();
  expect(outbox.phones.shownTo('zhao.shiyong')).toHaveLength(1);
  expect((await outbox.notices()).map(({ state }) => state)).toEqual(['waiting', 'sent']);

  await outbox.setClock('2026-11-27T08:31:00+08:00');
  await outbox.deliver();
  expect(outbox.phones.shownTo('zhao.shiyong')).toHaveLength(2);
});
