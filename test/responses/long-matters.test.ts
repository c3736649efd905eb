import { afterEach, describe, expect, test } from 'vitest';
import { armTimer } from '../../src/timers/arm.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

// What is older than 35 days is read no more: on 12-31 at 11:00 that begins on 11-26 at 11:00.

let open: TalkingHouse;
afterEach(() => open.house.close());

const asks = (id: string, at: string) => ({ id, from: 'sun.jingli', at, text: '@营销策划部-钱销售 请今天把报表发我' });
/** The archive was read up to this moment, and nobody worked meanwhile. */
async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.setClock(`2026-${time}:00+08:00`);
  await open.house.idle();
}
async function look(kind: 'look-group' | 'look-messages' | 'obligation-step'): Promise<void> {
  const { corp, inCorp, deps } = open.house;
  const now = await deps.clock.now();
  await inCorp((tx) => armTimer(tx, corp, { kind, subject: open.world.group, dueAt: now, at: now }));
  await open.house.idle();
}
const cases = async () => (await open.house.allCases()).filter(({ rule }) => rule === 'response/task');
const opened = async () => (await open.rows()).map(({ messages, cancelled }) => [messages, cancelled]);
const ended = async () =>
  (await open.house.trail('obligation-ended')).map((entry) => (entry as { because: string }).because);
const armedForMin = async (): Promise<number[]> => {
  const { corp, inCorp, deps } = open.house;
  const now = await deps.clock.now();
  const rows = await inCorp((tx) => tx.timer.findMany({ where: { corp, kind: 'obligation-step', state: 'armed' } }));
  return rows.map(({ dueAt }) => Math.round((dueAt.getTime() - now.getTime()) / 60_000));
};

const RESULT = ['result: { due: within, within: 13 working days }'];

describe('a matter that goes on for longer than is read', () => {
  test('is the same when its first message is that old: it is one row, one case, and nobody is reminded again', async () => {
    open = await openTalkingHouse();
    await at('11-26 10:01');
    await open.hear(asks('j1', '11-26 10:00'));
    await at('12-08 10:01');
    await open.hear(asks('j2', '12-08 10:00'));
    await at('12-30 10:01');
    await look('look-group');
    const before = { cases: (await cases()).length, told: (await open.notices('waiting')).length };
    expect([await opened(), before.cases]).toEqual([[[['j1', 'j2'], null]], 1]);
    await at('12-31 11:00');
    await look('look-group');
    expect(await opened()).toEqual([[['j1', 'j2'], null]]);
    expect({ cases: (await cases()).length, told: (await open.notices('waiting')).length }).toEqual(before);
    expect((await cases()).map(({ closedAt }) => closedAt)).toEqual([null]);
    expect((await open.rows()).map(({ closedAt }) => closedAt)).toEqual([null]);
  });

  test('and was handed over is still waited for when what was asked first is that old', async () => {
    open = await openTalkingHouse({ settings: RESULT });
    await at('11-26 10:01');
    await open.hear(asks('h1', '11-26 10:00'));
    await at('12-14 16:10');
    await open.hear(
      { id: 'h2', from: 'qian.xiaoshou', at: '12-14 15:50', text: '@营销策划部-孙示例 请您跟进' },
      { id: 'h3', from: 'sun.jingli', at: '12-14 16:00', text: '收到' },
    );
    const rows = async () =>
      (await open.rows()).map(({ awaited, resultState, fromKey }) => [awaited, resultState, fromKey !== null]);
    const handed = [
      [['qian.xiaoshou'], 'met', false],
      [['sun.jingli'], 'running', true],
    ];
    expect(await rows()).toEqual(handed);
    await at('12-31 11:00');
    await look('look-group');
    expect(await rows()).toEqual(handed);
  });
});

describe('nobody is waited for any more', () => {
  test('under a rule that the policy has no more', async () => {
    open = await openTalkingHouse({ settings: RESULT });
    const { house, published, run } = open;
    await at('11-26 10:01');
    await open.hear(asks('r1', '11-26 10:00'));
    const renamed = published.replaceAll('half-an-hour', 'thirty-minutes');
    expect((await run('policy', 'publish', house.file(renamed), '--by', 'li.renshi')).err).toBe('');
    await at('11-26 10:05');
    await look('look-messages');
    const [was] = (await open.rows()).filter(({ instance }) => instance === 'half-an-hour');
    expect(was).toMatchObject({ cancelled: 'rule-gone', resultState: 'cancelled', closedAt: expect.any(Date) });
    expect(await ended()).toEqual(['rule-gone']);
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  });

  test('in a group that no rule waits in any more, whoever looks', async () => {
    open = await openTalkingHouse({ settings: RESULT });
    const { corp, inCorp } = open.house;
    await at('11-26 10:01');
    await open.hear(asks('n1', '11-26 10:00'));
    await inCorp((tx) =>
      tx.registerEntry.updateMany({ where: { corp }, data: { until: new Date('2026-11-26T10:02:00+08:00') } }),
    );
    await at('11-26 10:05');
    await look('obligation-step');
    expect(await open.rows()).toMatchObject([{ cancelled: 'rule-gone', closedAt: expect.any(Date) }]);
    expect([await ended(), await armedForMin()]).toEqual([['rule-gone'], []]);
  });

  test('in a group that was dissolved', async () => {
    open = await openTalkingHouse({ settings: RESULT });
    const { house, world } = open;
    await at('11-26 10:01');
    await open.hear(asks('d1', '11-26 10:00'));
    await house.tenant.dismiss(world.group);
    await house.idle();
    await house.until('2026-11-26T10:10:00+08:00');
    expect(await open.rows()).toMatchObject([
      { cancelled: 'group-dissolved', acknowledgeState: 'cancelled', closedAt: expect.any(Date) },
    ]);
    expect(await ended()).toEqual(['group-dissolved']);
  });
});

describe('a group that cannot be seen', () => {
  test('is looked at again after twice as long each time, two hours at most', async () => {
    open = await openTalkingHouse({ settings: RESULT });
    const { house } = open;
    const { corp } = house;
    await at('11-26 10:01');
    await open.hear(asks('u1', '11-26 10:00'));
    await house.inCorp((tx) => tx.archiveConsent.deleteMany({ where: { corp } }));
    await look('look-messages');
    expect(await armedForMin()).toEqual([5]);
    const waited: number[] = [];
    for (const time of ['10:11', '10:21', '10:41', '11:21', '14:01', '18:01']) {
      await at(`11-26 ${time}`);
      await look('look-messages');
      waited.push(...(await armedForMin()));
    }
    expect(waited).toEqual([10, 20, 40, 80, 120, 120]);
  });
});
