import { caseSaid } from '../../cases/case-said.ts';
import { type OwnCase, ownCases } from '../../cases/own-cases.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { rulesById } from '../../rules/index.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';
import { ownState } from './own-state.ts';

/** So many are shown; whoever has more asks HR for a copy of everything. */
const MOST = 100;

/** 我的记录: every case about this person, open and ended. */
export async function recordPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps, visitor } = call;
  const say = sayIn(lang);
  const cases = await deps.db.withCorp(corp.slug, (tx) =>
    ownCases(tx, corp.slug, { personId: visitor.person.id }, MOST),
  );
  const about = html`${cases.length === 0 ? html`${say('recordNone')}<br>` : null}${say('recordIntro')}`;
  const more = cases.length === MOST ? html`<p class="qg-hint">${say('recordMore', { shown: MOST })}</p>` : null;
  const main = html`${heading(say('record'), about)}${list(
    call,
    say('recordOpen'),
    cases.filter(({ closedAt }) => closedAt === null),
  )}${list(
    call,
    say('recordEnded'),
    cases.filter(({ closedAt }) => closedAt !== null),
  )}${more}`;
  return page(200, layout({ corp, lang, title: say('record'), top: 'home' }, main));
}

function list(call: VisitorCall, title: string, cases: readonly OwnCase[]): Html | null {
  if (cases.length === 0) return null;
  return html`<section class="qg-list"><h2>${title}</h2><div class="weui-cells">${cases.map((one) => line(call, one))}</div></section>`;
}

function line({ corp, lang }: VisitorCall, one: OwnCase): Html {
  const say = sayIn(lang);
  const title = rulesById.get(one.rule)?.title[lang] ?? say('recordOtherRule');
  const place = [one.groupName, say('recordFoundAt', { at: shortMoment(one.openedAt, corp.timeZone) })];
  const seen = caseSaid(one.rule, 'says', one.says, one.detail)[lang];
  return html`<a class="weui-cell weui-cell_active weui-cell_access" href="${pathTo(corp.slug, `/record/${one.id}`)}"><span class="weui-cell__bd"><span>${title}</span><br><span class="qg-small">${seen}</span><br><span class="qg-small">${place.filter((part) => part !== '').join(' · ')}</span><br><strong class="qg-small">${ownState(one, say)}</strong></span><span class="weui-cell__ft"></span></a>`;
}
