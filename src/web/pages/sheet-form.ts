import { HouseError } from '../../errors.ts';
import { readSheet, type Sheet } from '../../register/sheet/sheet.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html, type Part } from '../html.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { areaField } from './form-parts.ts';

interface Asks {
  readonly to: string;
  /** What else the form asks, before its lines. */
  readonly fields?: Part;
  readonly label: string;
  readonly hint: string;
  /** Lines that stand there already. */
  readonly text?: string;
  readonly button: WordingKey;
}

/** A form for a sheet of lines: a file as a spreadsheet program writes it, or lines pasted out of one. */
export function sheetForm(call: VisitorCall, { to, fields = null, label, hint, text = '', button }: Asks): Html {
  const { corp, lang, formToken } = call;
  const say = sayIn(lang);
  const file = html`<label class="weui-cell weui-cell_active"><span class="weui-cell__bd"><span class="weui-label qg-wide">${say('sheetFile')}</span><span class="qg-small">${say('sheetFileHint')}</span><input class="weui-input qg-input qg-file" type="file" name="sheet" accept=".xlsx,.csv,text/csv"></span></label>`;
  return html`<form method="post" action="${pathTo(corp.slug, to)}" enctype="multipart/form-data"><input type="hidden" name="token" value="${formToken}"><div class="weui-cells weui-cells_form">${fields}${file}${areaField({ name: 'lines', label, value: text, hint })}</div><div class="qg-send"><button class="weui-btn weui-btn_primary">${say(button)}</button></div></form>`;
}

/** The sheet that such a form brought: its file, else its lines; null: nobody can read it. */
export function sheetSent({ asked: { file, form } }: VisitorCall): Sheet | null {
  try {
    return readSheet(file ?? Buffer.from(form.get('lines') ?? '', 'utf8'), 'browser');
  } catch (err) {
    if (err instanceof HouseError && err.code === 'E-USE-SHEET') return null;
    throw err;
  }
}

/** Lines that were not taken, each with its row and why not. */
export const linesReturned = (
  call: VisitorCall,
  lines: readonly { readonly row: number; readonly why: string }[],
): Html =>
  html`<div class="qg-text">${lines.map(({ row, why }) => html`<p>${sayIn(call.lang)('labelled', { label: sayIn(call.lang)('registerRow', { row }), text: why })}</p>`)}</div>`;
