import { type Html, html } from '../html.ts';
import type { Say, WordingKey } from '../words/say.ts';

const SAID: Readonly<Record<string, WordingKey>> = {
  done: 'hrSaidDone',
  proposed: 'hrSaidProposed',
  'asked-statement': 'hrSaidAskedStatement',
  'alternative-only': 'hrSaidAlternative',
  'not-executed': 'hrSaidNotExecuted',
  'not-entitled': 'hrSaidNotEntitled',
  'not-his': 'hrSaidNotHis',
  'own-line': 'hrSaidOwnLine',
  repeat: 'hrSaidRepeat',
  settled: 'hrSaidRepeat',
  'under-appeal': 'hrSaidUnderAppeal',
  closed: 'hrSaidClosed',
  'needs-statement': 'hrSaidNeedsStatement',
  'needs-second': 'hrSaidNeedsSecond',
  'needs-login': 'oldLoginTitle',
  'needs-reason': 'hrSaidIncomplete',
  'nobody-to-ask': 'hrSaidNobodyToAsk',
  'too-late': 'hrSaidTooLate',
  nothing: 'hrSaidNothing',
  agreed: 'exemptSaidAgreed',
  'one-more': 'exemptSaidOneMore',
  refused: 'exemptSaidRefused',
  'no-reason': 'hrSaidIncomplete',
};

/** What the last form came to, told once after it. */
export function saidBefore(query: URLSearchParams, say: Say): Html | null {
  const key = SAID[query.get('said') ?? ''];
  const many = /^(\d{1,3})-(\d{1,3})$/.exec(query.get('many') ?? '');
  const words = many ? say('hrSaidMany', { done: many[1] ?? '', skipped: many[2] ?? '' }) : key ? say(key) : null;
  return words === null ? null : html`<p class="qg-said" role="status">${words}</p>`;
}
