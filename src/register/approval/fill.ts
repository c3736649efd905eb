import type { Control, Filling } from '../../wecom/approval/approval.ts';
import { type Column, columnsOf } from '../sheet/columns.ts';
import { reachInWords } from '../sheet/reaches.ts';
import type { AskedGroup } from './asked.ts';

const FILLABLE: ReadonlySet<string> = new Set(['Text', 'Textarea']);

/** What we put into each control of a template, or the titles of required ones that we cannot fill. Pure. */
export function fill(controls: readonly Control[], groups: readonly AskedGroup[], kindName: (id: string) => string) {
  const fillings: Filling[] = [];
  const cannot: string[] = [];
  for (const control of controls) {
    const filling = fillingOf(control, groups, kindName);
    if (filling) fillings.push(filling);
    else if (control.required === 'yes') cannot.push(control.title);
  }
  return { fillings, cannot };
}

function fillingOf(control: Control, groups: readonly AskedGroup[], kindName: (id: string) => string): Filling | null {
  if (control.control === 'Table')
    return control.columns.every((column) => FILLABLE.has(column.control))
      ? {
          control,
          lines: groups.map((group) =>
            control.columns.map((column) => ({ control: column, text: cellOf(group, column, kindName) })),
          ),
        }
      : null;
  if (!FILLABLE.has(control.control)) return null;
  const [column] = columnsOf([control.title]);
  if (!column && control.control !== 'Textarea') return null;
  const texts = groups.map((group) => (column ? cellOf(group, control, kindName) : lineOf(group, kindName)));
  const text = [...new Set(texts.filter((one) => one !== ''))].join(control.control === 'Text' ? '、' : '\n');
  return text === '' ? null : { control, text };
}

/** A free text lists the groups: what, whose, for what, and under which old paper. */
function lineOf({ name, said }: AskedGroup, kindName: (id: string) => string): string {
  const paper = said.approval ? `原批件 ${said.approval.number} ${said.approval.date}`.trim() : '';
  return [name, said.kind && kindName(said.kind), said.department, said.purpose, paper].filter(Boolean).join('，');
}

function cellOf(group: AskedGroup, { title }: Pick<Control, 'title'>, kindName: (id: string) => string): string {
  const [column] = columnsOf([title]);
  return column ? (CELLS[column]?.(group, kindName) ?? '') : '';
}

type Cell = (group: AskedGroup, kindName: (id: string) => string) => string;
const CELLS: Readonly<Partial<Record<Column, Cell>>> = {
  name: ({ name }) => name,
  chatId: ({ chatId }) => chatId ?? '',
  reach: ({ reach }) => reachInWords(reach),
  kind: ({ said }, kindName) => (said.kind === null ? '' : kindName(said.kind)),
  department: ({ said }) => said.department ?? '',
  purpose: ({ said }) => said.purpose ?? '',
  owner: ({ owner }) => owner,
  approvedBy: ({ said }) => said.approval?.by ?? '',
  approvalNumber: ({ said }) => said.approval?.number ?? '',
  approvalDate: ({ said }) => said.approval?.date ?? '',
  scan: ({ said }) => said.approval?.scan ?? '',
  endsOn: ({ said }) => said.endsOn ?? '',
};
