import { type ApprovalTemplate, type Content, type Form, newForm, type TemplateControl } from '../world/approvals.ts';
import type { Company } from '../world/company.ts';
import { findEmployee } from '../world/people.ts';
import { reachable } from '../world/scope.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { neededText, objectOf, pageOf, textOf, wholeOf } from './params.ts';
import { Refusal } from './refusal.ts';

/** The built-in approval app, for an app among its callable ones [91982, 91853, 91983, 91816]. */
export const approvalEndpoints: readonly Endpoint[] = [
  { path: 'oa/gettemplatedetail', method: 'POST', opening: 'approval', answer: templateDetail },
  { path: 'oa/applyevent', method: 'POST', opening: 'approval', answer: apply },
  { path: 'oa/getapprovaldetail', method: 'POST', opening: 'approval', answer: detail },
  { path: 'oa/getapprovalinfo', method: 'POST', opening: 'approval', answer: numbers },
];

const words = (text: string) => [{ text, lang: 'zh_CN' }];

function templateDetail({ company, body }: Call): Body {
  const { name, controls } = templateOf(company, neededText(body, 'template_id', 301025));
  return { template_names: words(name), template_content: { controls: controls.map(shown) } };
}

const shown = ({ control, id, title, required, columns, attendance }: TemplateControl): Body => ({
  property: { control, id, title: words(title), require: required ? 1 : 0, un_print: 0 },
  ...(columns && { config: { table: { children: columns.map(shown) } } }),
  ...(attendance && { config: { attendance: { type: attendance } } }),
});

function templateOf(company: Company, id: string): ApprovalTemplate {
  const template = company.approvals.templates.get(id);
  if (!template) throw new Refusal(301025, 'template_id');
  return template;
}

function apply({ company, body, now }: Call): Body {
  const applicant = findEmployee(company, neededText(body, 'creator_userid', 301025));
  if (!applicant || !reachable(company, applicant)) throw new Refusal(301055);
  const template = templateOf(company, neededText(body, 'template_id', 301025));
  if (wholeOf(body, 'use_template_approver', 0) !== 1) checkProcess(body);
  const contents = contentsOf(body);
  checkContents(template.controls, contents);
  checkSummary(body);
  const form = newForm(company.approvals, template, applicant.userid, contents, now);
  return { sp_no: form.number };
}

/** Who approves must be said where the template does not say it. */
function checkProcess(body: Body): void {
  const nodes = objectOf(body, 'process')?.node_list;
  if (!Array.isArray(nodes) || nodes.length === 0) throw new Refusal(301025, 'process');
}

function contentsOf(body: Body): Content[] {
  const contents = objectOf(body, 'apply_data')?.contents;
  if (!Array.isArray(contents)) throw new Refusal(301025, 'apply_data.contents');
  return contents as Content[];
}

/** Every content is a control of the template, and every required control has a value. */
function checkContents(controls: readonly TemplateControl[], contents: readonly Content[]): void {
  for (const { id, control, value } of contents) {
    const known = controls.find((one) => one.id === id && one.control === control);
    if (!known) throw new Refusal(301025, 'invalid control id');
    if (known.control === 'Table') checkLines(known, value);
    if (known.control === 'Text' && textIn(value).includes('\n')) throw new Refusal(301025, 'text has a line break');
  }
  for (const { id, required, control } of controls)
    if (required && control !== 'Table' && isEmpty(contents.find((one) => one.id === id)?.value))
      throw new Refusal(301025, 'has no require control value');
}

function checkLines({ columns = [] }: TemplateControl, value: unknown): void {
  const children = (value as { children?: unknown })?.children;
  if (!Array.isArray(children) || children.length === 0) throw new Refusal(301025, 'children');
  for (const { list } of children as { list: Content[] }[]) {
    if (!columns.every(({ id }) => list.some((one) => one.id === id))) throw new Refusal(301025, 'children.list');
    checkContents(columns, list);
  }
}

