import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from '../../test/responses/talking-house.ts';

// Shifts and punches of 打卡, read at night.

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse({ settings: ['reachable: must-be-shown'] });
}, 60_000);
afterAll(() => open.house.close());

const night = async (day: string): Promise<void> => {
  await open.house.setClock(`2026-${day}T03:40:00+08:00`);
  await open.house.until(`2026-${day}T03:45:00+08:00`);
};
const shifts = async () => {
  const rows = await open.house.inCorp((tx) => tx.shift.findMany({ orderBy: [{ date: 'asc' }, { since: 'asc' }] }));
  return rows.map(({ date, stretches, until, learnedBy }) => {
    const [first] = stretches as { fromMin: number; untilMin: number }[];
    return `${date} ${first ? `${first.fromMin}-${first.untilMin}` : 'free'} ${learnedBy} ${until ? 'before' : 'now'}`;
  });
};
const calls = (api: string) => open.house.simulator.stats().api[api]?.calls ?? 0;

describe('at night', () => {
  test('shifts are known, and changed ones with what they were before', async () => {
    const plan = (date: string, ...stretches: [number, number][]) =>
      open.house.tenant.planShift({ userid: 'qian.xiaoshou', date, stretches });
    plan('2026-11-27', [1_200, 1_920]);
    plan('2026-11-28');
    await night('11-27');
    expect(await shifts()).toEqual(['2026-11-27 1200-1920 checkin now', '2026-11-28 free checkin now']);

    plan('2026-11-28', [540, 1_080]);
    await night('11-28');
    expect(await shifts()).toEqual([
      '2026-11-27 1200-1920 checkin now',
      '2026-11-28 free checkin before',
      '2026-11-28 540-1080 checkin now',
    ]);
  });

  test('who clocked in is known, and when, where a rule must show that people could have answered', async () => {
    await open.house.tenant.clockIn('sun.jingli');
    await night('11-29');
    expect(await open.house.inCorp((tx) => tx.clockIn.findMany())).toMatchObject([{ userid: 'sun.jingli' }]);
    await night('11-30');
    expect(await open.house.inCorp((tx) => tx.clockIn.count())).toBe(1);
  });

  test('an app that may not read it leaves everything as it is, and asks again the next night', async () => {
    await open.house.tenant.configureApp({ attendanceCallable: false });
    const before = calls('checkin/getcheckinschedulist');
    await night('12-01');
    expect(calls('checkin/getcheckinschedulist')).toBeGreaterThan(before);
    expect(await shifts()).toHaveLength(3);
    const armed = await open.house.inCorp((tx) => tx.timer.count({ where: { kind: 'read-checkin', state: 'armed' } }));
    expect(armed).toBe(1);
  });
});
