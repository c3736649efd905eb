import { shortMoment } from '../../daily-close/matter-words.ts';
import { unseenInWords } from '../../policy/unseen-words.ts';
import { type Html, html } from '../html.ts';
import type { Lang, Say, WordingKey } from '../words/say.ts';

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

/** How much could be seen when a case began; null: nobody noted it. */
export function seenWords(
  seen: { readonly verdict: string; readonly reason: string | null } | null,
  { say, lang }: Pick<CaseShown, 'say' | 'lang'>,
): string {
  if (!seen) return say('coverageUnknown');
  if (seen.verdict === 'checked' || seen.reason === null) return say('coverageChecked');
  const because = unseenInWords(seen.reason)[lang];
  return say(seen.verdict === 'partly' ? 'coveragePartly' : 'coverageBlind', { because });
}

const CATEGORIES: Readonly<Record<string, WordingKey>> = {
  naming: 'categoryNaming',
  membership: 'categoryMembership',
  register: 'categoryRegister',
  response: 'categoryResponse',
  content: 'categoryContent',
  avatar: 'categoryAvatar',
};

/** What the categories of strikes are called. */
export const categoryWords = (category: string, say: Say): string => say(CATEGORIES[category] ?? 'recordOtherRule');
