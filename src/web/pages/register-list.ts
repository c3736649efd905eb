import type { CorpConfig } from '../../config.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import type { Reach } from '../../events/group.ts';
import { importLines, tryImport } from '../../register/import-sheet.ts';
import { knownGroups } from '../../register/known.ts';
import { writeCsv } from '../../register/sheet/csv.ts';
import { policiesInForce } from '../../review/policies.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { linkCell, saidOnce, section } from './form-parts.ts';
import { linesReturned, sheetForm, sheetSent } from './sheet-form.ts';

/** So many groups are listed; a search finds the others. */
const MOST = 100;

interface Listed {
  readonly chatId: string;
  readonly name: string;
  readonly reach: string;
  /** Null: nobody has registered it. */
  readonly kind: string | null;
  readonly department: string | null;
}

const SAID = { saved: 'registerSaved', same: 'registerSame' } as const satisfies Record<string, WordingKey>;

/** The register: every group, those that nobody registered first; a search, and lines pasted from a sheet. */
export async function registerPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps, asked } = call;
  const say = sayIn(lang);
  const wanted = (asked.query.get('q') ?? '').trim().slice(0, 60);
  const { groups, kindOf } = await deps.db.withCorp(corp.slug, async (tx) => {
    const kinds = (await policiesInForce(tx, corp.slug, await nowIn(tx))).flatMap((one) => [...one.kinds.values()]);
    return {
      groups: await groupsNamed(tx, corp, wanted),
      kindOf: (id: string): string => kinds.find((kind) => kind.id === id)?.name[lang] ?? id,
    };
  });
  const cells = groups.slice(0, MOST).map(({ chatId, name, reach, kind, department }) => {
    const about = [kind === null ? say('registerStray') : kindOf(kind), department].filter(Boolean).join(' · ');
    return linkCell(
      pathTo(corp.slug, registerPath(chatId)),
      name || chatId,
      about,
      say(REACH_WORDS[reach as Reach] ?? 'reachUnknown'),
    );
  });
  const more = groups.length > MOST ? html`<p class="qg-hint">${say('registerMore', { shown: MOST })}</p>` : null;
  const main = html`${heading(say('register'), say('registerHint'))}${saidOnce(call, SAID)}${searchForm(call, wanted)}${cells.length === 0 ? html`<p class="qg-hint">${say('registerNone')}</p>` : section(say('registerGroups'), cells)}${more}${paste(call)}`;
  return page(200, layout({ corp, lang, title: say('register'), top: 'home' }, main));
}

export const registerPath = (chatId: string): string => `/register/${encodeURIComponent(chatId)}`;

const REACH_WORDS: Readonly<Record<Reach, WordingKey>> = {
  customer: 'reachCustomer',
  managed: 'reachManaged',
  internal: 'reachInternal',
  native: 'reachNative',
  linked: 'reachLinked',
  outside: 'reachOutside',
  unknown: 'reachUnknown',
};

/** Living groups whose name or kind holds these signs. */
async function groupsNamed(tx: Tx, { slug }: CorpConfig, wanted: string): Promise<Listed[]> {
  const known = await knownGroups(tx, slug);
  const entries = await tx.registerEntry.findMany({ where: { corp: slug, until: null } });
  const byId = new Map(entries.map((entry) => [entry.chatId, entry]));
  return known
    .map(({ chatId, name, reach }) => {
      const entry = byId.get(chatId);
      return { chatId, name, reach, kind: entry?.kind ?? null, department: entry?.ownerDepartment ?? null };
    })
    .filter(({ name, chatId, department }) => [name, chatId, department ?? ''].some((text) => text.includes(wanted)))
    .sort((a, b) => Number(a.kind !== null) - Number(b.kind !== null) || (a.name < b.name ? -1 : 1));
}

const searchForm = ({ corp, lang }: VisitorCall, wanted: string): Html =>
  html`<form method="get" action="${pathTo(corp.slug, '/register')}" class="qg-search"><label><span class="qg-small">${sayIn(lang)('registerSearch')}</span><input class="weui-input" type="search" name="q" value="${wanted}" maxlength="60"></label><button class="weui-btn weui-btn_mini weui-btn_default">${sayIn(lang)('search')}</button></form>`;

const paste = (call: VisitorCall, text = ''): Html => {
  const say = sayIn(call.lang);
  const form = sheetForm(call, {
    to: '/register',
    label: say('registerLines'),
    hint: say('registerLinesHint'),
    text,
    button: 'registerTake',
  });
  return html`<section class="qg-list"><h2>${say('registerPaste')}</h2>${form}</section>`;
};

/** Takes the good lines of what was pasted, and gives the others back with the reason beside each. */
export async function takeRegisterLines(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps, visitor, asked } = call;
  const say = sayIn(lang);
  const text = asked.form.get('lines') ?? '';
  const sheet = sheetSent(call);
  if (sheet === null) return returned(call, say('sheetUnread'), null, text);
  const read = await tryImport(deps, corp, sheet);
  if (read === null) return returned(call, say('registerNoHead'), null, text);
  await importLines(deps, corp, read, asked.file === null ? 'page' : sheet.format.as, visitor.userid);
  if (read.returned.length === 0) return lookAt(`${pathTo(corp.slug, '/register')}?said=saved`);
  const lines = read.returned.map(({ row, wrong }) => ({ row, why: wrong.map((one) => one[lang]).join('；') }));
  const back = writeCsv([read.headings, ...read.returned.map(({ cells }) => cells)]);
  const about = say('registerSome', { taken: read.taken.length, returned: lines.length });
  return returned(call, about, linesReturned(call, lines), back);
}

function returned(call: VisitorCall, said: string, lines: Html | null, text: string): Answer {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const main = html`${heading(say('register'))}<p class="qg-said" role="status">${said}</p>${lines}${paste(call, text)}`;
  return page(200, layout({ corp, lang, title: say('register'), top: 'home' }, main));
}
