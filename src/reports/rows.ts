import { FEWEST } from './merge-small.ts';
import type { AnswerRate, CaseRate, Report, SeenRate } from './report.ts';

export type Row = readonly string[];

/** A share as people read it, with what it is of; nothing is no rate. Pure. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${Math.round((part / whole) * 1000) / 10}%`;

const FEW = `<${FEWEST}`;

/** What a table says of a part of so many; of fewer than five it would be about somebody, as would each count that it is made of. */
const ofMany = (whole: number, said: string): string => (whole > 0 && whole < FEWEST ? FEW : said);

/** How much of its time a rule could look; null: it was in use nowhere. Pure. */
export const seenBy = (seen: readonly SeenRate[], instance: string): SeenRate | null =>
  seen.find((one) => one.instance === instance) ?? null;

const ANSWERS = [
  '条款',
  '规则',
  '时限',
  '按时',
  '应答',
  '按时率',
  '逾期后答',
  '未答',
  '不计',
  '中位分钟',
  '九成分钟',
  '可见率',
];
const CASES = ['条款', '规则', '新增', '结束', '自行改好', '自行改好率', '未结', '可见率'];

const CLOCKS: Readonly<Record<AnswerRate['clock'], string>> = { acknowledge: '确认', result: '办结' };

/** The answers in time, a line a rule and clock; headings first. Rates stand beside both of their numbers. Pure. */
export const answerRows = ({ answers, seen }: Pick<Report, 'answers' | 'seen'>): Row[] => [
  ANSWERS,
  ...answers.map((one) => {
    const due = one.met + one.late + one.missed;
    const minutes = one.minutes && one.minutes.answered >= FEWEST ? one.minutes : null;
    return [
      one.clause,
      one.instance,
      CLOCKS[one.clock],
      ofMany(due, String(one.met)),
      ofMany(due, String(due)),
      ofMany(due, share(one.met, due)),
      ofMany(due, String(one.late)),
      ofMany(due, String(one.missed)),
      String(one.uncounted),
      minutes ? String(minutes.p50) : '—',
      minutes ? String(minutes.p90) : '—',
      seenShare(seen, one.instance),
    ];
  }),
];

/** What became of cases, a line a rule; headings first. Pure. */
export const caseRows = ({ cases, seen }: Pick<Report, 'cases' | 'seen'>): Row[] => [
  CASES,
  ...cases.map((one: CaseRate) => [
    one.clause,
    one.instance,
    String(one.opened),
    String(one.closed),
    ofMany(one.closed, String(one.byThemselves)),
    ofMany(one.closed, share(one.byThemselves, one.closed)),
    String(one.waiting),
    seenShare(seen, one.instance),
  ]),
];

function seenShare(seen: readonly SeenRate[], instance: string): string {
  const found = seenBy(seen, instance);
  return found ? share(found.seenHours, found.groupHours) : '—';
}
