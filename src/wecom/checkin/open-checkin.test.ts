import { expect, test } from 'vitest';
import { playing } from '../../../test/wecom/played-client.ts';
import { openCheckin } from './open-checkin.ts';

const DAY_MS = 86_400_000;

test('shifts are dates with their stretches; a night ends on the next day, a free day has none', async () => {
  const section = (work_sec: number, off_work_sec: number) => ({ id: 1, work_sec, off_work_sec, remind_work_sec: 0 });
  const day = (day: number, ...time_section: object[]) => ({
    day,
    schedule_info: { schedule_id: 1, schedule_name: '早班', time_section },
  });
  const scheduleList = [
    day(5, section(32_400, 43_200), section(48_600, 64_800)),
    day(6, section(72_000, 28_800)),
    day(7),
  ];
  const { client } = playing({
    'checkin/getcheckinschedulist': () => ({
      errcode: 0,
      schedule_list: [
        { userid: 'Zhao.Shiyong', yearmonth: 202_612, groupid: 1, groupname: '排班', schedule: { scheduleList } },
      ],
    }),
  });
  expect(await openCheckin(client).shifts(['zhao.shiyong'], 0, DAY_MS)).toEqual([
    {
      userid: 'zhao.shiyong',
      date: '2026-12-05',
      stretches: [
        { fromMin: 540, untilMin: 720 },
        { fromMin: 810, untilMin: 1080 },
      ],
    },
    { userid: 'zhao.shiyong', date: '2026-12-06', stretches: [{ fromMin: 1200, untilMin: 1920 }] },
    { userid: 'zhao.shiyong', date: '2026-12-07', stretches: [] },
  ]);
});

test('of punches only who and when is read; a line that nobody came is none', async () => {
  const { client } = playing({
    'checkin/getcheckindata': () => ({
      errcode: 0,
      checkindata: [
        {
          userid: 'Zhao',
          checkin_type: '上班打卡',
          exception_type: '地点异常',
          checkin_time: 1_795_312_800,
          location_title: '某地',
        },
        { userid: 'Zhao', checkin_type: '下班打卡', exception_type: '未打卡', checkin_time: 1_795_345_200 },
      ],
    }),
  });
  expect(await openCheckin(client).punches(['zhao'], 0, DAY_MS)).toEqual([{ userid: 'zhao', atMs: 1_795_312_800_000 }]);
});

test('a hundred accounts and thirty days are asked for at once, and no more', async () => {
  const { client, asked } = playing({ 'checkin/getcheckindata': () => ({ errcode: 0, checkindata: [] }) });
  const many = Array.from({ length: 150 }, (_, n) => `u${n}`);
  await openCheckin(client).punches(many, 0, 31 * DAY_MS);
  const bodies = asked.map(({ body }) => body as { useridlist: string[]; starttime: number; endtime: number });
  expect(bodies.map(({ useridlist, starttime, endtime }) => [useridlist.length, starttime, endtime])).toEqual([
    [100, 0, 2_592_000],
    [50, 0, 2_592_000],
    [100, 2_592_000, 2_678_400],
    [50, 2_592_000, 2_678_400],
  ]);
});
