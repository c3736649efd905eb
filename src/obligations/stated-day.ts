import { daysAfter, type LocalDate, localAt, weekdayOf } from '../work-time/local-time.ts';

const NAMED_DAY = /(\d{1,2})月(\d{1,2})[日号]/g;
/** "11月20日的会议" in the same winter is the one that was. */
const BEHIND_DAYS = 180;
const LAST_WEEK = /上+个?(?:周|星期|礼拜)[一二三四五六日天]?/g;
const WEEKDAY = /(下)?(?:周|星期|礼拜)([一二三四五六日天])/;
const WEEKDAYS = '日一二三四五六';
const FROM_TODAY: readonly (readonly [RegExp, number])[] = [
  [/大后天/, 3],
  [/后天/, 2],
  [/明天|明日|明早|明晚/, 1],
  [/今天|今日|当天|今晚|下班前|现在|马上|立即|立刻/, 0],
];

/** A character of each way to name a day. */
const MAY_NAME = /[月周星礼后明今当下现马立]/;

/** The day that words name, seen from when they were said; null: none, or one that is not clear. A date goes before a word. */
export function statedDay(text: string, saidAtMs: number, timeZone: string): LocalDate | null {
  if (!MAY_NAME.test(text)) return null;
  const today = () => localAt(saidAtMs, timeZone).date;
  const named = [...text.matchAll(NAMED_DAY)].map((found) => monthAndDay(Number(found[1]), Number(found[2]), today()));
  const ahead = named.find((day) => day !== null);
  if (ahead) return ahead;
  const weekday = WEEKDAY.exec(text.replace(LAST_WEEK, ''));
  if (weekday) return dayOfWeek(weekday[2] ?? '', weekday[1] === '下', today());
  const relative = FROM_TODAY.find(([word]) => word.test(text));
  return relative ? daysAfter(today(), relative[1]) : null;
}

/** A day that lies behind is over; one that lies far behind is one of next year. */
function monthAndDay(month: number, day: number, today: LocalDate): LocalDate | null {
  if (month < 1 || month > 12) return null;
  const inYear = (year: number) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const year = Number(today.slice(0, 4));
  const isBehind = (date: string) => daysAfter(today, -BEHIND_DAYS) <= date && date < today;
  if (isBehind(inYear(year)) || isBehind(inYear(year - 1))) return null;
  const date = inYear(year) < today ? inYear(year + 1) : inYear(year);
  const exists = daysAfter(`${date.slice(0, 7)}-01`, day - 1) === date;
  return exists ? date : null;
}

/** Weeks begin on Monday. */
function dayOfWeek(name: string, isNextWeek: boolean, today: LocalDate): LocalDate | null {
  const wanted = name === '天' ? 0 : WEEKDAYS.indexOf(name);
  const fromMonday = (day: number) => (day + 6) % 7;
  const days = fromMonday(wanted) - fromMonday(weekdayOf(today)) + (isNextWeek ? 7 : 0);
  return days < 0 ? null : daysAfter(today, days);
}
