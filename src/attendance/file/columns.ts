/** The columns of a file of attendance: the heading we name first, then others that mean the same. */
const HEADINGS = {
  kind: ['类型', '类别', '假勤类型', 'kind'],
  account: ['账号', '成员账号', '人员账号', '员工账号', 'userid', 'account', '姓名', '员工', 'name'],
  department: ['部门', '所属部门', 'department'],
  from: ['开始', '开始时间', '开始日期', '日期', 'from', 'date'],
  until: ['结束', '结束时间', '结束日期', 'until'],
  hours: ['时间', '班次时间', '上班时间', '工作时间', '班次', 'hours'],
  state: ['状态', '审批状态', 'state'],
} as const;

export type Column = keyof typeof HEADINGS;
export type Cells = Readonly<Partial<Record<Column, string>>>;

export interface Line {
  /** As spreadsheet programs count. */
  readonly row: number;
  readonly cells: Cells;
}

const bare = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replaceAll(/[\s\p{P}\p{S}\ufeff]/gu, '')
    .toLowerCase();

const COLUMNS: ReadonlyMap<string, Column> = new Map(
  Object.entries(HEADINGS).flatMap(([column, headings]) =>
    headings.map((heading): [string, Column] => [bare(heading), column as Column]),
  ),
);

/** Titles above the headings are common. */
const MOST_ABOVE = 10;

/** The lines under the headings, empty ones left out; null when no row names the kind and the beginning. Pure. */
export function linesIn(rows: readonly (readonly string[])[]): readonly Line[] | null {
  const columnsOf = (row: readonly string[]) => row.map((heading) => COLUMNS.get(bare(heading)) ?? null);
  const at = rows.slice(0, MOST_ABOVE).findIndex((row) => {
    const columns = columnsOf(row);
    return columns.includes('kind') && columns.includes('from');
  });
  const columns = columnsOf(rows[at] ?? []);
  if (columns.length === 0) return null;
  return rows.slice(at + 1).flatMap((row, i): Line[] => {
    if (row.every((cell) => cell === '')) return [];
    const cells: Partial<Record<Column, string>> = {};
    for (const [place, column] of columns.entries())
      if (column) cells[column] ||= (row[place] ?? '').normalize('NFKC').trim();
    return [{ row: at + i + 2, cells }];
  });
}
