/** A calendar date of a place, `YYYY-MM-DD`. */
export type LocalDate = string;

export interface LocalMoment {
  readonly date: LocalDate;
  /** Minutes since the place's midnight, by its clocks. */
  readonly minute: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  clocks.set(timeZone, made);
  return made;
}

/** Zones change their clocks once a day at most: a day with one offset at both ends has it all the day long. */
type DayOffset = number | 'changes';

const offsets = new Map<string, Map<number, DayOffset>>();
/** Ten years of days; more at once is somebody who walks through time. */
const MOST_DAYS = 3_660;

/** How far the clocks of the zone are ahead of UTC at this instant. Asking the clocks is slow, so days are remembered. */
function offsetMs(atMs: number, timeZone: string): number {
  const day = Math.floor(atMs / DAY_MS);
  const known = daysOf(timeZone);
  let offset = known.get(day);
  if (offset === undefined) {
    const [begin, end] = [shownAhead(day * DAY_MS, timeZone), shownAhead((day + 1) * DAY_MS, timeZone)];
    offset = begin === end ? begin : 'changes';
    known.set(day, offset);
  }
  return offset === 'changes' ? shownAhead(atMs, timeZone) : offset;
}

function daysOf(timeZone: string): Map<number, DayOffset> {
  const known = offsets.get(timeZone);
  if (known && known.size < MOST_DAYS) return known;
  const made = new Map<number, DayOffset>();
  offsets.set(timeZone, made);
  return made;
}

function shownAhead(atMs: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(atMs)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000;
}

/** What the clocks of the zone show at this instant. */
export function localAt(atMs: number, timeZone: string): LocalMoment {
  const shifted = atMs + offsetMs(atMs, timeZone);
  const midnight = Math.floor(shifted / DAY_MS) * DAY_MS;
  return { date: dateOf(midnight), minute: Math.floor((shifted - midnight) / MINUTE_MS) };
}

const dates = new Map<number, LocalDate>();

/** Writing a date is slow, and the same few are asked for: so many are remembered. */
function dateOf(midnight: number): LocalDate {
  const known = dates.get(midnight);
  if (known !== undefined) return known;
  if (dates.size >= MOST_DAYS) dates.clear();
  const made = new Date(midnight).toISOString().slice(0, 10);
  dates.set(midnight, made);
  return made;
}

/**
 * The instant when the clocks of the zone show this date and minute. A time that clocks skip is the moment of the jump;
 * a time they show twice is the first of the two.
 */
export function instantOf(date: LocalDate, minute: number, timeZone: string): number {
  const wall = Date.parse(`${date}T00:00:00Z`) + minute * MINUTE_MS;
  const before = offsetMs(wall - DAY_MS, timeZone);
  const after = offsetMs(wall + DAY_MS, timeZone);
  for (const offset of before >= after ? [before, after] : [after, before]) {
    if (offsetMs(wall - offset, timeZone) === offset) return wall - offset;
  }
  return jumpBetween(wall - Math.max(before, after), wall - Math.min(before, after), timeZone);
}

/** The first instant in the range at which the zone's offset is that of the range's end. */
function jumpBetween(fromMs: number, toMs: number, timeZone: string): number {
  const settled = offsetMs(toMs, timeZone);
  let low = fromMs;
  let high = toMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle, timeZone) === settled) high = middle;
    else low = middle;
  }
  return high;
}

/** The date so many days on. */
export const daysAfter = (date: LocalDate, days: number): LocalDate =>
  dateOf(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);

/** 0 Sunday … 6 Saturday. */
export const weekdayOf = (date: LocalDate): number => new Date(Date.parse(`${date}T00:00:00Z`)).getUTCDay();
