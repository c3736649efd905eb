import { z } from 'zod';
import { beginOfDayMs, chinaDay, dayMs } from './register/days.ts';
import type { Sentence } from './rule.ts';

export const Every = z.enum(['day', 'week', 'month', 'quarter', 'half-year', 'year']);
export type Every = z.infer<typeof Every>;

/** A day, week (from Monday), month … of the calendar, by the clocks of China. */
export interface Period {
  /** 2026-11-26, 2026-W48, 2026-11, 2026-Q4, 2026-H2, 2026 */
  readonly name: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

const MONTHS: Readonly<Record<Exclude<Every, 'day' | 'week'>, number>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

/** The period that a moment lies in. */
export function periodAt(every: Every, atMs: number): Period {
  const day = chinaDay(atMs);
  const beginMs = beginOfDayMs(day);
  if (every === 'day') return { name: day, fromMs: beginMs, untilMs: beginMs + dayMs };
  if (every === 'week') return weekAt(beginMs);
  const [year, month] = day.split('-').map(Number) as [number, number];
  const months = MONTHS[every];
  const first = Math.floor((month - 1) / months) * months;
  return { name: nameOf(every, year, first), fromMs: firstOf(year, first), untilMs: firstOf(year, first + months) };
}

/** The one before it. */
export const periodBefore = (every: Every, period: Period): Period => periodAt(every, period.fromMs - 1);

const firstOf = (year: number, month: number): number =>
  beginOfDayMs(new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10));

function nameOf(every: Every, year: number, first: number): string {
  if (every === 'year') return String(year);
  if (every === 'half-year') return `${year}-H${first / 6 + 1}`;
  return every === 'quarter' ? `${year}-Q${first / 3 + 1}` : `${year}-${String(first + 1).padStart(2, '0')}`;
}

/** A week is of the year that its Thursday lies in (ISO 8601). */
function weekAt(dayBeginMs: number): Period {
  const weekday = (new Date(chinaDay(dayBeginMs)).getUTCDay() + 6) % 7;
  const fromMs = dayBeginMs - weekday * dayMs;
  const thursday = chinaDay(fromMs + 3 * dayMs);
  const week = Math.floor((fromMs + 3 * dayMs - beginOfDayMs(`${thursday.slice(0, 4)}-01-01`)) / (7 * dayMs)) + 1;
  return { name: `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`, fromMs, untilMs: fromMs + 7 * dayMs };
}

export const everyInWords: Readonly<Record<Every, Sentence>> = {
  day: { zh: '每天', en: 'every day' },
  week: { zh: '每周', en: 'every week' },
  month: { zh: '每月', en: 'every month' },
  quarter: { zh: '每季度', en: 'every quarter' },
  'half-year': { zh: '每半年', en: 'every half-year' },
  year: { zh: '每年', en: 'every year' },
};
