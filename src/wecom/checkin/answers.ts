import { z } from 'zod';
import { listOf, Text, Userid } from '../fields.ts';
import type { Punch, ScheduledShift } from './checkin.ts';

const MINUTE_S = 60;
const DAY_MIN = 1_440;

const Section = z.object({ work_sec: z.number(), off_work_sec: z.number() }).transform(({ work_sec, off_work_sec }) => {
  const [fromMin, untilMin] = [Math.round(work_sec / MINUTE_S), Math.round(off_work_sec / MINUTE_S)];
  return { fromMin, untilMin: untilMin > fromMin ? untilMin : untilMin + DAY_MIN };
});

const Day = z.object({ day: z.number(), schedule_info: z.object({ time_section: listOf(Section) }) });

const two = (n: number): string => String(n).padStart(2, '0');

/** `checkin/getcheckinschedulist` [93380]. */
export const Schedules = z.object({
  schedule_list: listOf(
    z
      .object({ userid: Userid, yearmonth: z.number(), schedule: z.object({ scheduleList: listOf(Day) }) })
      .transform(({ userid, yearmonth, schedule }): ScheduledShift[] =>
        schedule.scheduleList.map(({ day, schedule_info }) => ({
          userid,
          date: `${Math.floor(yearmonth / 100)}-${two(yearmonth % 100)}-${two(day)}`,
          stretches: schedule_info.time_section,
        })),
      ),
  ),
});

/** A line that says that nobody clocked in is one, too. */
const NOBODY_CAME = '未打卡';

/** `checkin/getcheckindata` [90262]. */
export const Punches = z.object({
  checkindata: listOf(
    z
      .object({ userid: Userid, checkin_time: z.number().catch(0), exception_type: Text })
      .transform(({ userid, checkin_time, exception_type }): Punch[] =>
        checkin_time > 0 && !exception_type.includes(NOBODY_CAME) ? [{ userid, atMs: checkin_time * 1_000 }] : [],
      ),
  ),
});
