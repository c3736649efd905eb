import { shortMoment } from '../../daily-close/matter-words.ts';
import { type Html, html } from '../html.ts';
import type { Lang, Say } from '../words/say.ts';

/** What every part of a case's page is written with. */
export interface CaseShown {
  readonly say: Say;
  readonly lang: Lang;
  readonly timeZone: string;
  nameOf(userid: string): string;
  /** Whose page it is. */
  readonly reader: string;
}

/** A part of the page under a heading. */
export const part = (title: string, inner: Html): Html =>
  html`<section class="qg-list"><h2>${title}</h2><div class="qg-text">${inner}</div></section>`;

export const moment = (at: Date, { timeZone }: Pick<CaseShown, 'timeZone'>): string => shortMoment(at, timeZone);

/** Until when: a day that is over at midnight is named by its own date. */
export function until(at: Date, shown: Pick<CaseShown, 'timeZone'>): string {
  const text = moment(at, shown);
  if (!text.endsWith(' 00:00')) return text;
  return moment(new Date(at.getTime() - 1), shown).replace(/\d\d:\d\d$/, '24:00');
}
