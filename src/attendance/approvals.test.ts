import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from '../../test/responses/talking-house.ts';

// Leave and trips from the approval app, in a house whose policy waits for people; each test goes on where the last one ended.

let open: TalkingHouse;
const LEAVE = '3TkZanli';
const TRIP = '3TkWaichu';
const WHO = 'qian.xiaoshou';

beforeAll(async () => {
  open = await openTalkingHouse();
  const { tenant } = open.house;
  const approvers = ['sun.jingli'];
  const control = (name: 'Vacation' | 'Attendance', attendance?: 4 | 5) =>
    [{ control: name, id: `${name}-1`, title: '时间', ...(attendance && { attendance }) }] as const;
  tenant.addApprovalTemplate({ id: LEAVE, name: '暂离申请', approvers, controls: control('Vacation') });
  tenant.addApprovalTemplate({ id: TRIP, name: '外出', approvers, controls: control('Attendance', 4) });
  tenant.addApprovalTemplate({ id: '3TkOver', name: '请假（加班）', approvers, controls: control('Attendance', 5) });
  await open.readUpTo('11-26 09:30');
}, 60_000);
afterAll(() => open.house.close());

const absences = async () => {
  const rows = await open.house.inCorp((tx) =>
    tx.absence.findMany({ where: { until: null }, orderBy: { fromAt: 'asc' } }),
  );
  return rows.map(({ why, fromAt, untilAt }) => `${why} ${local(fromAt)} ${local(untilAt)}`);
};
const local = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
const at = async (time: string): Promise<void> => {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
};
const approved = async (template: string, from: string, until: string): Promise<string> => {
  const number = await open.house.tenant.askToBeAway(WHO, template, from, until);
  await open.house.tenant.decideForm(number, 'sun.jingli', 'agree');
  return number;
};
const details = () => open.house.simulator.stats().api['oa/getapprovaldetail']?.calls ?? 0;

describe('leave that is approved', () => {
  let number = '';

  test('after a miss withdraws it: he was not there', async () => {
    await open.hear({ id: 'm1', from: 'sun.jingli', at: '11-26 10:00', text: '@营销策划部-钱销售 请今天把报表发我' });
    await at('11-26 11:00');
    expect((await open.rows())[0]).toMatchObject({ acknowledgeState: 'missed' });

    number = await approved(LEAVE, '2026-11-26 上午', '2026-11-26 上午');
    await open.house.idle();
    expect(await absences()).toEqual(['leave 11-26 00:00 11-26 12:45']);
    const [row] = await open.rows();
    expect(row?.acknowledgeState).not.toBe('missed');
    expect(local(row?.acknowledgeDueAt ?? new Date(0))).toBe('11-26 14:00');
  });

  test('is an entry of the trail without a reason, and a row that says no more than leave', async () => {
    expect(await open.house.trail('absences-changed')).toMatchObject([{ because: 'approval', begun: 1, ended: 0 }]);
    const dump = await open.house.inCorp((tx) => tx.$queryRaw`select * from qungui.absence, qungui.attendance_form`);
    expect(JSON.stringify(dump)).not.toContain('病假');
  });

  test('and withdrawn again counts again', async () => {
    await open.house.tenant.withdrawForm(number);
    await open.house.idle();
    expect(await absences()).toEqual([]);
    expect((await open.rows())[0]).toMatchObject({ acknowledgeState: 'missed' });
  });
});

describe('a form', () => {
  test('of overtime is not opened, whatever its template is called', async () => {
    const before = details();
    await approved('3TkOver', '2026-11-26 19:00', '2026-11-26 21:00');
    await open.house.idle();
    expect(details()).toBe(before);
  });

  test('that nobody called us about is found within the hour, and so is its withdrawal', async () => {
    let number = '';
    await open.house.tenant.withoutCallbacks(async () => {
      number = await approved(TRIP, '2026-11-27 09:30', '2026-11-27 11:00');
    });
    await at('11-26 12:30');
    expect(await absences()).toEqual(['trip 11-27 09:30 11-27 11:00']);
    await open.house.tenant.withoutCallbacks(() => open.house.tenant.withdrawForm(number));
    await at('11-26 13:30');
    expect(await absences()).toEqual([]);
  });
});
