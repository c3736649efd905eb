import { shortMoment } from '../../daily-close/matter-words.ts';
import { ENDING } from '../../decisions/standing.ts';
import { WANTS_SECOND } from '../../sanctions/measures.ts';
import type { Recused } from '../../sanctions/recusal.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import type { WordingKey } from '../words/say.ts';
import { type Say, sayIn } from '../words/say.ts';
import { actionWords } from './case-file-history.ts';
import { caseForm, dangerousCaseForm, reasonField, sendButton } from './case-file-section.ts';
import { part } from './case-shown.ts';
import type { OpenFile } from './open-file.ts';

const BECAUSE: Readonly<Record<Recused, WordingKey>> = {
  himself: 'becauseHimself',
  'his-own-line': 'becauseLine',
  'decided-before': 'becauseBefore',
  'line-of-the-first': 'becauseFirstLine',
  'not-here': 'becauseNotHere',
  'no-duty': 'becauseNoDuty',
};

/** Why somebody may not decide, in words. */
export const becauseWords = (because: Recused, say: Say): string => say(BECAUSE[because]);

/** What was decided, with its reason and its ten minutes; else the form of who may decide. */
export function decideSection(call: VisitorCall, open: OpenFile): Html | null {
  const { file, acts } = open;
  const say = sayIn(call.lang);
  const made = decisionsMade(call, open);
  const canDecide = file.closedAt === null && ['to-do', 'ready', 'under-way', 'statement'].includes(file.state);
  if (!canDecide) return made && part(say('decide'), made);
  if (acts.decide !== 'yes')
    return part(say('decide'), html`${made}<p>${say('decideOwn', { because: becauseWords(acts.decide, say) })}</p>`);
  return part(say('decide'), html`${made}${form(call, open, say)}`);
}

function decisionsMade(call: VisitorCall, { file, names }: OpenFile): Html | null {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const ending = file.decisions.filter(({ action }) => (ENDING as readonly string[]).includes(action));
  if (ending.length === 0) return null;
  const undoUntil = file.deadlines.undoUntil;
  const parts = ending.map(({ id, actor, action, at, reason }) => {
    const about = { who: names.nameOf(actor), at: shortMoment(at, corp.timeZone), what: actionWords(action, say) };
    const isUndone = file.decisions.some(({ undoes }) => undoes === id);
    const why = reason ? html`<p class="qg-small">${say('decidedReason', { reason })}</p>` : null;
    const after = isUndone ? html`<p class="qg-small">${say('decidedUndone')}</p>` : null;
    const undo =
      !isUndone && undoUntil && id === ending.at(-1)?.id
        ? caseForm(
            call,
            file.id,
            'undo',
            html`<input type="hidden" name="decision" value="${id}"><p>${say('undoUntil', { at: shortMoment(undoUntil, corp.timeZone) })}</p>${sendButton(say('undo'))}`,
          )
        : null;
    return html`<p>${say('decided', about)}</p>${why}${after}${undo}`;
  });
  return html`${parts}`;
}

function form(call: VisitorCall, { file }: OpenFile, say: Say): Html {
  const hasProposal = file.proposal !== null && (file.state === 'ready' || file.state === 'statement');
  const button = (says: string, words: string, look: string): Html =>
    html`<button class="weui-btn weui-btn_mini ${look}" name="says" value="${says}">${words}</button>`;
  const isWaiting = file.state === 'statement';
  const isGrave = hasProposal && file.proposal !== null && WANTS_SECOND.has(file.proposal.measure);
  const confirm = button('confirmed', say(hasProposal ? 'decideConfirm' : 'decideConfirmBare'), 'weui-btn_primary');
  const first = isWaiting ? html`<p>${say('decideWaits')}</p>` : isGrave ? null : confirm;
  const withdraw = hasProposal ? button('withdrawn', say('decideWithdraw'), 'weui-btn_default') : null;
  const fields = html`${reasonField(say('decideReasonShown'))}<div class="qg-buttons">${first}${button('waived', say('decideWaive'), 'weui-btn_default')}${withdraw}</div>`;
  const grave = isGrave && !isWaiting ? graveForm(call, file.id, say) : null;
  return html`<p class="qg-small">${say('decideHint')}</p>${grave}${caseForm(call, file.id, 'decide', fields)}`;
}

/** Somebody is shut out, or others read of it: another than who proposed it confirms it, right after he signed in. */
function graveForm(call: VisitorCall, caseId: string, say: Say): Html {
  const fields = html`${reasonField(say('decideReasonShown'))}${sendButton(say('decideConfirm'), 'weui-btn_primary')}`;
  return html`<p>${say('decideGrave')}</p>${dangerousCaseForm(call, caseId, 'confirm', fields)}`;
}
