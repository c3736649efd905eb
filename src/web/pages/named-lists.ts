import { nowIn } from '../../db/client.ts';
import { setList } from '../../directory/named-lists.ts';
import { HouseError } from '../../errors.ts';
import type { Directory, ListEntry } from '../../events/person.ts';
import { parseCsv } from '../../register/sheet/csv.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { lastDayBefore } from '../../work-time/local-days.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { NUMBER_HEADINGS } from '../words/sheet-headings.ts';
import { cell, linkCell, saidOnce, section, textField } from './form-parts.ts';
import { sheetForm, sheetSent } from './sheet-form.ts';

const SAID = {
  saved: 'listsSaved',
  same: 'listsSame',
  wrong: 'listsWrong',
  twice: 'listsTwice',
  unread: 'sheetUnread',
} as const satisfies Record<string, WordingKey>;

/** The named lists that policies speak of, and whom the policies spare until when. */
export async function listsPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps, asked } = call;
  const say = sayIn(lang);
  const chosen = (asked.query.get('list') ?? '').slice(0, 60);
  const { directory, policies } = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    return {
      directory: await directoryOf(tx, corp.slug, at.getTime()),
      policies: await policiesInForce(tx, corp.slug, at),
    };
  });
  const names = [...directory.lists.keys()].sort();
  const links = names.map((name) =>
    linkCell(
      `${pathTo(corp.slug, '/lists')}?list=${encodeURIComponent(name)}`,
      name,
      say('listsLines', { count: directory.lists.get(name)?.length ?? 0 }),
    ),
  );
  const exceptions = policies.flatMap((policy) =>
    policy.uses.flatMap(({ exceptions, rule, clause }) =>
      exceptions.map(({ reason, by, untilMs }) =>
        cell(
          reason[lang],
          `${clause.id} ${rule.title[lang]} · ${by}`,
          say('listsUntil', { day: lastDayBefore(untilMs, corp.timeZone) }),
        ),
      ),
    ),
  );
  const main = html`${heading(say('lists'), say('listsHint'))}${saidOnce(call, SAID)}${section(say('listsAll'), links)}${editor(call, chosen, directory)}${exceptions.length === 0 ? null : html`${section(say('listsExceptions'), exceptions)}<p class="qg-hint qg-below">${say('listsExceptionsHint')}</p>`}`;
  return page(200, layout({ corp, lang, title: say('lists'), top: 'home' }, main));
}

function editor(call: VisitorCall, chosen: string, { lists }: Directory): Html {
  const say = sayIn(call.lang);
  const lines = (lists.get(chosen) ?? []).map(lineOf).join('\n');
  const name = textField({
    name: 'list',
    label: say('listsName'),
    value: chosen,
    most: 60,
    hint: say('listsNameHint'),
  });
  const words = { label: say('listsEdit'), hint: say('listsEditHint'), text: lines };
  const form = sheetForm(call, { to: '/lists', fields: name, ...words, button: 'save' });
  return html`<section class="qg-list"><h2>${chosen === '' ? say('listsNew') : chosen}</h2>${form}</section>`;
}

const lineOf = ({ key, name, companies, department, title }: ListEntry): string =>
  [key, name, companies.join('、'), department, title].map(plain).join('，');
const plain = (text: string): string => text.replaceAll(/[，,\n"]/g, ' ');

/** Makes the list what the lines say; those that are gone end, and stay as history. */
export async function takeList(call: VisitorCall): Promise<Answer> {
  const { corp, deps, keys, visitor, asked } = call;
  const list = (asked.form.get('list') ?? '').trim();
  const back = (said: keyof typeof SAID): Answer =>
    lookAt(`${pathTo(corp.slug, '/lists')}?list=${encodeURIComponent(list)}&said=${said}`);
  if (list === '' || list.length > 60) return back('wrong');
  const rows = asked.file === null ? rowsIn(asked.form.get('lines') ?? '') : (sheetSent(call)?.rows ?? null);
  if (rows === null) return back('unread');
  const entries = entriesIn(list, rows);
  if (entries === null) return back('wrong');
  if (new Set(entries.map(({ key }) => key)).size < entries.length) return back('twice');
  try {
    const changed = await deps.db.withCorp(corp.slug, async (tx) =>
      setList(tx, corp.slug, keys, { list, entries, by: visitor.userid }, await nowIn(tx)),
    );
    if (changed > 0) await deps.bell.ring('timers', corp.slug);
    return back(changed > 0 ? 'saved' : 'same');
  } catch (err) {
    if (err instanceof HouseError) return back('wrong');
    throw err;
  }
}

/** Lines as they were typed: each has its own signs between its parts. */
const rowsIn = (text: string): string[][] => text.split(/\r?\n/).map((line) => parseCsv(line)[0] ?? []);

/** Number, name, companies, department and title of each line; null: a line has no number or no name, or there is none. */
function entriesIn(list: string, sheet: readonly (readonly string[])[]): ListEntry[] | null {
  const written = sheet.map((row) => row.map((one) => one.trim().slice(0, 100)));
  const rows = written.filter(
    (row, at) => row.some((one) => one !== '') && !(at === 0 && NUMBER_HEADINGS.has((row[0] ?? '').toLowerCase())),
  );
  if (rows.length === 0 || rows.some(([key = '', name = '']) => key === '' || name === '')) return null;
  return rows.map(([key = '', name = '', companies = '', department = '', title = '']) => ({
    list,
    key,
    name,
    companies: companies.split(/[、;；]/).flatMap((one) => one.trim() || []),
    department,
    title,
  }));
}
