import { z } from 'zod';
import type { AskedTime } from './approval.ts';

const Range = z.object({
  type: z.string(),
  new_begin: z.coerce.number(),
  new_end: z.coerce.number(),
  timezone_info: z.object({ zone_offset: z.coerce.number() }).nullish(),
});
const Attendance = z.object({ date_range: Range, type: z.number() });
const Asked = z.object({
  vacation: z.object({ attendance: Attendance }).nullish(),
  attendance: Attendance.nullish(),
});

/** 1 leave, 3 trip, 4 going out; 2 corrects a punch, 5 is overtime [91983]. */
const WHY: Readonly<Record<number, AskedTime['why']>> = { 1: 'leave', 3: 'trip', 4: 'trip' };

/** Whether a control asks for an absence; `type` as its template says it, which may say nothing [91982]. */
export const isAboutAbsence = (control: string, type: number | undefined): 'absence' | 'other' =>
  control === 'Vacation' || (control === 'Attendance' && (type === undefined || type in WHY)) ? 'absence' : 'other';

const DAY_MS = 86_400_000;
const HALF_DAY_MS = DAY_MS / 2;
/** Told only where it is not UTC+8, with the sign that JavaScript gives it: UTC+9 is -9. */
const CHINA_HOURS = -8;

/** The times that a control holds. The kind of leave and the reason are in it, too, and are not looked at. */
export function askedTimes(value: unknown): readonly AskedTime[] {
  const { data } = Asked.safeParse(value);
  const attendance = data?.vacation?.attendance ?? data?.attendance;
  const why = attendance && (data?.vacation ? 'leave' : WHY[attendance.type]);
  if (!attendance || !why) return [];
  const { type, new_begin, new_end, timezone_info } = attendance.date_range;
  const moments = { fromMs: new_begin * 1_000, untilMs: new_end * 1_000 };
  if (type !== 'halfday') return moments.untilMs > moments.fromMs ? [{ why, unit: 'moments', ...moments }] : [];
  const zoneMs = -(timezone_info?.zone_offset ?? CHINA_HOURS) * 3_600_000;
  const fromMs = halfDayOf(moments.fromMs, zoneMs);
  const untilMs = halfDayOf(moments.untilMs, zoneMs) + HALF_DAY_MS;
  return untilMs > fromMs ? [{ why, unit: 'half-days', fromMs, untilMs }] : [];
}

/** Midnight stands for the morning and noon for the afternoon; older forms end in the last second of the day. */
const halfDayOf = (ms: number, zoneMs: number): number =>
  Math.floor((ms + zoneMs) / HALF_DAY_MS) * HALF_DAY_MS - zoneMs;
