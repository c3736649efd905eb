import type { Sentence } from '../rules/rule.ts';
import type { Span } from './manners.ts';
import type { Grace } from './policy.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A grace as people read it, in the largest unit that fits. */
export function graceInWords(grace: Grace, workday: readonly Span[]): Sentence {
  if (grace.ms === 0) return { zh: '不另给', en: 'none' };
  if (grace.in === 'wall') return units(grace.ms, DAY_MS, '天', '小时', '分钟', '');
  const workingDayMs = workday.reduce((sum, { fromMin, untilMin }) => sum + untilMin - fromMin, 0) * MINUTE_MS;
  return units(grace.ms, workingDayMs, '个工作日', '个工作小时', '个工作分钟', 'working ');
}

function units(ms: number, dayMs: number, day: string, hour: string, minute: string, prefix: string): Sentence {
  const said = (amount: number, zh: string, en: string): Sentence => ({
    zh: `${amount} ${zh}`,
    en: `${amount} ${prefix}${en}${amount === 1 ? '' : 's'}`,
  });
  if (ms % dayMs === 0) return said(ms / dayMs, day, 'day');
  if (ms % HOUR_MS === 0) return said(ms / HOUR_MS, hour, 'hour');
  return said(ms / MINUTE_MS, minute, 'minute');
}
