import type { Reason } from '../../register/reasons.ts';
import type { LocalDate } from '../../work-time/local-time.ts';
import type { Absence, Stretch, WorkHours } from '../../work-time/work-plan.ts';
import { wrongStretches } from '../stretches.ts';
import type { Cells, Line } from './columns.ts';
import { reasons } from './reasons.ts';
import { beginsMs, datesFrom, endsMs, stretchesIn, type Written, writtenIn } from './times.ts';

/** `withdrawn`: it was written before and does not hold. */
type State = 'holds' | 'withdrawn';

/** What one line says; accounts and departments still by the words of the file. */
export type FileLine = { readonly row: number; readonly state: State } & (
  | ({ readonly kind: 'absence'; readonly who: string } & Absence)
  | {
      readonly kind: 'shift';
      readonly who: string;
      readonly dates: readonly LocalDate[];
      /** Null: he works in shifts, and nobody told his hours. */
      readonly stretches: readonly Stretch[] | null;
    }
  | {
      readonly kind: 'day';
      /** Empty: the whole company. */
      readonly department: string;
      readonly dates: readonly LocalDate[];
      readonly is: 'work' | 'off';
      readonly hours: readonly Stretch[] | null;
    }
);

export interface WrongLine {
  readonly row: number;
  readonly why: Reason;
}

const KINDS: ReadonlyMap<string, 'leave' | 'trip' | 'shift' | 'day'> = new Map([
  ...['请假', '休假', '调休', 'leave'].map((word) => [word, 'leave'] as const),
  ...['出差', '外出', 'trip'].map((word) => [word, 'trip'] as const),
  ...['班次', '排班', 'shift'].map((word) => [word, 'shift'] as const),
  ...['日历', '工作日历', 'calendar'].map((word) => [word, 'day'] as const),
]);
const STATES: ReadonlyMap<string, State> = new Map([
  ...['', '有效', '已通过', '通过', 'approved'].map((word) => [word, 'holds'] as const),
  ...['取消', '撤销', '已撤销', '作废', 'withdrawn'].map((word) => [word, 'withdrawn'] as const),
]);
const FREE = ['休', '休息', '放假', 'off'];
const WORKED = ['班', '上班', '上班日', 'work'];
const NOT_TOLD = ['未知', '待定', 'unknown'];

/** What a line says, or what is wrong with it. Pure. */
export function readLine({ row, cells }: Line, hours: WorkHours): FileLine | WrongLine {
  const wrong = (why: Reason): WrongLine => ({ row, why });
  const kind = KINDS.get((cells.kind ?? '').toLowerCase());
  if (!kind) return wrong(reasons.badKind(cells.kind ?? ''));
  const state = STATES.get((cells.state ?? '').toLowerCase());
  if (!state) return wrong(reasons.badState(cells.state ?? ''));
  const from = writtenIn(cells.from ?? '');
  const until = cells.until ? writtenIn(cells.until) : from;
  if (!from || !until) return wrong(reasons.badDay((from ? cells.until : cells.from) ?? ''));
  if (kind !== 'day' && !cells.account) return wrong(reasons.noAccount());
  const said =
    kind === 'leave' || kind === 'trip'
      ? absenceIn(cells, kind, from, until, hours)
      : kind === 'shift'
        ? shiftIn(cells, from, until)
        : dayIn(cells, from, until);
  return 'en' in said ? wrong(said) : { row, state, ...said };
}

function absenceIn(cells: Cells, why: Absence['why'], from: Written, until: Written, hours: WorkHours) {
  const [fromMs, untilMs] = [beginsMs(from, hours), endsMs(until, hours)];
  if (untilMs <= fromMs) return reasons.backwards();
  return { kind: 'absence', who: cells.account ?? '', why, fromMs, untilMs } as const;
}

function shiftIn(cells: Cells, from: Written, until: Written) {
  const dates = datesFrom(from.date, until.date);
  if (!dates) return reasons.badDays();
  const text = (cells.hours ?? '').toLowerCase();
  const said = { kind: 'shift', who: cells.account ?? '', dates } as const;
  if (NOT_TOLD.includes(text)) return { ...said, stretches: null };
  const stretches = FREE.includes(text) ? [] : hoursIn(text);
  return 'en' in stretches ? stretches : { ...said, stretches };
}

function dayIn(cells: Cells, from: Written, until: Written) {
  const dates = datesFrom(from.date, until.date);
  if (!dates) return reasons.badDays();
  const text = (cells.hours ?? '').toLowerCase();
  const said = { kind: 'day', department: cells.department || (cells.account ?? ''), dates } as const;
  if (FREE.includes(text)) return { ...said, is: 'off', hours: null } as const;
  if (WORKED.includes(text)) return { ...said, is: 'work', hours: null } as const;
  const hours = hoursIn(text);
  return 'en' in hours ? hours : ({ ...said, is: 'work', hours } as const);
}

function hoursIn(text: string): readonly Stretch[] | Reason {
  const stretches = stretchesIn(text);
  if (!stretches) return reasons.badHours(text);
  const trouble = wrongStretches(stretches);
  return trouble === null ? stretches : reasons.wrongHours(text, trouble);
}
