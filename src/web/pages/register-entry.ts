import { cellsOf } from '../../register/export-sheet.ts';
import { importLines } from '../../register/import-sheet.ts';
import { loadKnown } from '../../register/known.ts';
import type { KnownGroup } from '../../register/match-line.ts';
import { type Column, EXPORTED, headingOf } from '../../register/sheet/columns.ts';
import { type Known, takeLines } from '../../register/take-lines.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { type Say, sayIn } from '../words/say.ts';
import { areaField, dayField, selectField, textField, tokenForm } from './form-parts.ts';

interface Found {
  readonly known: Known;
  readonly group: KnownGroup;
}

async function find({ corp, deps }: VisitorCall, chatId: string): Promise<Found | null> {
  const known = await deps.db.withCorp(corp.slug, (tx) => loadKnown(tx, corp));
  const group = known.groups.find((one) => one.chatId === chatId);
  return group ? { known, group } : null;
}

/** One group of the register: everything that a line of the sheet says of it, to be changed. */
export async function registerEntryPage(call: VisitorCall): Promise<Answer> {
  const found = await find(call, call.asked.params.id ?? '');
  return found ? entryPage(call, found, cellsOf(found.group, found.known), []) : noSuch(call);
}

type Cells = Readonly<Partial<Record<Column, string>>>;

function entryPage(call: VisitorCall, found: Found, cells: Cells, wrong: readonly string[]): Answer {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const { name, chatId } = found.group;
  const back = html`<p class="qg-hint"><a href="${pathTo(corp.slug, '/register')}">‹ ${say('register')}</a></p>`;
  const said =
    wrong.length === 0
      ? null
      : html`<div class="qg-said" role="alert">${wrong.map((one) => html`<p>${one}</p>`)}<p>${say('registerNothingChanged')}</p></div>`;
  const main = html`${back}${heading(name || chatId, say('registerEntryHint'))}${said}${tokenForm(call, '/register/one', fields(found, cells, say, lang), 'save')}`;
  return page(200, layout({ corp, lang, title: say('register'), top: 'home' }, main));
}

function fields({ known, group }: Found, cells: Cells, say: Say, lang: 'zh' | 'en'): Html {
  const value = (column: Column): string => cells[column] ?? '';
  const kinds = known.kinds.map(({ name }) => ({ value: name.zh, words: name[lang] }));
  const departments = [...new Set([...known.directory.departments.values()].map(({ name }) => name))].sort();
  const none = { value: '', words: say('optionLater') };
  const text = (name: Column, label: string, hint?: string): Html =>
    textField({ name, label, value: value(name), asks: 'optional', most: 600, ...(hint !== undefined && { hint }) });
  return html`<input type="hidden" name="chatId" value="${group.chatId}">${selectField({ name: 'kind', label: say('registerKind'), value: value('kind') }, [none, ...kinds])}${selectField(
    { name: 'department', label: say('registerDepartment'), value: value('department') },
    [none, ...departments.map((one) => ({ value: one, words: one }))],
  )}${text('purpose', say('registerPurpose'))}${areaField({ name: 'admins', label: say('registerAdmins'), value: value('admins'), most: 600, lines: 3, hint: say('registerAdminsHint') })}${text('approvedBy', say('registerApprovedBy'))}${text('approvalNumber', say('registerNumber'))}${dayField({ name: 'approvalDate', label: say('registerApprovedOn'), value: value('approvalDate'), asks: 'optional' })}${text('scan', say('registerScan'))}${text('filedWith', say('registerFiledWith'))}${text('filingNumber', say('registerFilingNumber'))}${dayField({ name: 'filingDate', label: say('registerFiledOn'), value: value('filingDate'), asks: 'optional' })}${dayField({ name: 'endsOn', label: say('registerEndsOn'), value: value('endsOn'), asks: 'optional' })}`;
}

/** What a form may change; name, owner and reach are as WeCom shows them. */
const CHANGED: readonly Column[] = EXPORTED.filter((column) => !['name', 'chatId', 'reach', 'owner'].includes(column));

/** Takes the form as a line of the sheet would be taken: the same checks, the same trail. */
export async function takeRegisterEntry(call: VisitorCall): Promise<Answer> {
  const { corp, deps, lang, visitor, asked } = call;
  const found = await find(call, asked.form.get('chatId') ?? '');
  if (!found) return noSuch(call);
  const { known, group } = found;
  const written = Object.fromEntries(CHANGED.map((column) => [column, (asked.form.get(column) ?? '').trim()]));
  const cells: Cells = { ...cellsOf(group, known), ...written };
  const rows = [EXPORTED.map(headingOf), EXPORTED.map((column) => cells[column] ?? '')];
  const read = takeLines(rows, known);
  const wrong = read?.returned.flatMap((line) => line.wrong.map((reason) => reason[lang])) ?? [];
  const [line] = read?.taken ?? [];
  const say = sayIn(lang);
  if (!read || !line || wrong.length > 0) return entryPage(call, found, cells, wrong);
  if (line.registration === null) return entryPage(call, found, cells, [say('registerTooLittle')]);
  await importLines(deps, corp, read, 'page', visitor.userid);
  const said = line.changes.length > 0 ? 'saved' : 'same';
  return lookAt(`${pathTo(corp.slug, '/register')}?said=${said}`);
}

function noSuch(call: VisitorCall): Answer {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const back = html`<p class="qg-hint"><a href="${pathTo(corp.slug, '/register')}">‹ ${say('register')}</a></p>`;
  return page(
    404,
    layout({ corp, lang, title: say('register'), top: 'home' }, html`${back}${heading(say('keptNoSuch'))}`),
  );
}
