const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});
const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', weekday: 'short' });

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** `2026-11-26 10:00`, as in China. */
export const wallTime = (at: Date): string => shanghai.format(at);

/** `11-26 周四 10:00` */
export const chatTime = (at: Date): string =>
  `${wallTime(at).slice(5, 10)} ${weekday.format(at)} ${wallTime(at).slice(11)}`;

/** Milliseconds from `now` to the next 09:00 in China, always ahead. */
export function untilNineMs(now: Date): number {
  const sinceMidnight = (now.getTime() + OFFSET_MS) % DAY_MS;
  const ahead = 9 * 3_600_000 - sinceMidnight;
  return ahead > 0 ? ahead : ahead + DAY_MS;
}
