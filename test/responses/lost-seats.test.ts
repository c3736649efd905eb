import { afterEach, describe, expect, test } from 'vitest';
import { writeSeats } from '../../src/messages/seats.ts';
import { armTimer } from '../../src/timers/arm.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

let open: TalkingHouse;
afterEach(() => open.house.close());

const HOLDER = 'sun.jingli';
const moment = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);
const seats = (time: string, ...holders: string[]) =>
  open.house.inCorp((tx) => writeSeats(tx, open.house.corp, holders, moment(time)));
const look = async () => {
  const { corp, inCorp, deps } = open.house;
  const at = await deps.clock.now();
  await inCorp((tx) => armTimer(tx, corp, { kind: 'look-group', subject: open.world.group, dueAt: at, at }));
  await open.house.idle();
};
/** The archive and the seats are read, and the group is looked at. */
const readAt = async (time: string, ...holders: string[]): Promise<void> => {
  await open.house.setClock(`2026-11-26T${time}:00+08:00`);
  await open.readUpTo(`11-26 ${time}`);
  await seats(time, ...holders);
  await look();
};
const asks = () =>
  open.hear({ id: 'm1', from: HOLDER, at: '11-26 10:00', text: '@营销策划部-钱销售 请今天把报表发我' });
const misses = async () =>
  (await open.house.allCases())
    .filter(({ rule }) => rule === 'response/task')
    .map(({ says, closedBecause }) => [says, closedBecause]);
const state = async () => (await open.rows()).map(({ acknowledgeState }) => acknowledgeState);

describe('a task of 10:00 that is due at 10:30 and that nobody is heard to answer', () => {
  test('was missed where somebody with a seat was inside all the time', async () => {
    open = await openTalkingHouse();
    await readAt('09:40', HOLDER);
    await asks();
    await readAt('10:35', HOLDER);
    expect([await state(), await misses()]).toEqual([['missed'], [['not-answered', null]]]);
  });

  test('is not called missed before the seats were looked at behind its deadline', async () => {
    open = await openTalkingHouse();
    await readAt('10:20', HOLDER);
    await asks();
    await open.house.setClock('2026-11-26T10:35:00+08:00');
    await open.readUpTo('11-26 10:35');
    await look();
    expect([await state(), await misses()]).toEqual([['running'], []]);
    await readAt('10:36', HOLDER);
    expect([await state(), await misses()]).toEqual([['missed'], [['not-answered', null]]]);
  });

  test('is unknown where the seat was lost and given back meanwhile', async () => {
    open = await openTalkingHouse();
    await readAt('09:40', HOLDER);
    await asks();
    await readAt('10:10', 'li.renshi');
    await readAt('10:25', HOLDER);
    await readAt('10:40', HOLDER);
    expect([await state(), await misses()]).toEqual([['unknown'], []]);
  });

  test('was missed where the seat was lost and given back before', async () => {
    open = await openTalkingHouse();
    await readAt('09:35', HOLDER);
    await readAt('09:45', 'li.renshi');
    await readAt('09:55', HOLDER);
    await asks();
    await readAt('10:40', HOLDER);
    expect([await state(), await misses()]).toEqual([['missed'], [['not-answered', null]]]);
  });

  test.each([
    ['is unknown where the only one with a seat left and came back', [HOLDER], ['unknown'], []],
    ['was missed where another with a seat stayed', [HOLDER, 'qian.xiaoshou'], ['missed'], [['not-answered', null]]],
  ])('%s', async (_says, holders, states, cases) => {
    open = await openTalkingHouse();
    const { house, world } = open;
    await readAt('09:40', ...holders);
    await asks();
    await house.setClock('2026-11-26T10:05:00+08:00');
    await house.tenant.leave(world.group, HOLDER);
    await house.idle();
    await house.setClock('2026-11-26T10:20:00+08:00');
    await house.tenant.join(world.group, HOLDER);
    await house.tenant.setNickname(world.group, HOLDER, '营销策划部-孙示例');
    await house.idle();
    await readAt('10:40', ...holders);
    expect([await state(), await misses()]).toEqual([states, cases]);
  });

  test('is taken back after it was told, when it turns out that the seat was lost in the middle', async () => {
    open = await openTalkingHouse();
    await readAt('09:40', HOLDER);
    await asks();
    await readAt('10:35', HOLDER);
    expect(await misses()).toEqual([['not-answered', null]]);
    // As if that look at 10:35 had been another's: the row says that it was lost at the look before.
    await open.house.inCorp((tx) =>
      tx.archiveSeat.updateMany({ data: { until: moment('10:35'), seenAt: moment('10:15') } }),
    );
    await readAt('10:50', HOLDER);
    expect([await state(), await misses()]).toEqual([['unknown'], [['not-answered', 'taken-back']]]);
  });
});
