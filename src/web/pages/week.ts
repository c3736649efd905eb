import { nowIn, type Tx } from '../../db/client.ts';
import { FEWEST } from '../../reports/merge-small.ts';
import { departmentsLedBy, peopleBelow } from '../../reports/people-of.ts';
import { type Report, readReport } from '../../reports/report.ts';
import { share } from '../../reports/rows.ts';
import { lastWeek, type Week, weekOf } from '../../reports/week.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { daysAfter, type LocalDate } from '../../work-time/local-time.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { barChart } from '../charts.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { type Say, sayIn } from '../words/say.ts';
import { takeForm } from './week-sheet.ts';
import { answersTable, answerTitle, casesTable, type Titles } from './week-tables.ts';

interface Shown {
  readonly week: Week;
  readonly report: Report;
  readonly whose: string | null;
  readonly titles: Titles;
}

/** A week in figures, for those who may see numbers: of everybody. */
export async function weekPage(call: VisitorCall): Promise<Answer> {
  const shown = await load(call, null);
  const drawn = shown.report.answers.length;
  const chart = html`<p class="qg-chart"><img src="${pathTo(call.corp.slug, `/week/${shown.week.monday}.svg`)}" alt="${sayIn(call.lang)('weekChart')}" width="600" height="${drawn * 44 + 40}"></p>`;
  const take = call.visitor.roles.has('hr') ? takeForm(call, shown.week) : null;
  return whole(call, '/week', [weekPart(call, shown, drawn === 0 ? null : chart)], shown, take);
}

/** The same for who leads departments: of those below him, a part each; small ones tell nothing. */
export async function ownWeekPage(call: VisitorCall): Promise<Answer> {
  const { corp, deps, visitor } = call;
  const led = await deps.db.withCorp(corp.slug, async (tx) => {
    const directory = await directoryOf(tx, corp.slug, (await nowIn(tx)).getTime());
    return departmentsLedBy(directory, visitor.userid);
  });
  const parts = await Promise.all(led.map((department) => load(call, department)));
  const [first] = parts;
  const shown = first ?? (await load(call, null));
  return whole(
    call,
    '/week/own',
    parts.map((one) => weekPart(call, one, null)),
    shown,
    null,
  );
}

/** The bars of a week, as a picture of our own. */
export async function weekChart(call: VisitorCall): Promise<Answer> {
  const monday = /^(\d{4}-\d{2}-\d{2})\.svg$/.exec(call.asked.params.name ?? '')?.[1];
  const shown = await load(call, null, monday);
  return {
    status: monday ? 200 : 404,
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'no-store' },
    cookies: [],
    body: barChart(bars(shown, sayIn(call.lang))),
  };
}

const bars = ({ report, titles }: Shown, say: Say) =>
  report.answers.map((one) => {
    const due = one.met + one.late + one.missed;
    return {
      name: answerTitle(one, titles, say),
      percent: due < FEWEST ? null : Number.parseFloat(share(one.met, due)),
    };
  });

/** A week of everybody, or of those below a department. */
function load(call: VisitorCall, department: number | null, named?: string): Promise<Shown> {
  const { corp, deps, lang, asked } = call;
  return deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const week = weekIn(named ?? asked.query.get('week'), at, corp.timeZone);
    const people = department === null ? null : peopleBelow(directory, department);
    return {
      week,
      report: await readReport(tx, corp.slug, { from: week.from, until: week.until, people }),
      whose: department === null ? null : (directory.departments.get(department)?.name ?? ''),
      titles: await titlesOf(tx, call, at, lang),
    };
  });
}

async function titlesOf(tx: Tx, { corp }: VisitorCall, at: Date, lang: 'zh' | 'en'): Promise<Titles> {
  const uses = (await policiesInForce(tx, corp.slug, at)).flatMap((policy) => policy.uses);
  return (instance) => uses.find((use) => use.instance === instance)?.rule.title[lang] ?? instance;
}

/** The week of a day that was asked for; the last whole one when none was, or none that ever was. */
function weekIn(day: string | null, at: Date, timeZone: string): Week {
  const last = lastWeek(at.getTime(), timeZone);
  if (day === null || !/^20\d{2}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return last;
  return weekOf(day, timeZone);
}

function weekPart(call: VisitorCall, { week, report, whose, titles }: Shown, chart: Html | null): Html {
  const say = sayIn(call.lang);
  const span = { from: week.monday, until: daysAfter(week.monday, 6) };
  const title = whose === null ? say('weekSpan', span) : say('weekOf', { whose, ...span });
  if (report.people !== null && report.people < FEWEST)
    return html`<section class="qg-list"><h2>${title}</h2><p class="qg-hint">${say('weekTooFew', { least: FEWEST })}</p></section>`;
  const answers =
    report.answers.length === 0
      ? html`<p class="qg-hint">${say('weekNoAnswers')}</p>`
      : html`${chart}${answersTable(report, titles, say)}`;
  const cases =
    report.cases.length === 0
      ? html`<p class="qg-hint">${say('weekNoCases')}</p>`
      : html`${casesTable(report, titles, say)}<p class="qg-hint">${say('weekDecided', report.decisions)}</p>`;
  return html`<section class="qg-list"><h2>${title}</h2>${answers}${cases}</section>`;
}

function whole(call: VisitorCall, path: string, parts: readonly Html[], { week }: Shown, more: Html | null): Answer {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const link = (day: LocalDate, words: string): Html =>
    html`<a href="${pathTo(corp.slug, path)}?week=${day}">${words}</a>`;
  const title = say(path === '/week' ? 'weekly' : 'weeklyOwn');
  const turn = html`<p class="qg-answers">${link(daysAfter(week.monday, -7), say('weekEarlier'))}${link(daysAfter(week.monday, 7), say('weekLater'))}</p>`;
  const main = html`${heading(title)}${turn}${parts}<p class="qg-hint">${say('weekSmall', { least: FEWEST })}</p>${more}`;
  return page(200, layout({ corp, lang, title, top: 'home' }, main));
}
