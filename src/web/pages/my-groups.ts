import { isOpen } from '../../register/inventory/lines.ts';
import { answerOwnGroups, type OwnGroups, ownGroups } from '../../register/inventory/own-groups.ts';
import { awaiting } from '../../register/inventory/plan-card.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { type Say, sayIn } from '../words/say.ts';
import { groupLists } from './group-lists.ts';
import { groupQuestion } from './group-question.ts';

/** So many groups are asked about at once: a page that stays small, and a form that can be finished. */
const MOST_AT_ONCE = 10;

const ownerOf = ({ visitor }: VisitorCall) => ({ personId: visitor.person.id, userid: visitor.userid });

const load = (call: VisitorCall): Promise<OwnGroups | null> =>
  call.deps.db.withCorp(call.corp.slug, (tx) => ownGroups(tx, call.corp, ownerOf(call)));

/** All groups of an owner in the running round: the questions first, below them what he has said. */
export async function myGroupsPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const own = await load(call);
  const lists = own && groupLists({ corp, own, lang });
  const main = html`${heading(say('myGroups'), own ? null : say('noRound'))}${said(call, say)}${own ? questions(call, own, say) : html`<p class="qg-hint">${say('noRoundHint')}</p>`}${lists}`;
  return page(200, layout({ corp, lang, title: say('myGroups'), top: 'home' }, main));
}

function questions(call: VisitorCall, own: OwnGroups, say: Say): Html {
  if (own.lines.length === 0) return html`<p class="qg-hint">${say('noneOfYours')}</p>`;
  const waiting = awaiting(own.lines);
  if (waiting.length === 0)
    return html`<p class="qg-hint">${say(own.lines.some(isOpen) ? 'allAnswered' : 'allConfirmed')}</p>`;
  const shown = waiting.slice(0, MOST_AT_ONCE);
  const more = waiting.length > shown.length ? say('askMore', { shown: shown.length }) : null;
  const asked = shown.map((line) => groupQuestion(line, own, call.lang));
  return html`<p class="qg-hint">${say('askIntro', { count: waiting.length })}${more}</p>${form(call, asked, say('submit'))}`;
}

const form = ({ corp, formToken }: VisitorCall, asked: readonly Html[], button: string): Html =>
  html`<form method="post" action="${pathTo(corp.slug, '/my-groups')}"><input type="hidden" name="token" value="${formToken}">${asked}<div class="qg-send"><button class="weui-btn weui-btn_primary">${button}</button></div></form>`;

/** What the last form came to, told once after it. */
function said({ asked }: VisitorCall, say: Say): Html | null {
  const kept = asked.query.get('said');
  if (kept === null || !/^(\d{1,4}|closed)$/.test(kept)) return null;
  const words =
    kept === 'closed' ? say('saidClosed') : kept === '0' ? say('saidNone') : say('saidSome', { count: kept });
  return html`<p class="qg-said" role="status">${words}</p>`;
}

/** One group, to change what was said or proposed of it. */
export async function oneGroupPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, asked } = call;
  const say = sayIn(lang);
  const own = await load(call);
  const line = own?.lines.find(({ id }) => id === asked.params.line);
  const back = html`<p class="qg-hint"><a href="${pathTo(corp.slug, '/my-groups')}">‹ ${say('myGroups')}</a></p>`;
  const body =
    own && line && isOpen(line)
      ? form(call, [groupQuestion(line, own, lang)], say('save'))
      : html`<p class="qg-hint">${say('noSuchGroup')}</p>`;
  const main = html`${heading(say('change'))}${back}${body}`;
  return page(line && isOpen(line) ? 200 : 404, layout({ corp, lang, title: say('change'), top: 'home' }, main));
}

/** Takes the form of either page; a reload of what follows sends nothing again. */
export async function takeMyGroups(call: VisitorCall): Promise<Answer> {
  const { deps, corp, asked } = call;
  const selected = [...asked.form].map(([question, option]) => ({ question, options: [option] }));
  const answers = await answerOwnGroups(deps, corp, ownerOf(call), selected);
  return lookAt(`${pathTo(corp.slug, '/my-groups')}?said=${answers === 'closed' ? answers : answers.kept}`);
}
