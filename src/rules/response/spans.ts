import { z } from 'zod';

const SPAN = /^(?:none|(\d{1,4}) ?(?:working )?(m|min|minutes?|h|hours?)|(\d{1,3}) ?working days?)$/;

/** A span of working time as people write it: `30 minutes`, `2 hours`, `1 working day`, `none`. A day must say which. */
export const Span = z
  .string()
  .regex(SPAN, { error: 'is not a span of working time → write "30 minutes", "2 hours" or "1 working day"' });

const MINUTE_MS = 60_000;

/** In milliseconds of working time; a working day is as long as the policy's. The text must match `Span`. */
export function spanMs(text: string, workdayMs: number): number {
  const [, amount, unit, days] = SPAN.exec(text) ?? [];
  if (days !== undefined) return Number(days) * workdayMs;
  return Number(amount ?? 0) * (unit?.startsWith('h') ? 60 : 1) * MINUTE_MS;
}

/** For a sentence: `30 分钟（工作时间）`, `30 working minutes`. */
export function spanInWords(text: string): { zh: string; en: string } {
  const [, amount, unit, days] = SPAN.exec(text) ?? [];
  const counted = (number: string, zh: string, en: string) => ({
    zh: `${number} ${zh}`,
    en: `${number} ${en}${number === '1' ? '' : 's'}`,
  });
  if (days !== undefined) return counted(days, '个工作日', 'working day');
  if (amount === undefined) return { zh: '0 分钟', en: '0 minutes' };
  return unit?.startsWith('h')
    ? counted(amount, '个工作小时', 'working hour')
    : counted(amount, '分钟（工作时间）', 'working minute');
}
