import type { CaseFile } from '../../decisions/load-matter.ts';
import type { ShownDecision } from '../../decisions/matter-parts.ts';
import { ENDING } from '../../decisions/standing.ts';
import { MEASURE_WORDS } from '../../sanctions/in-words.ts';
import { type Html, html, type Part } from '../html.ts';
import type { WordingKey } from '../words/say.ts';
import { type CaseShown, moment, part, until } from './case-shown.ts';

const isEnding = ({ action }: ShownDecision): boolean => (ENDING as readonly string[]).includes(action);

/** Decisions that he may hear of: not what was taken back, and nothing that still can be within ten minutes. */
export function heardOf({ decisions, deadlines }: CaseFile): readonly ShownDecision[] {
  const undone = new Set(decisions.filter(({ action }) => action === 'undone').map(({ undoes }) => undoes));
  const heard = decisions.filter(
    ({ id, action }) => action !== 'undone' && action !== 'excerpt-read' && !undone.has(id),
  );
  const last = heard.filter(isEnding).at(-1);
  return deadlines.undoUntil === null ? heard : heard.filter(({ id }) => id !== last?.id);
}

const SAYS: Readonly<Record<string, WordingKey>> = {
  confirmed: 'outcomeConfirmed',
  waived: 'outcomeWaived',
  withdrawn: 'outcomeWithdrawn',
};

/** What became of it: who decided, why, what follows, until when he may appeal, and what became of that. */
export function outcomeSection(file: CaseFile, shown: CaseShown): Html | null {
  const { say, lang, nameOf } = shown;
  const decision = heardOf(file).filter(isEnding).at(-1);
  if (!decision) return null;
  const proposal = file.proposals.find(({ id }) => id === decision.proposalId);
  const follows =
    decision.action === 'confirmed' && proposal
      ? say('outcomeMeasure', { measure: MEASURE_WORDS[proposal.measure][lang] })
      : null;
  const by = say('outcomeBy', { who: nameOf(decision.actor), at: moment(decision.at, shown) });
  const why = decision.reason === null ? null : html`<blockquote class="qg-quote">${decision.reason}</blockquote>`;
  const { appealUntil } = file.deadlines;
  const lines: Part[] = [
    html`<p><strong>${say(SAYS[decision.action] ?? 'outcomeConfirmed')}</strong></p>`,
    follows === null ? null : html`<p>${follows}</p>`,
    html`<p class="qg-small">${by}</p>`,
    why,
    appealUntil === null
      ? null
      : html`<p class="qg-small">${say('outcomeAppealUntil', { until: until(appealUntil, shown) })}</p>`,
    appealLines(file, shown),
  ];
  return part(say('outcome'), html`${lines}`);
}

function appealLines({ appeal }: CaseFile, shown: CaseShown): Html | null {
  if (!appeal) return null;
  const { say, nameOf } = shown;
  const words = html`<p>${say('appealOwnSaid', { at: moment(appeal.at, shown) })}</p>`;
  const said = html`${words}${appeal.text === null ? null : html`<blockquote class="qg-quote">${appeal.text}</blockquote>`}`;
  if (appeal.says === null || appeal.decidedAt === null)
    return html`${said}<p>${say('appealWaits', { due: until(appeal.dueAt, shown) })}</p>`;
  const by = say('outcomeBy', { who: nameOf(appeal.decidedBy ?? ''), at: moment(appeal.decidedAt, shown) });
  const became = say(appeal.says === 'reversed' ? 'appealReversed' : 'appealUpheld');
  return html`${said}<p><strong>${became}</strong></p><p class="qg-small">${by}</p>`;
}
