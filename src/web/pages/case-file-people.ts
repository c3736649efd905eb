import { PURPOSES, type Purpose } from '../../evidence/purposes.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import type { WordingKey } from '../words/say.ts';
import { sayIn } from '../words/say.ts';
import { caseForm, dangerousCaseForm, reasonField, sendButton } from './case-file-section.ts';
import { part } from './case-shown.ts';
import type { OpenFile } from './open-file.ts';

/** 询问: a question to the one it is about. */
export function askSection(call: VisitorCall, { file, acts }: OpenFile): Html | null {
  const say = sayIn(call.lang);
  const isOpen = file.closedAt === null && ['to-do', 'ready', 'under-way'].includes(file.state);
  if (!isOpen || acts.decide !== 'yes' || !file.person?.userid) return null;
  const fields = html`${reasonField(say('askNote'), 'note')}${sendButton(say('askGo'))}`;
  return part(say('ask'), html`<p class="qg-small">${say('askHint')}</p>${caseForm(call, file.id, 'ask', fields)}`);
}

/** Who looks after it, and to whom it can be given: those who may decide of it. */
export function assignSection(call: VisitorCall, { file, acts, names }: OpenFile): Html | null {
  const say = sayIn(call.lang);
  const now = file.assignee === null ? say('assignNobody') : say('assignNow', { name: names.nameOf(file.assignee) });
  const others = acts.deciders.filter((userid) => userid !== file.assignee);
  const isOver = file.closedAt !== null && file.state !== 'appealed';
  if (isOver || others.length === 0) return part(say('assign'), html`<p>${now}</p>`);
  const options = others.map((userid) => html`<option value="${userid}">${names.nameOf(userid)}</option>`);
  const fields = html`<label>${say('assignTo')}<select class="weui-select" name="to">${options}</select></label>${sendButton(say('assignGo'))}`;
  return part(say('assign'), html`<p>${now}</p>${caseForm(call, file.id, 'assign', fields)}`);
}

/** What evidence is taken for, as the page calls it. */
export const PURPOSE_WORDS = {
  review: 'evidenceReview',
  arbitration: 'evidenceArbitration',
  audit: 'evidenceAudit',
  subject: 'evidenceSubject',
} as const satisfies Record<Purpose, WordingKey>;

/** The whole case as one file, asked for with a purpose and a reason; another person lets it go. */
export function packSection(call: VisitorCall, { file }: OpenFile): Html {
  const say = sayIn(call.lang);
  const options = PURPOSES.map((one) => html`<option value="${one}">${say(PURPOSE_WORDS[one])}</option>`);
  const fields = html`<label>${say('evidencePurpose')}<select class="weui-select" name="purpose">${options}</select></label>${reasonField(say('evidenceWhy'))}${sendButton(say('packAsk'))}`;
  return part(
    say('evidenceTitle'),
    html`<p class="qg-small">${say('packAskHint')}</p>${dangerousCaseForm(call, file.id, 'evidence', fields)}`,
  );
}
