import { caseSaid } from '../../cases/case-said.ts';
import type { OwnCaseFile, OwnDecision } from '../../cases/own-case.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { quotable } from '../../notices/wording/banned.ts';
import { unseenInWords } from '../../policy/unseen-words.ts';
import { type Html, html } from '../html.ts';
import type { Lang, Say, WordingKey } from '../words/say.ts';
import { clockStepByStep } from './matter-parts.ts';
import { endedWords } from './own-state.ts';

export interface CaseShown {
  readonly say: Say;
  readonly lang: Lang;
  readonly timeZone: string;
  nameOf(userid: string): string;
  /** Whose page it is. */
  readonly reader: string;
}

const section = (title: string, inner: Html): Html =>
  html`<section class="qg-list"><h2>${title}</h2><div class="qg-text">${inner}</div></section>`;

const NATURES: Readonly<Record<string, WordingKey>> = { task: 'natureTask', question: 'natureQuestion' };

/** What was seen, in the rule's words, and what to do about it as long as something can be done. */
export function seenSection({ matter }: OwnCaseFile, { say, lang, timeZone }: CaseShown): Html {
  const { rule, says, detail, nature, openedAt, closedAt } = matter;
  const kind = say(NATURES[nature] ?? 'natureBreach');
  const when = say('recordFoundAt', { at: shortMoment(openedAt, timeZone) });
  const fix = closedAt === null ? caseSaid(rule, 'fix', says, detail)[lang] : '';
  const doing = fix === '' ? null : html`<p><span class="qg-small">${say('caseFix')}</span><br>${fix}</p>`;
  return section(
    say('caseSeen'),
    html`<p>${caseSaid(rule, 'says', says, detail)[lang]}</p><p class="qg-small">${kind} · ${when}</p>${doing}<p class="qg-small">${say('caseMayBeWrong')}</p>`,
  );
}

/** The clause's duty; never what it threatens. */
export function clauseSection({ clause, policyVersion }: OwnCaseFile, { say, lang }: CaseShown): Html {
  if (!clause) return section(say('caseClause'), html`<p>${say('caseClauseGone')}</p>`);
  const duty = quotable(clause.text[lang]);
  const quote = duty === '' ? null : html`<blockquote class="qg-quote">${duty}</blockquote>`;
  const version = say('caseVersion', { version: policyVersion });
  return section(
    say('caseClause'),
    html`<p>${clause.id} ${clause.title[lang]} <span class="qg-small">${version}</span></p>${quote}`,
  );
}

/** What happened, moment by moment, and how its time was counted. */
export function timesSection(file: OwnCaseFile, shown: CaseShown): Html {
  const { matter, graceUntil, decisions, clock } = file;
  const { say, timeZone } = shown;
  const isOpen = matter.closedAt === null && matter.state === 'told';
  const moments = [
    { at: matter.openedAt, words: say('timeOpened') },
    ...(matter.toldAt ? [{ at: matter.toldAt, words: say('timeTold') }] : []),
    ...decisions.map((one) => ({ at: one.at, words: whoSaid(one, shown) })),
    ...(isOpen && graceUntil ? [{ at: graceUntil, words: say('timeGrace') }] : []),
    ...(matter.closedAt
      ? [{ at: matter.closedAt, words: say('timeClosed', { because: endedWords(matter.closedBecause, say) }) }]
      : []),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const lines = moments.map(
    ({ at, words }) => html`<li><span class="qg-when">${shortMoment(at, timeZone)}</span> ${words}</li>`,
  );
  return section(say('caseTimes'), html`<ol class="qg-times">${lines}</ol>${clockStepByStep(clock, shown)}`);
}

const SAID: Readonly<Record<string, WordingKey>> = {
  fixed: 'saidFixed',
  'reported-wrong': 'saidWrong',
  confirmed: 'saidConfirmed',
  waived: 'saidWaived',
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
function whoSaid({ actor, action }: OwnDecision, { say, nameOf, reader }: CaseShown): string {
  const who = actor === reader ? say('deciderYou') : nameOf(actor);
  return `${who} ${say(SAID[action] ?? 'saidOther')}`;
}

/** What could be seen in that moment, and what stays invisible. */
export function coverageSection({ seen, clause }: OwnCaseFile, { say, lang }: CaseShown): Html {
  const cannot = clause?.cannotSee;
  const more = cannot ? html`<p>${say('coverageCannot', { what: cannot[lang] })}</p>` : null;
  return section(say('caseCoverage'), html`<p>${seenWords(seen, say, lang)}</p>${more}`);
}

function seenWords(seen: OwnCaseFile['seen'], say: Say, lang: Lang): string {
  if (!seen) return say('coverageUnknown');
  if (seen.verdict === 'checked' || seen.reason === null) return say('coverageChecked');
  const because = unseenInWords(seen.reason)[lang];
  return say(seen.verdict === 'partly' ? 'coveragePartly' : 'coverageBlind', { because });
}