const textIn = (value: unknown): string => String((value as { text?: unknown } | undefined)?.text ?? '');
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  Object.values(value as object).every((one) => one === '' || (Array.isArray(one) && one.length === 0));

function checkSummary(body: Body): void {
  const lines = body.summary_list;
  if (!Array.isArray(lines) || lines.length < 1 || lines.length > 3) throw new Refusal(301025, 'summary_list');
  for (const { summary_info: info } of lines as { summary_info?: { text?: string; lang?: string }[] }[])
    for (const one of info ?? [])
      if (one.lang !== 'zh_CN' && one.lang !== 'en') throw new Refusal(301025, 'summary_list.lang');
}

const seconds = (at: Date | null): number => (at ? Math.floor(at.getTime() / 1_000) : 0);

function detail({ company, body }: Call): Body {
  const form = company.approvals.forms.get(neededText(body, 'sp_no', 301025));
  if (!form) throw new Refusal(301025, 'sp_no');
  return { info: infoOf(form) };
}

const infoOf = ({ number, template, applicant, askedAt, contents, steps, status }: Form): Body => ({
  sp_no: number,
  sp_name: template.name,
  sp_status: status,
  template_id: template.id,
  apply_time: seconds(askedAt),
  applyer: { userid: applicant, partyid: '1' },
  sp_record: steps.map((step) => ({
    sp_status: step.status,
    approverattr: 1,
    details: [
      { approver: { userid: step.userid }, speech: '', sp_status: step.status, sptime: seconds(step.at), media_id: [] },
    ],
  })),
  notifyer: [],
  apply_data: { contents },
  comments: [],
});

const LONGEST_SPAN_S = 31 * 86_400;
const MOST_A_PAGE = 100;

/** Numbers by when forms were handed in, of applicants in the app's scope; a page may be shorter than was asked for. */
function numbers({ company, body }: Call): Body {
  const [from, until] = [secondsIn(body, 'starttime'), secondsIn(body, 'endtime')];
  const size = wholeOf(body, 'size', MOST_A_PAGE);
  if (until <= from || until - from > LONGEST_SPAN_S) throw new Refusal(301025, 'endtime');
  if (size < 1 || size > MOST_A_PAGE) throw new Refusal(301025, 'size');
  const wanted = filtersIn(body);
  const fitting = [...company.approvals.forms.values()].filter((form) => {
    const at = seconds(form.askedAt);
    return at >= from && at <= until && wanted.every((filter) => filter(form));
  });
  const { page, nextCursor } = pageOf(fitting, textOf(body, 'new_cursor'), size);
  const shown = page.filter(({ applicant }) => {
    const employee = findEmployee(company, applicant);
    return employee !== undefined && reachable(company, employee);
  });
  return { sp_no_list: shown.map(({ number }) => number), ...(nextCursor !== '' && { new_next_cursor: nextCursor }) };
}

/** The documents write these times as texts. */
function secondsIn(body: Body, name: string): number {
  const at = Number(body[name]);
  if (!Number.isInteger(at) || at <= 0) throw new Refusal(301025, name);
  return at;
}

const FILTERS: Readonly<Record<string, (form: Form) => string>> = {
  template_id: ({ template }) => template.id,
  creator: ({ applicant }) => applicant,
  sp_status: ({ status }) => String(status),
  record_type: recordType,
};

/** What a form is by its controls; 0: none of those that WeCom counts. */
function recordType({ template }: Form): string {
  if (template.controls.some(({ control }) => control === 'Vacation')) return '1';
  return String(template.controls.find(({ control }) => control === 'Attendance')?.attendance ?? 0);
}

function filtersIn(body: Body): ((form: Form) => boolean)[] {
  const given = (body.filters ?? []) as readonly { key?: string; value?: string }[];
  if (new Set(given.map(({ key }) => key)).size < given.length) throw new Refusal(301025, 'filters');
  return given.map(({ key = '', value }) => {
    const read = FILTERS[key];
    if (!read) throw new Refusal(301025, 'filters');
    return (form) => read(form) === value;
  });
}
