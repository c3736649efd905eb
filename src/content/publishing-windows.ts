/** A time of the week, by local clocks. `untilMinute` up to 1440, exclusive; a window over midnight ends on the next day. */
export interface WeekWindow {
  /** 1 Monday … 7 Sunday; the day on which it begins. */
  readonly days: readonly number[];
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** A moment by local clocks. */
export interface LocalMinute {
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** Since midnight. */
  readonly minute: number;
}

const minuteMs = 60_000;
const dayMinutes = 1440;

/** The local moment, where clocks are so many minutes ahead of UTC (China: 480). */
export function localMinute(atMs: number, aheadMinutes: number): LocalMinute {
  const minutes = Math.floor(atMs / minuteMs) + aheadMinutes;
  const day = Math.floor(minutes / dayMinutes);
  return { weekday: ((((day + 3) % 7) + 7) % 7) + 1, minute: minutes - day * dayMinutes }; // 1970-01-01 was a Thursday
}

/** Whether the moment lies in one of the windows: `inside` a publishing window, or inside quiet hours, as the caller means them. */
export const placeIn = (windows: readonly WeekWindow[], at: LocalMinute): 'inside' | 'outside' =>
  windows.some((window) => covers(window, at)) ? 'inside' : 'outside';

function covers({ days, fromMinute, untilMinute }: WeekWindow, { weekday, minute }: LocalMinute): boolean {
  if (fromMinute < untilMinute) return days.includes(weekday) && minute >= fromMinute && minute < untilMinute;
  const before = weekday === 1 ? 7 : weekday - 1;
  return (days.includes(weekday) && minute >= fromMinute) || (days.includes(before) && minute < untilMinute);
}
