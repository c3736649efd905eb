import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookWhereSeenAgain } from '../../src/hearing/seen-again.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse();
  await open.readUpTo('11-26 09:31');
});
afterAll(() => open.house.close());

/** As if a pull had found nothing more, at this moment. */
const caughtUp = async (time: string): Promise<void> => {
  const { corp, deps, inCorp, setClock, idle } = open.house;
  await setClock(`2026-11-26T${time}:00+08:00`);
  await open.readUpTo(`11-26 ${time}`);
  await inCorp(async (tx) => lookWhereSeenAgain(tx, corp, await deps.clock.now()));
  await idle();
};
const states = async () => (await open.rows()).map(({ acknowledgeState }) => acknowledgeState);
const coverage = async () => {
  const { corp, inCorp } = open.house;
  const rows = await inCorp((tx) => tx.coverage.findMany({ where: { corp, rule: 'half-an-hour', until: null } }));
  return rows.map(({ verdict, reason }) => [verdict, reason]);
};
const armed = () => open.house.inCorp((tx) => tx.timer.count({ where: { kind: 'look-messages', state: 'armed' } }));

test('what is asked while the archive catches up is judged when all is read, although nobody says anything more', async () => {
  await open.house.setClock('2026-11-26T10:00:00+08:00');
  await open.hear({ id: 'm1', from: 'sun.jingli', at: '11-26 09:59', text: '@营销策划部-钱销售 请今天把报表发我' });
  expect([await states(), await coverage(), await armed()]).toEqual([[], [['data-gap', 'data-gap']], 0]);
  await caughtUp('10:02');
  expect([await states(), await coverage()]).toEqual([['running'], [['checked', null]]]);
});

test('while nothing is seen still, nobody looks; where an outsider has not agreed either, it is looked once', async () => {
  const { corp, deps, inCorp, setClock } = open.house;
  await setClock('2026-11-26T10:20:00+08:00');
  await open.hear({ id: 'm2', from: 'qian.xiaoshou', at: '11-26 10:19', text: '收到' });
  await inCorp(async (tx) => lookWhereSeenAgain(tx, corp, await deps.clock.now()));
  expect(await armed()).toBe(0);
  await inCorp((tx) => tx.archiveConsent.updateMany({ where: { corp }, data: { agreed: 'refused' } }));
  await caughtUp('10:22');
  expect([await states(), await coverage()]).toEqual([['running'], [['not-checkable', 'no-consent']]]);
  await inCorp(async (tx) => lookWhereSeenAgain(tx, corp, await deps.clock.now()));
  expect(await armed()).toBe(0);
  await inCorp((tx) => tx.archiveConsent.updateMany({ where: { corp }, data: { agreed: 'agreed' } }));
});
