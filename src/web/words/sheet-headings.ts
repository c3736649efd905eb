/** What the first row of a sheet of a named list may say of its first column, in the place of a number. */
export const NUMBER_HEADINGS: ReadonlySet<string> = new Set(['编号', '会员编号', 'key', 'number']);
