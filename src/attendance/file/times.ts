import { dayIn } from '../../register/sheet/day.ts';
import { dayBegins, dayEnds } from '../../work-time/local-days.ts';
import { daysAfter, instantOf, type LocalDate } from '../../work-time/local-time.ts';
import type { Stretch, WorkHours } from '../../work-time/work-plan.ts';
import { halfDayMin } from '../noon.ts';

/** A day, with its half or minute where they are written. */
export interface Written {
  readonly date: LocalDate;
  readonly at: 'day' | 'morning' | 'afternoon' | { readonly minute: number };
}

/** `2026-11-26`, `2026年11月26日 下午`, `2026/11/26 13:30`; null: none of these. Pure. */
export function writtenIn(text: string): Written | null {
  const date = dayIn(text);
  if (date === null) return null;
  if (text.includes('上午')) return { date, at: 'morning' };
  if (text.includes('下午')) return { date, at: 'afternoon' };
  const clock = /[\sT日](\d{1,2}:\d{2})(?::\d{2})?$/.exec(text)?.[1];
  if (clock === undefined) return /\d:\d/.test(text) ? null : { date, at: 'day' };
  const minute = minuteIn(clock);
  return minute === null ? null : { date, at: { minute } };
}

/** The first moment that is meant. */
export function beginsMs({ date, at }: Written, hours: WorkHours): number {
  if (typeof at === 'object') return instantOf(date, at.minute, hours.timeZone);
  if (at === 'afternoon') return instantOf(date, halfDayMin(hours), hours.timeZone);
  return dayBegins(date, hours.timeZone).getTime();
}

/** The first moment that is meant no more: a day ends with its last minute. */
export function endsMs({ date, at }: Written, hours: WorkHours): number {
  if (typeof at === 'object') return instantOf(date, at.minute, hours.timeZone);
  if (at === 'morning') return instantOf(date, halfDayMin(hours), hours.timeZone);
  return dayEnds(date, hours.timeZone).getTime();
}

const MOST_DAYS = 366;

/** Every date from one to the other, both included; null: they run backwards, or over more than a year. */
export function datesFrom(from: LocalDate, until: LocalDate): readonly LocalDate[] | null {
  const dates: LocalDate[] = [];
  for (let date = from; date <= until; date = daysAfter(date, 1)) {
    if (dates.length === MOST_DAYS) return null;
    dates.push(date);
  }
  return dates.length === 0 ? null : dates;
}

const DAY_MIN = 1_440;

/** `9:00-12:00;13:30-18:00`, `20:00-次日08:00`; an end that is not later than its beginning is of the next day. Null: none. Pure. */
export function stretchesIn(text: string): readonly Stretch[] | null {
  const parts = text
    .split(/[;；,，、]/)
    .map((part) => /^(\d{1,2}:\d{2})[-~～至—–](次日)?(\d{1,2}:\d{2})$/.exec(part.replaceAll(' ', '')));
  const stretches = parts.map((part): Stretch | null => {
    const [fromMin, untilMin] = [minuteIn(part?.[1] ?? ''), minuteIn(part?.[3] ?? '')];
    if (fromMin === null || untilMin === null || fromMin === DAY_MIN) return null;
    const isNextDay = part?.[2] !== undefined || untilMin <= fromMin;
    return { fromMin, untilMin: isNextDay ? untilMin + DAY_MIN : untilMin };
  });
  return stretches.every((one) => one !== null) ? stretches : null;
}

function minuteIn(clock: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(clock) ?? [];
  const total = Number(hour) * 60 + Number(minute);
  return hour === undefined || Number(minute) > 59 || total > DAY_MIN ? null : total;
}
