import type { Plain } from '../notices/content.ts';
import type { Days } from './last-days.ts';
import { FEWEST } from './merge-small.ts';
import type { Report } from './report.ts';
import { rate, sumOf } from './sums.ts';

/**
 * The last day of some departments as a card for who leads them: what came, ended and waits, and the answers in time beside both of
 * their numbers, with how much could be seen. Of fewer than five answers nothing is said: it would be about somebody. Pure.
 */
export function dayInWords(
  report: Report,
  { first, last }: Pick<Days, 'first' | 'last'>,
  departments: readonly string[],
): Omit<Plain, 'buttons'> {
  const sum = sumOf(report);
  const [name = ''] = departments;
  const several = departments.length > 1;
  const whose = {
    zh: several ? `${name}等 ${departments.length} 个部门` : name,
    en: several ? `${name} and ${departments.length - 1} more` : name,
  };
  const span = first === last ? last.slice(5) : `${first.slice(5)}–${last.slice(5)}`;
  const others =
    sum.due < FEWEST
      ? { zh: '', en: '' }
      : { zh: `逾期后答 ${sum.late} 件，未答 ${sum.missed} 件。`, en: `${sum.late} late, ${sum.missed} missed. ` };
  return {
    title: { zh: '本部门昨日情况', en: 'The last day' },
    text: {
      zh: `${whose.zh}，${span}。${others.zh}看得到的时间占 ${sum.seen}；看不到的不计。另有 ${sum.uncounted} 件因请假、班次不明等不计。`,
      en: `${whose.en}, ${span}. ${others.en}Seen for ${sum.seen} of the time; what could not be seen is not counted. ${sum.uncounted} more are not counted: leave, unknown shifts.`,
    },
    quote: null,
    rows: [
      { name: { zh: '按时应答', en: 'In time' }, value: rate(sum.met, sum.due) },
      { name: { zh: '新增事项', en: 'New' }, value: String(sum.opened) },
      { name: { zh: '结束事项', en: 'Ended' }, value: String(sum.closed) },
      { name: { zh: '未结事项', en: 'Open' }, value: String(sum.waiting) },
    ],
  };
}
