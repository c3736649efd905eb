/** Days of a calendar as somebody names them: worked, free, or as they ordinarily are. */
export interface CalendarDays {
  readonly department: string;
  readonly from: string;
  readonly until: string;
  readonly is: string;
  /** Of worked days; empty: the usual ones. */
  readonly hours: string;
}

const HEADINGS = ['类型', '部门', '开始', '结束', '时间', '状态'] as const;

/** The same as a sheet of attendance with one line, for whoever reads sheets. Pure. */
export function calendarSheet({ department, from, until, is, hours }: CalendarDays): string[][] {
  const work = is === 'work' ? hours || '班' : '休';
  return [[...HEADINGS], ['日历', department, from, until, work, is === 'ordinary' ? '取消' : '']];
}
