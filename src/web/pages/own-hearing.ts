import type { CaseFile } from '../../decisions/load-matter.ts';
import { MEASURE_WORDS } from '../../sanctions/in-words.ts';
import { type Html, html } from '../html.ts';
import { type CaseShown, moment, part, until } from './case-shown.ts';

/** What he was asked, what may follow, and what he said; all of it before somebody decides. */
export function hearingSection({ statements, proposal }: CaseFile, shown: CaseShown): Html | null {
  const { say, lang, nameOf } = shown;
  if (statements.length === 0) return null;
  const about =
    proposal?.outcome === 'asked-statement'
      ? html`<p class="qg-small">${say('hearingMeasure', { measure: MEASURE_WORDS[proposal.measure][lang] })}</p>`
      : null;
  const lines = statements.map(({ askedBy, askedAt, question, dueAt, givenAt, text, standing }) => {
    const asked =
      askedBy === null || askedAt === null
        ? null
        : html`<p>${say('hearingAsked', { who: nameOf(askedBy), at: moment(askedAt, shown) })}</p>${question === null ? null : html`<blockquote class="qg-quote">${question}</blockquote>`}`;
    if (standing === 'closed') return html`${asked}<p>${say('hearingClosed')}</p>`;
    if (givenAt === null)
      return html`${asked}${dueAt === null ? null : html`<p><strong>${say('hearingUntil', { due: until(dueAt, shown) })}</strong></p>`}`;
    const said = html`<p>${say('hearingSaid', { at: moment(givenAt, shown) })}</p>`;
    return html`${asked}${said}${text === null ? null : html`<blockquote class="qg-quote">${text}</blockquote>`}`;
  });
  return part(say('hearing'), html`${lines}${about}`);
}
