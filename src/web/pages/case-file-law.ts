import { shortMoment } from '../../daily-close/matter-words.ts';
import type { Offer } from '../../decisions/offers.ts';
import { PROOF_WORDS, TOLD_WORDS } from '../../sanctions/in-words.ts';
import type { Jurisdiction } from '../../sanctions/jurisdiction-file.ts';
import type { Measure, Proof, Told } from '../../sanctions/measures.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import type { WordingKey } from '../words/say.ts';
import { type Lang, type Say, sayIn } from '../words/say.ts';
import { caseForm, sendButton } from './case-file-section.ts';
import { part } from './case-shown.ts';
import type { OpenFile } from './open-file.ts';

/** What the law of the place said of a measure, as it is kept with a proposal or asked today. */
interface Said {
  readonly because: readonly {
    readonly says: Readonly<Record<Lang, string>>;
    readonly basis: readonly { readonly law: string; readonly article: string }[];
  }[];
  readonly alternatives: readonly Measure[];
  readonly tell: readonly string[];
  readonly missing: readonly string[];
}

const STOPPED: ReadonlySet<string> = new Set(['alternative-only', 'not-executed']);

/** Every proposal there was, with what the law said of it that day. */
export function proposalSection({ corp, lang }: VisitorCall, { file, names, law }: OpenFile): Html {
  const say = sayIn(lang);
  if (file.proposals.length === 0) return part(say('proposal'), html`<p>${say('proposalNone')}</p>`);
  const parts = file.proposals.map(({ by, at, measure, note, outcome, guarded }) => {
    const about = {
      who: names.nameOf(by),
      at: shortMoment(at, corp.timeZone),
      measure: law.measures[measure].name[lang],
    };
    const kept = note
      ? html`<p class="qg-small">${say('labelled', { label: say('proposalNote'), text: note })}</p>`
      : null;
    const words = lawWords(guarded, law, lang, say);
    const verdict = STOPPED.has(outcome)
      ? html`<details class="qg-why"><summary>${say('proposalStopped')}</summary>${words}</details>`
      : words;
    return html`<p>${say('proposalBy', about)}</p>${kept}${verdict}`;
  });
  return part(say('proposal'), html`${parts}`);
}

/** Only what may be proposed is offered; the rest is shown as not executed, with why. */
export function proposeSection(call: VisitorCall, { file, offers, acts, law }: OpenFile): Html | null {
  const say = sayIn(call.lang);
  const isOver = file.closedAt !== null || ['decided', 'appealed', 'over'].includes(file.state);
  if (isOver || offers.length === 0 || acts.decide !== 'yes') return null;
  const open = offers.filter(({ may }) => may === 'propose');
  const shut = offers.filter(({ may }) => may !== 'propose');
  const waiting = file.state === 'ready' && file.proposal !== null;
  const form = waiting || file.state === 'statement' ? null : proposeForm(call, file.id, open, law);
  return part(say('proposeTitle'), html`${form}${notExecuted(shut, law, call.lang)}`);
}

function proposeForm(call: VisitorCall, caseId: string, offers: readonly Offer[], law: Jurisdiction): Html {
  const say = sayIn(call.lang);
  if (offers.length === 0) return html`<p>${say('proposeNone')}</p>`;
  const choices = offers.map(({ measure, guarded }) => {
    const unlocked = guarded.because.find(({ key }) => key === 'unlocked')?.says[call.lang];
    const note = unlocked ? html`<p class="qg-small">${unlocked}</p>` : null;
    return html`<label class="qg-choice"><input type="radio" name="measure" value="${measure}" required> ${law.measures[measure].name[call.lang]}</label>${note}`;
  });
  const fields = html`<fieldset class="qg-choices"><legend>${say('proposeChoose')}</legend>${choices}</fieldset><label>${say('proposalNote')}<input class="weui-input" name="note" maxlength="400"></label>${sendButton(say('proposeGo'), 'weui-btn_primary')}`;
  return html`<p class="qg-small">${say('proposeHint')}</p>${caseForm(call, caseId, 'propose', fields)}`;
}

function notExecuted(offers: readonly Offer[], law: Jurisdiction, lang: Lang): Html | null {
  const say = sayIn(lang);
  if (offers.length === 0) return null;
  const items = offers.map(({ measure, guarded, ladder }) => {
    const words = law.measures[measure].name[lang];
    const step =
      ladder === 'not-yet' && guarded.may === 'propose' ? html`<p class="qg-small">${say('offLadder')}</p>` : null;
    const { because, alternatives, whoMustBeTold: tell, proofMissing: missing } = guarded;
    const why = say(step ? 'whyLadder' : whyKey(guarded));
    return html`<details class="qg-why"><summary>${words} <span class="qg-small">${why}</span></summary>${step}${lawWords({ because, alternatives, tell, missing }, law, lang, say)}</details>`;
  });
  return html`<h3 class="qg-sub">${say('notExecuted')}</h3><p class="qg-small">${say('notExecutedHint')}</p>${items}`;
}

/** Why not, in two words. */
function whyKey({ because, proofMissing }: Offer['guarded']): WordingKey {
  const keys = because.map(({ key }) => key);
  if (keys.includes('not-for-these-people')) return 'whyNotThese';
  if (keys.includes('never')) return 'whyNever';
  if (keys.includes('not-unlocked')) return 'whyBlocked';
  return proofMissing.length > 0 ? 'whyMissing' : 'whyOther';
}

/** The reasons with their articles, what was missing, what would do instead, and who has to hear of it. */
function lawWords({ because, alternatives, tell, missing }: Said, law: Jurisdiction, lang: Lang, say: Say): Html {
  const reasons = because.map(({ says, basis }) => {
    const articles = basis.map((one) => `${law.laws[one.law]?.name[lang] ?? one.law} ${one.article}`).join('；');
    return html`<p class="qg-small">${says[lang]}${articles === '' ? null : html`<br>${say('basis', { articles })}`}</p>`;
  });
  const line = (words: string): Html | null => (words === '' ? null : html`<p class="qg-small">${words}</p>`);
  const list = (words: readonly (string | undefined)[]): string =>
    words.filter(Boolean).join(lang === 'zh' ? '、' : ', ');
  const proofs = list(missing.map((one) => PROOF_WORDS[one as Proof]?.[lang]));
  const others = list(alternatives.map((one) => law.measures[one].name[lang]));
  const told = list(tell.map((one) => TOLD_WORDS[one as Told]?.[lang]));
  return html`${reasons}${line(proofs && say('missing', { proofs }))}${line(others && say('instead', { measures: others }))}${line(told && say('mustTell', { who: told }))}`;
}
