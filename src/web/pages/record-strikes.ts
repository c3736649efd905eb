import type { OwnCase } from '../../decisions/own-cases.ts';
import type { OwnStrike } from '../../decisions/strikes.ts';
import { dayOf } from '../../work-time/local-days.ts';
import type { VisitorCall } from '../call.ts';
import type { Html } from '../html.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { categoryWords } from './case-shown.ts';
import { linkCell } from './form-parts.ts';

const STATES: Readonly<Record<OwnStrike['state'], WordingKey>> = {
  counts: 'strikeCounts',
  expired: 'strikeExpired',
  'given-back': 'strikeGivenBack',
};

/** What counts, since when and until when, also what was given back; each leads to its case. */
export function strikeCells(
  { corp, lang }: VisitorCall,
  strikes: readonly OwnStrike[],
  cases: readonly OwnCase[],
): Html[] {
  const say = sayIn(lang);
  const day = (ms: number): string => dayOf(ms, corp.timeZone);
  return strikes.map(({ caseId, category, sinceMs, untilMs, state }) => {
    const number = cases.find(({ id }) => id === caseId)?.number;
    const words = [categoryWords(category, say), number === undefined ? '' : `C-${number}`];
    // The last day on which it counts is the one before it no longer does.
    const small = say('strikeDays', { since: day(sinceMs), until: day(untilMs - 1) });
    return linkCell(
      pathTo(corp.slug, `/record/${caseId}`),
      words.filter((part) => part !== '').join(' · '),
      small,
      say(STATES[state]),
    );
  });
}
