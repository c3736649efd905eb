import { MOST_CHARACTERS } from '../../decisions/deciding.ts';
import { dayOf } from '../../work-time/local-days.ts';
import { daysAfter } from '../../work-time/local-time.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html, type Part } from '../html.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';
import { hiddenField } from './form-parts.ts';
import type { OwnFile } from './own-file.ts';

/** All that the person himself may say of his case now, each a form of its own; nothing where nothing is left to say. */
export function ownWord(call: VisitorCall, own: OwnFile): Html | null {
  const say = sayIn(call.lang);
  const forms = [pressForm(call, own), statementForm(call, own), appealForm(call, own), exemptionForm(call, own)];
  const shown = forms.filter((form) => form !== null);
  return shown.length === 0 ? null : html`<section class="qg-list"><h2>${say('caseYourWord')}</h2>${shown}</section>`;
}

const isUndecided = ({ file }: OwnFile): boolean =>
  file.closedAt === null && ['under-way', 'to-do', 'statement', 'ready'].includes(file.state);

const form = ({ corp, formToken }: VisitorCall, { file }: OwnFile, inner: Part): Html =>
  html`<form method="post" action="${pathTo(corp.slug, '/record')}" class="qg-text qg-say">${hiddenField('token', formToken)}${hiddenField('case', file.id)}${inner}</form>`;

const button = (says: string, words: string, look = 'weui-btn_primary'): Html =>
  html`<button class="weui-btn weui-btn_mini ${look}" name="says" value="${says}">${words}</button>`;

/** One press, while the machine still reminds: it is wrong, or put right. */
function pressForm(call: VisitorCall, own: OwnFile): Html | null {
  const say = sayIn(call.lang);
  const { nature, state, closedAt } = own.file;
  if (nature !== 'breach' || state !== 'under-way' || closedAt) return null;
  const fixed = own.file.toldAt ? button('fixed', say('caseFixedButton')) : null;
  return form(
    call,
    own,
    html`<p class="qg-small">${say('caseWrongHint')}</p><p class="qg-answers">${fixed}${button('wrong', say('caseWrong'), 'weui-btn_default')}</p>`,
  );
}

const words = (label: string, most: number): Html =>
  html`<label class="qg-words">${label}<textarea class="weui-textarea" name="text" rows="4" maxlength="${most}" required></textarea></label>`;

/** His own words, asked or not, as long as nobody has decided. */
function statementForm(call: VisitorCall, own: OwnFile): Html | null {
  const say = sayIn(call.lang);
  if (!isUndecided(own) || own.file.nature !== 'breach') return null;
  return form(
    call,
    own,
    html`${words(say('statementWords'), MOST_CHARACTERS)}<p class="qg-small">${say('statementHint')}</p><p class="qg-answers">${button('explain', say('statementSend'))}</p>`,
  );
}

/** Once after a decision, as long as there is time. */
function appealForm(call: VisitorCall, own: OwnFile): Html | null {
  const say = sayIn(call.lang);
  if (own.file.deadlines.appealUntil === null || own.file.deadlines.undoUntil !== null) return null;
  return form(
    call,
    own,
    html`${words(say('appealWords'), MOST_CHARACTERS)}<p class="qg-small">${say('appealHint')}</p><p class="qg-answers">${button('appeal', say('appealSend'))}</p>`,
  );
}

/** No exemption is asked for longer than that. */
const MOST_DAYS = 366;

/** Asks to be spared by the rule for a while; people decide of it. */
function exemptionForm(call: VisitorCall, own: OwnFile): Html | null {
  const say = sayIn(call.lang);
  const asks =
    own.exemption?.state === 'asked' || own.exemption?.state === 'first' || own.exemption?.state === 'agreed';
  if (!isUndecided(own) || own.file.nature !== 'breach' || own.rule === 'gone' || asks) return null;
  const today = dayOf(own.at.getTime(), call.corp.timeZone);
  return form(
    call,
    own,
    html`<details class="qg-why"><summary>${say('exemptAsk')}</summary><label class="qg-words">${say('exemptUntil')}<input class="weui-input" type="date" name="until" min="${today}" max="${daysAfter(today, MOST_DAYS - 1)}" required></label>${words(say('exemptWhy'), 2_000)}<p class="qg-small">${say('exemptHint')}</p><p class="qg-answers">${button('exempt', say('exemptSend'))}</p></details>`,
  );
}
