import { shortMoment } from '../../daily-close/matter-words.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { sayIn } from '../words/say.ts';
import { dueWords } from './appeal-clock.ts';
import { becauseWords } from './case-file-decide.ts';
import { actionWords } from './case-file-history.ts';
import { caseForm, reasonField } from './case-file-section.ts';
import { part } from './case-shown.ts';
import type { OpenFile } from './open-file.ts';

/** The appeal with its clock; its form only for who may review it. */
export function appealSection(call: VisitorCall, { file, names, acts, at }: OpenFile): Html | null {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const { appeal } = file;
  if (!appeal) return null;
  const said = html`<p>${say('appealMade', { at: shortMoment(appeal.at, corp.timeZone) })}</p><blockquote class="qg-quote">${appeal.text}</blockquote>`;
  if (appeal.says !== null) {
    const about = {
      who: names.nameOf(appeal.decidedBy ?? ''),
      at: appeal.decidedAt ? shortMoment(appeal.decidedAt, corp.timeZone) : '',
      what: actionWords(appeal.says, say),
    };
    return part(say('appeals'), html`${said}<p>${say('appealDecided', about)}</p>`);
  }
  const clock = html`<p><strong>${dueWords(appeal.dueAt, at, corp.timeZone, say)}</strong></p>`;
  if (acts.decide !== 'yes')
    return part(
      say('appeals'),
      html`${said}${clock}<p>${say('appealNotYours', { because: becauseWords(acts.decide, say) })}</p>`,
    );
  const button = (says: string, words: string, look: string): Html =>
    html`<button class="weui-btn weui-btn_mini ${look}" name="says" value="${says}">${words}</button>`;
  const fields = html`<input type="hidden" name="appeal" value="${appeal.id}">${reasonField(say('decideReasonShown'))}<div class="qg-buttons">${button('upheld', say('appealUphold'), 'weui-btn_default')}${button('reversed', say('appealReverse'), 'weui-btn_default')}</div>`;
  return part(say('appeals'), html`${said}${clock}${caseForm(call, file.id, 'review', fields)}`);
}
