import { nowIn } from '../../db/client.ts';
import { exportReport, TABLES } from '../../reports/export-report.ts';
import { readReport } from '../../reports/report.ts';
import { type Week, weekOf } from '../../reports/week.ts';
import { type Answer, attached, lookAt } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** What it is taken for: the trail keeps words, and not prose. */
const PURPOSES = {
  management: 'weekForManagement',
  union: 'weekForUnion',
  audit: 'weekForAudit',
  review: 'weekForReview',
} as const satisfies Record<string, WordingKey>;

/** By which HR takes a table out: what for is asked, and kept in the trail. */
export function takeForm({ corp, lang, formToken, asked }: VisitorCall, week: Week): Html {
  const say = sayIn(lang);
  const no =
    asked.query.get('said') === 'no-purpose' ? html`<p class="qg-said" role="status">${say('weekTakeNo')}</p>` : null;
  const purposes = Object.entries(PURPOSES).map(([word, key]) => html`<option value="${word}">${say(key)}</option>`);
  const tables = { answers: say('weekAnswers'), cases: say('weekCases') };
  return html`<section class="qg-list"><h2>${say('weekTake')}</h2>${no}<form method="post" action="${pathTo(corp.slug, '/week')}" class="qg-text qg-reason"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="week" value="${week.monday}">
<label>${say('weekTakeTable')} <select class="weui-select" name="table">${TABLES.map((one) => html`<option value="${one}">${tables[one]}</option>`)}</select></label>
<label>${say('weekTakeAs')} <select class="weui-select" name="as"><option value="xlsx">XLSX</option><option value="csv">CSV</option></select></label>
<label>${say('weekTakeWhy')} <select class="weui-select" name="purpose" required><option value="">${say('complaintChoose')}</option>${purposes}</select></label>
<button class="weui-btn weui-btn_mini weui-btn_default">${say('weekTake')}</button><p class="qg-small">${say('weekTaken')}</p></form></section>`;
}

/** Gives a table of a week as a file; who took it and what for is in the trail. */
export async function takeSheet({ corp, deps, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const field = (name: string): string => asked.form.get(name) ?? '';
  const [monday, purpose] = [field('week'), field('purpose')];
  const table = TABLES.find((one) => one === field('table'));
  const as = field('as') === 'csv' ? 'csv' : 'xlsx';
  if (!Object.hasOwn(PURPOSES, purpose) || !isDay(monday) || !table)
    return lookAt(`${pathTo(corp.slug, '/week')}?said=no-purpose`);
  const week = weekOf(monday, corp.timeZone);
  const bytes = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const report = await readReport(tx, corp.slug, { from: week.from, until: week.until, people: null });
    return exportReport(tx, { corp: corp.slug, keys, at, by: visitor.userid, purpose }, report, { table, as });
  });
  return attached(`week-${week.monday}-${table}.${as}`, TYPES[as], bytes);
}

const isDay = (text: string): boolean =>
  /^20\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
