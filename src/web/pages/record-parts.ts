import { caseSaid } from '../../cases/case-said.ts';
import type { ShownDecision } from '../../decisions/matter-parts.ts';
import { quotable } from '../../notices/wording/banned.ts';
import { type Html, html } from '../html.ts';
import type { WordingKey } from '../words/say.ts';
import { type CaseShown, moment, part, seenWords } from './case-shown.ts';
import { clockStepByStep } from './matter-parts.ts';
import type { OwnFile } from './own-file.ts';
import { heardOf } from './own-outcome.ts';
import { endedWords } from './own-state.ts';

const NATURES: Readonly<Record<string, WordingKey>> = { task: 'natureTask', question: 'natureQuestion' };

/** What was seen, in the rule's words, and what to do about it as long as something can be done. */
export function seenSection({ file }: OwnFile, shown: CaseShown): Html {
  const { say, lang } = shown;
  const { rule, says, detail, nature, openedAt, closedAt, state } = file;
  const kind = say(NATURES[nature] ?? 'natureBreach');
  const when = say('recordFoundAt', { at: moment(openedAt, shown) });
  const isOver = closedAt !== null || state === 'decided' || state === 'appealed';
  const fix = isOver ? '' : caseSaid(rule, 'fix', says, detail)[lang];
  const doing = fix === '' ? null : html`<p><span class="qg-small">${say('caseFix')}</span><br>${fix}</p>`;
  return part(
    say('caseSeen'),
    html`<p>${caseSaid(rule, 'says', says, detail)[lang]}</p><p class="qg-small">${kind} · ${when}</p>${doing}<p class="qg-small">${say('caseMayBeWrong')}</p>`,
  );
}

/** The clause's duty; never what it threatens. */
export function clauseSection({ clause, file }: OwnFile, { say, lang }: CaseShown): Html {
  if (!clause) return part(say('caseClause'), html`<p>${say('caseClauseGone')}</p>`);
  const duty = quotable(clause.text[lang]);
  const quote = duty === '' ? null : html`<blockquote class="qg-quote">${duty}</blockquote>`;
  const version = say('caseVersion', { version: file.policyVersion });
  return part(
    say('caseClause'),
    html`<p>${clause.id} ${clause.title[lang]} <span class="qg-small">${version}</span></p>${quote}`,
  );
}

/** What happened, moment by moment, and how its time was counted. */
export function timesSection({ file, clock }: OwnFile, shown: CaseShown): Html {
  const { say } = shown;
  const isRunning = file.closedAt === null && file.state === 'under-way' && file.toldAt !== null;
  const moments = [
    { at: file.openedAt, words: say('timeOpened') },
    ...(file.toldAt ? [{ at: file.toldAt, words: say('timeTold') }] : []),
    ...heardOf(file).map((one) => ({ at: one.at, words: whoSaid(one, shown) })),
    ...(isRunning && file.graceUntil ? [{ at: file.graceUntil, words: say('timeGrace') }] : []),
    ...(file.appeal ? [{ at: file.appeal.at, words: say('timeAppealed') }] : []),
    ...(file.closedAt
      ? [{ at: file.closedAt, words: say('timeClosed', { because: endedWords(file.closedBecause, say) }) }]
      : []),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const lines = moments.map(
    ({ at, words }) => html`<li><span class="qg-when">${moment(at, shown)}</span> <span>${words}</span></li>`,
  );
  return part(say('caseTimes'), html`<ol class="qg-times">${lines}</ol>${clockStepByStep(clock, shown)}`);
}

const SAID: Readonly<Record<string, WordingKey>> = {
  fixed: 'saidFixed',
  'reported-wrong': 'saidWrong',
  confirmed: 'saidConfirmed',
  waived: 'saidWaived',
  withdrawn: 'saidWithdrawn',
  upheld: 'saidUpheld',
  reversed: 'saidReversed',
  agreed: 'saidAgreed',
  'not-agreed': 'saidNotAgreed',
  task: 'saidTask',
  'not-task': 'saidNotTask',
  done: 'saidDone',
  cannot: 'saidCannot',
  'find-right': 'saidFindRight',
  'find-wrong': 'saidFindWrong',
};

/** Who decided has a name; he himself is `您`. */
function whoSaid({ actor, action }: ShownDecision, { say, nameOf, reader }: CaseShown): string {
  const who = actor === reader ? say('deciderYou') : nameOf(actor);
  return `${who} ${say(SAID[action] ?? 'saidOther')}`;
}

/** What could be seen in that moment, and what stays invisible. */
export function coverageSection({ seen, clause }: OwnFile, { say, lang }: CaseShown): Html {
  const cannot = clause?.cannotSee;
  const more = cannot ? html`<p>${say('coverageCannot', { what: cannot[lang] })}</p>` : null;
  return part(say('caseCoverage'), html`<p>${seenWords(seen, { say, lang })}</p>${more}`);
}

const EXEMPTIONS: Readonly<Record<string, WordingKey>> = {
  asked: 'exemptWaits',
  first: 'exemptWaits',
  agreed: 'exemptAgreed',
  refused: 'exemptRefused',
  ended: 'exemptOver',
  over: 'exemptOver',
};

/** Whether he is to be spared by the rule for a while. */
export function exemptionSection({ exemption }: OwnFile, { say }: CaseShown): Html | null {
  if (!exemption) return null;
  const state = say(EXEMPTIONS[exemption.state] ?? 'exemptWaits', { until: exemption.until });
  const why = exemption.because ? html`<blockquote class="qg-quote">${exemption.because}</blockquote>` : null;
  return part(say('exempt'), html`<p>${state}</p>${why}`);
}
