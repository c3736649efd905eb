import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';
import { policiesInForce } from '../review/policies.ts';
import { localAt } from '../work-time/local-time.ts';
import type { WorkPlan } from '../work-time/work-plan.ts';
import { countWorkingTime } from '../work-time/working-time.ts';
import { groupPlan, plansOf } from './plans-of.ts';

let small: SmallHouse;
const by = ['--by', 'li.renshi'] as const;
const HEADINGS = '类型,账号,部门,开始,结束,时间,状态';
const AT = Date.parse('2026-11-26T09:30:00+08:00');
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  small = await openSmallHouse();
}, 60_000);
afterAll(() => small.house.close());

const importing = (...lines: string[]) =>
  small.json('attendance', 'import', small.house.file([HEADINGS, ...lines].join('\r\n'), '考勤.csv'), ...by);

const attendanceOf = async (userid: string) =>
  small.house.inCorp(async (tx) => {
    const [policy] = await policiesInForce(tx, small.house.corp, new Date(AT + HOUR_MS));
    if (!policy) throw new TypeError('no policy is in force');
    return (await plansOf(tx, small.house.corp, policy, [userid], AT - DAY_MS, AT + 10 * DAY_MS))(userid);
  });
const planOf = async (userid: string): Promise<WorkPlan> => {
  const { plan, absences } = await attendanceOf(userid);
  return { ...plan, absences };
};
const shows = (ms: number): string => {
  const { date, minute } = localAt(ms, 'Asia/Shanghai');
  return `${date.slice(5)} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
};
/** When so many hours of his working time have passed since then. */
const dueAfter = (plan: WorkPlan, from: string, hours: number): string => {
  const { deadline } = countWorkingTime(Date.parse(`2026-${from.replace(' ', 'T')}:00+08:00`), hours * HOUR_MS, plan);
  return deadline.kind === 'known' ? shows(deadline.atMs) : deadline.kind;
};

describe('a file', () => {
  test('tells leave, half days, trips and what is withdrawn; told twice it is the same', async () => {
    const lines = [
      '请假,qian.xiaoshou,,2026-11-26 下午,2026-11-27,,',
      '出差,Qian.Xiaoshou,,2026-12-01 10:00,2026-12-01 11:00,,已通过',
      '请假,赵试用,,2026年11月30日,,,',
    ];
    expect((await importing(...lines)).imported).toEqual({ absences: 3, shifts: 0, days: 0, ended: 0 });
    expect((await importing(...lines)).imported).toEqual({ absences: 0, shifts: 0, days: 0, ended: 0 });

    const { absences } = await attendanceOf('qian.xiaoshou');
    expect(absences.map(({ why, fromMs, untilMs }) => `${why} ${shows(fromMs)} ${shows(untilMs)}`)).toEqual([
      'leave 11-26 12:45 11-28 00:00',
      'trip 12-01 10:00 12-01 11:00',
    ]);
    const plan = await planOf('qian.xiaoshou');
    expect(dueAfter(plan, '11-26 11:00', 2)).toBe('11-30 10:00');
    expect(dueAfter(plan, '12-01 09:30', 1)).toBe('12-01 11:30');

    expect((await importing('请假,qian.xiaoshou,,2026-11-26 下午,2026-11-27,,取消')).imported.ended).toBe(1);
    expect(dueAfter(await planOf('qian.xiaoshou'), '11-26 11:00', 2)).toBe('11-26 14:30');
  });

  test('is withdrawn in the rows, not wiped, and the trail knows how much of it was news', async () => {
    const rows = await small.house.inCorp((tx) => tx.absence.findMany({ where: { endedBecause: 'withdrawn' } }));
    expect(rows).toHaveLength(1);
    expect((await small.house.trail('attendance-imported')).at(-1)).toMatchObject({ file: '考勤.csv', ended: 1 });
  });

  test('tells shifts that cross midnight, free days and days that nobody told', async () => {
    await importing(
      '班次,zhao.shiyong,,2026-12-01,2026-12-03,20:00-次日08:00,',
      '班次,zhao.shiyong,,2026-12-04,,休,',
      '班次,zhao.shiyong,,2026-12-05,,未知,',
    );
    const plan = await planOf('zhao.shiyong');
    expect(dueAfter(plan, '12-02 23:30', 1)).toBe('12-03 00:30');
    expect(dueAfter(plan, '12-04 07:30', 1)).toBe('shift-unknown');
    expect(dueAfter(plan, '12-01 10:00', 1)).toBe('shift-unknown');
    expect(dueAfter(await planOf('sun.jingli'), '12-02 17:30', 1)).toBe('12-03 09:30');
  });

  test('tells days of the company, and over them those of a department', async () => {
    await importing(
      '日历,,,2026-12-07,2026-12-08,休,',
      '日历,,营销策划部,2026-12-08,,10:00-14:00,',
      '日历,,营销策划部,2026-12-06,,班,',
    );
    const [sales, office] = [await planOf('sun.jingli'), await planOf('li.renshi')];
    expect(dueAfter(office, '12-04 17:30', 1)).toBe('12-09 09:30');
    expect(dueAfter(sales, '12-04 17:30', 1)).toBe('12-06 09:30');
    expect(dueAfter(sales, '12-06 17:30', 1)).toBe('12-08 10:30');
    expect(dueAfter(sales, '12-08 13:30', 1)).toBe('12-09 09:30');
    const group = await small.house.inCorp(async (tx) => {
      const [policy] = await policiesInForce(tx, small.house.corp, new Date(AT + HOUR_MS));
      return policy ? groupPlan(tx, small.house.corp, policy, '营销策划部') : sales;
    });
    expect(dueAfter(group, '12-06 17:30', 1)).toBe('12-08 10:30');

    await importing('日历,,,2026-12-07,2026-12-08,休,取消', '日历,,营销策划部,2026-12-08,,休,取消');
    expect(dueAfter(await planOf('li.renshi'), '12-04 17:30', 1)).toBe('12-07 09:30');
  });

  test('with faults is taken by nobody, and each line says what is wrong', async () => {
    const { exit, wrong, imported } = await importing(
      '请假,wu.ren,,2026-11-26,,,',
      '病假,qian.xiaoshou,,2026-11-26,,,',
      '请假,qian.xiaoshou,,2026-11-26,2026-11-25,,',
      '请假,qian.xiaoshou,,下周一,,,',
      '请假,qian.xiaoshou,,2026-11-26,,,审批中',
      '班次,qian.xiaoshou,,2026-11-26,,9:00-8:0,',
      '班次,qian.xiaoshou,,2026-11-26,,09:00-12:00;11:00-13:00,',
      '班次,qian.xiaoshou,,2026-11-27,,09:00-12:00,',
      '班次,qian.xiaoshou,,2026-11-26,2026-11-28,休,',
      '日历,,没有的部门,2026-11-26,,休,',
      '请假,qian.xiaoshou,,2026-12-24,,,',
    );
    expect([exit, imported]).toEqual([1, null]);
    expect(wrong.map(({ row, why }: { row: number; why: string }) => `${row} ${why}`)).toEqual([
      expect.stringMatching(/^2 账号「wu.ren」 is nobody/),
      expect.stringMatching(/^3 类型「病假」/),
      '4 it ends before it begins',
      expect.stringMatching(/^5 「下周一」 is no day/),
      expect.stringMatching(/^6 状态「审批中」/),
      expect.stringMatching(/^7 时间「9:00-8:0」/),
      expect.stringMatching(/^8 .* is overlapping$/),
      '10 line 9 says otherwise of the same day',
      expect.stringMatching(/^11 部门「没有的部门」/),
    ]);
    expect((await attendanceOf('qian.xiaoshou')).absences).toHaveLength(1);
  });

  test('in GBK, and a dry run changes nothing', async () => {
    const gbk = Buffer.from([0xc0, 0xe0, 0xd0, 0xcd, 0x2c, 0xd5, 0xcb, 0xba, 0xc5, 0x2c, 0xbf, 0xaa, 0xca, 0xbc, 0x0a]);
    const leave = Buffer.concat([gbk, Buffer.from([0xc7, 0xeb, 0xbc, 0xd9]), Buffer.from(',sun.jingli,2026-12-24\n')]);
    const file = small.house.file(leave, 'gbk.csv');
    expect(await small.json('attendance', 'import', file, '--dry-run', ...by)).toMatchObject({
      wrong: [],
      imported: null,
    });
    expect((await attendanceOf('sun.jingli')).absences).toEqual([]);
    expect((await small.json('attendance', 'import', file, ...by)).imported).toMatchObject({ absences: 1 });
    expect((await attendanceOf('sun.jingli')).absences).toHaveLength(1);
  });

  test('without headings is refused', async () => {
    const { exit, err } = await small.run('attendance', 'import', small.house.file('a,b\n1,2', 'x.csv'), ...by);
    expect([exit, err]).toEqual([2, expect.stringContaining('类型')]);
  });
});

test('files in any order, whole or in pieces, end in the same plans', async () => {
  const lines = [
    '请假,li.renshi,,2027-03-01,,,',
    '请假,li.renshi,,2027-03-01 下午,2027-03-02 上午,,',
    '出差,li.renshi,,2027-03-03 10:00,2027-03-04 10:00,,',
    '班次,li.renshi,,2027-03-05,2027-03-06,22:00-06:00,',
    '班次,li.renshi,,2027-03-07,,休,',
    '日历,,,2027-03-01,2027-03-05,班,',
    '日历,,行政人事部,2027-03-03,,09:00-10:00,',
  ];
  const wipe = () =>
    small.house.inCorp(async (tx) => {
      for (const table of [tx.absence, tx.shift, tx.calendarDay] as { deleteMany(): Promise<unknown> }[])
        await table.deleteMany();
    });
  const state = () =>
    small.house.inCorp(async (tx) => {
      const [policy] = await policiesInForce(tx, small.house.corp, new Date(AT + HOUR_MS));
      if (!policy) throw new TypeError('no policy is in force');
      const span = [Date.parse('2027-02-28T00:00:00Z'), Date.parse('2027-03-10T00:00:00Z')] as const;
      const { plan, absences } = (await plansOf(tx, small.house.corp, policy, ['li.renshi'], ...span))('li.renshi');
      const days = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2027-03-${day}`);
      const calendar = days.map((date) => [plan.calendar.day(date), plan.calendar.hours?.(date) ?? null]);
      return JSON.stringify([absences, [...(plan.shifts ?? [])].sort(), calendar]);
    });
  await wipe();
  await importing(...lines);
  const expected = await state();
  expect(expected).toContain('"fromMin":1320');

  const pieces = fc.tuple(
    fc.shuffledSubarray(lines, { minLength: lines.length }),
    fc.integer({ min: 1, max: lines.length }),
  );
  await fc.assert(
    fc.asyncProperty(pieces, async ([shuffled, size]) => {
      await wipe();
      for (let i = 0; i < shuffled.length; i += size) await importing(...shuffled.slice(i, i + size));
      await importing(...shuffled.slice(0, size));
      expect(await state()).toBe(expected);
    }),
    { numRuns: 12 },
  );
}, 120_000);

describe('a form of the approval app', () => {
  const LEAVE = '3TkQingjia';
  beforeAll(async () => {
    const { tenant } = small.house;
    tenant.addApprovalTemplate({
      id: LEAVE,
      name: '暂离申请',
      approvers: ['sun.jingli'],
      controls: [{ control: 'Vacation', id: 'vacation-1', title: '时间' }],
    });
    tenant.addApprovalTemplate({
      id: '3TkOvertime',
      name: '请假（其实是加班）',
      approvers: ['sun.jingli'],
      controls: [{ control: 'Attendance', id: 'attendance-1', title: '时间', attendance: 5 }],
    });
  });
  const details = () => small.house.simulator.stats().api['oa/getapprovaldetail']?.calls ?? 0;
  test('is opened by nobody while no policy waits for anybody', async () => {
    const before = details();
    const number = await small.house.tenant.askToBeAway('qian.xiaoshou', LEAVE, '2026-11-30 上午', '2026-11-30 下午');
    await small.house.tenant.decideForm(number, 'sun.jingli', 'agree');
    await small.house.idle();
    expect(details()).toBe(before);
  });
});
