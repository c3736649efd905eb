import type { AnswerRate, CaseRate, Report, SeenRate } from './report.ts';

export type Row = readonly string[];

/** A share as people read it, with what it is of; nothing is no rate. Pure. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${Math.round((part / whole) * 1000) / 10}%`;

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
    return [
      one.clause,
      one.instance,
      CLOCKS[one.clock],
      String(one.met),
      String(due),
      share(one.met, due),
      String(one.late),
      String(one.missed),
      String(one.uncounted),
      one.minutes ? String(one.minutes.p50) : '—',
      one.minutes ? String(one.minutes.p90) : '—',
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
    String(one.byThemselves),
    share(one.byThemselves, one.closed),
    String(one.waiting),
    seenShare(seen, one.instance),
  ]),
];

function seenShare(seen: readonly SeenRate[], instance: string): string {
  const found = seenBy(seen, instance);
  return found ? share(found.seenHours, found.groupHours) : '—';
}
