/** The columns of the register as HR writes them: the heading we write, then others that mean the same. */
const HEADINGS = {
  name: ['群名', '群名称', '群聊名称', '群组名称', '微信群名称', '微信群名', '名称', 'name', 'group'],
  chatId: ['群ID', '群号', '群编号', 'chatid', 'chat id'],
  reach: ['群形态', '群在哪里', '所在平台', '平台', '群性质', '内外部', '渠道', 'reach'],
  kind: ['群类型', '类型', '群类别', '类别', '群分类', '分类', 'kind'],
  department: ['归属部门', '所属部门', '部门', '责任部门', '主管部门', '使用部门', '归口部门', 'department'],
  purpose: ['用途', '建群目的', '建群用途', '群用途', '建群事由', '事由', 'purpose'],
  owner: ['群主', '群主姓名', '负责人', '群负责人', '责任人', 'owner'],
  admins: ['管理员', '群管理员', '指定管理员', 'admins'],
  appointedBy: ['任命人', '指定人', '管理员指定部门', '任命部门', 'appointed by'],
  appointedOn: ['任命日期', '指定日期', 'appointed on'],
  approvedBy: ['审批人', '批准人', '审批领导', '签批人', 'approved by'],
  approvalNumber: ['审批编号', '批准文号', '审批单号', '审批号', '批件编号', 'approval number'],
  approvalDate: ['审批日期', '批准日期', '审批时间', '批准时间', 'approval date'],
  scan: ['扫描件', '批件扫描件', '附件', '佐证', 'scan'],
  filedWith: ['备案', '备案部门', '备案处', '备案人', 'filed with'],
  filingNumber: ['备案编号', '备案号', 'filing number'],
  filingDate: ['备案日期', '备案时间', 'filing date'],
  endsOn: ['到期日', '到期日期', '截止日期', '有效期', '有效期至', '结束日期', '解散日期', 'ends on'],
  reason: ['原因', '错误', '错误原因', 'reason'],
} as const;

export type Column = keyof typeof HEADINGS;

/** The heading that we write. */
export const headingOf = (column: Column): string => HEADINGS[column][0];

/** Everything that an exported sheet says of a group. */
export const EXPORTED: readonly Column[] = (Object.keys(HEADINGS) as Column[]).filter(
  (column) => column !== 'reason' && column !== 'appointedBy' && column !== 'appointedOn',
);

/** 「 群　名*（必填） 」 is 群名: signs, notes in brackets and case do not matter. */
const bare = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replaceAll(/\(.*?\)|【.*?】|\[.*?\]/g, '')
    .replaceAll(/[\s\p{P}\p{S}\ufeff]/gu, '')
    .toLowerCase();

const COLUMNS: ReadonlyMap<string, Column> = new Map(
  Object.entries(HEADINGS).flatMap(([column, headings]) =>
    headings.map((heading): [string, Column] => [bare(heading), column as Column]),
  ),
);

/** Signs of a heading with all its notes. What is longer is none: a cell may hold thousands. */
const LONGEST = 40;

const meantBy = (heading: string): Column | null =>
  heading.length > LONGEST ? null : (COLUMNS.get(bare(heading)) ?? null);

/** Which column each heading means; null for one that says nothing to us. The first of two alike counts. Pure. */
export function columnsOf(headings: readonly string[]): (Column | null)[] {
  const seen = new Set<Column>();
  return headings.map((heading) => {
    const column = meantBy(heading);
    if (column === null || seen.has(column)) return null;
    seen.add(column);
    return column;
  });
}

/** The row of the headings: the first that has 群名 or 群ID in it; titles above it are common. */
export const headingRow = (rows: readonly (readonly string[])[]): number =>
  rows.slice(0, 10).findIndex((row) => columnsOf(row).some((column) => column === 'name' || column === 'chatId'));
