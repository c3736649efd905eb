import type { VisitorCall } from '../call.ts';
import { type Html, html, type Part } from '../html.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';

/** A form of ours: its token, whatever it asks, and one button. */
export const tokenForm = (call: VisitorCall, to: string, fields: Part, button: WordingKey): Html =>
  html`<form method="post" action="${pathTo(call.corp.slug, to)}"><input type="hidden" name="token" value="${call.formToken}"><div class="weui-cells weui-cells_form">${fields}</div><div class="qg-send"><button class="weui-btn weui-btn_primary">${sayIn(call.lang)(button)}</button></div></form>`;

/** One small button with what it is about. */
export const buttonForm = (
  call: VisitorCall,
  to: string,
  hidden: Readonly<Record<string, string>>,
  button: string,
): Html =>
  html`<form method="post" action="${pathTo(call.corp.slug, to)}" class="qg-answers"><input type="hidden" name="token" value="${call.formToken}">${Object.entries(hidden).map(([name, value]) => hiddenField(name, value))}<button class="weui-btn weui-btn_mini weui-btn_default">${button}</button></form>`;

export const hiddenField = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

interface Field {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly most?: number;
  readonly hint?: string;
  readonly asks?: 'required' | 'optional';
}

const head = (label: string): Html => html`<span class="weui-cell__hd"><span class="weui-label">${label}</span></span>`;
const hintOf = (hint: string | undefined): Html | null =>
  hint === undefined ? null : html`<span class="qg-small">${hint}</span>`;

export function textField({ name, label, value = '', most = 120, hint, asks = 'required' }: Field): Html {
  const input =
    asks === 'required'
      ? html`<input class="weui-input qg-input" name="${name}" value="${value}" maxlength="${most}" required>`
      : html`<input class="weui-input qg-input" name="${name}" value="${value}" maxlength="${most}">`;
  return html`<label class="weui-cell weui-cell_active">${head(label)}<span class="weui-cell__bd">${input}${hintOf(hint)}</span></label>`;
}

export function dayField({ name, label, value = '', asks = 'required' }: Field): Html {
  const input =
    asks === 'required'
      ? html`<input class="weui-input qg-input" type="date" name="${name}" value="${value}" required>`
      : html`<input class="weui-input qg-input" type="date" name="${name}" value="${value}">`;
  return html`<label class="weui-cell weui-cell_active">${head(label)}<span class="weui-cell__bd">${input}</span></label>`;
}

export const areaField = ({
  name,
  label,
  value = '',
  most = 20_000,
  hint,
  lines = 6,
}: Field & { readonly lines?: number }): Html =>
  html`<label class="weui-cell weui-cell_active"><span class="weui-cell__bd"><span class="weui-label qg-wide">${label}</span>${hintOf(hint)}<textarea class="weui-textarea qg-input qg-area" name="${name}" rows="${lines}" maxlength="${most}">${linesOf(value)}</textarea></span></label>`;

/** Line by line: `html` lets no control sign through, not even the end of a line. */
const linesOf = (value: string): Part =>
  value.split('\n').map((line, i) =>
    i === 0
      ? line
      : html`
${line}`,
  );

interface Choice {
  readonly value: string;
  readonly words: string;
}

export function selectField({ name, label, value = '' }: Field, choices: readonly Choice[]): Html {
  const options = choices.map((one) =>
    one.value === value
      ? html`<option value="${one.value}" selected>${one.words}</option>`
      : html`<option value="${one.value}">${one.words}</option>`,
  );
  return html`<label class="weui-cell weui-cell_active weui-cell_select weui-cell_select-after">${head(label)}<span class="weui-cell__bd"><select class="weui-select" name="${name}">${options}</select></span></label>`;
}

/** What the last form came to, told once after it; null: nothing of ours stands in the address. */
export function saidOnce({ asked, lang }: VisitorCall, words: Readonly<Record<string, WordingKey>>): Html | null {
  const key = words[asked.query.get('said') ?? ''];
  return key ? html`<p class="qg-said" role="status">${sayIn(lang)(key)}</p>` : null;
}

/** A list with a heading; nothing when it is empty. */
export const section = (title: string, cells: readonly Html[]): Html | null =>
  cells.length === 0
    ? null
    : html`<section class="qg-list"><h2>${title}</h2><div class="weui-cells">${cells}</div></section>`;

/** A row with a small line below, and a word at its end. */
export const cell = (words: Part, small: Part, end: Part = null): Html =>
  html`<div class="weui-cell"><span class="weui-cell__bd"><span>${words}</span><br><span class="qg-small">${small}</span></span>${end === null ? null : html`<span class="weui-cell__ft qg-small">${end}</span>`}</div>`;

/** The same, leading somewhere. */
export const linkCell = (to: string, words: Part, small: Part, end: Part = null): Html =>
  html`<a class="weui-cell weui-cell_active weui-cell_access" href="${to}"><span class="weui-cell__bd"><span>${words}</span><br><span class="qg-small">${small}</span></span><span class="weui-cell__ft qg-small">${end}</span></a>`;
