import type { ApprovalForm, Filled } from '../../wecom/approval/approval.ts';

/** A form as a sheet: its controls are headings, each line of its table a row, and what stands beside the table holds for all. Pure. */
export function formRows({ filled, lines }: Pick<ApprovalForm, 'filled' | 'lines'>): string[][] {
  const rows: (readonly Filled[])[] = lines.length > 0 ? lines.map((line) => [...line, ...filled]) : [filled];
  const headings = [...new Set(rows.flatMap((row) => row.map(({ title }) => title)))];
  const cellOf = (row: readonly Filled[], heading: string): string =>
    row.find(({ title, text }) => title === heading && text !== '')?.text ?? '';
  return [headings, ...rows.map((row) => headings.map((heading) => cellOf(row, heading)))];
}
