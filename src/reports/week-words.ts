import type { Plain } from '../notices/content.ts';
import { daysAfter } from '../work-time/local-time.ts';
import type { Report } from './report.ts';
import { rate, sumOf } from './sums.ts';
import type { Week } from './week.ts';

/**
 * A week as a card: every share beside both of its numbers, and how much could be seen. A share of fewer than five is not said: it
 * would be about somebody. Pure.
 */
export function weekInWords(
  report: Report,
  { monday }: Pick<Week, 'monday'>,
  department: string | null,
): Omit<Plain, 'buttons'> {
  const span = `${monday.slice(5)}–${daysAfter(monday, 6).slice(5)}`;
  const sum = sumOf(report);
  const of = department === null ? { zh: '', en: '' } : { zh: `${department}，`, en: `${department}, ` };
  return {
    title: { zh: '上周情况', en: 'Last week' },
    text: {
      zh: `${of.zh}${span}。看得到的时间占 ${sum.seen}；看不到的不计。另有 ${sum.uncounted} 件因请假、班次不明等不计。`,
      en: `${of.en}${span}. Seen for ${sum.seen} of the time; what could not be seen is not counted. ${sum.uncounted} more are not counted: leave, unknown shifts.`,
    },
    quote: null,
    rows: [
      { name: { zh: '按时应答', en: 'In time' }, value: rate(sum.met, sum.due) },
      { name: { zh: '新增事项', en: 'New' }, value: String(sum.opened) },
      { name: { zh: '未结事项', en: 'Open' }, value: String(sum.waiting) },
      { name: { zh: '自行改好', en: 'By themselves' }, value: rate(sum.byThemselves, sum.closed) },
    ],
  };
}
