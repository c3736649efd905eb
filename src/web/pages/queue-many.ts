import type { QueueState } from '../../decisions/queue-state.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';
import type { WordingKey } from '../words/say.ts';
import { sayIn } from '../words/say.ts';
import type { Queued } from './queue.ts';

type Many = readonly [says: 'confirmed' | 'waived' | 'undone', words: WordingKey];

/** What can be said of many at once, by where they stand. */
export const MANY: Readonly<Partial<Record<QueueState, readonly Many[]>>> = {
  'to-do': [
    ['waived', 'decideWaive'],
    ['confirmed', 'decideConfirmBare'],
  ],
  ready: [
    ['waived', 'decideWaive'],
    ['confirmed', 'decideConfirm'],
  ],
  decided: [['undone', 'undo']],
};

/** The rows, with one form below them for all that are chosen. */
export function manyForm({ corp, lang, formToken }: VisitorCall, { wish }: Queued, rows: readonly Html[]): Html {
  const say = sayIn(lang);
  const list = html`<ul class="qg-rows">${rows}</ul>`;
  const many = MANY[wish.state];
  if (!many) return list;
  const buttons = many.map(
    ([says, words]) =>
      html`<button class="weui-btn weui-btn_mini weui-btn_default" name="says" value="${says}">${say(words)}</button>`,
  );
  const reason =
    wish.state === 'decided'
      ? null
      : html`<label>${say('decideReason')}<input class="weui-input" name="reason" maxlength="400" required></label>`;
  const hint = wish.state === 'decided' ? null : html`<p class="qg-small">${say('queueManyHint')}</p>`;
  return html`<form method="post" action="${pathTo(corp.slug, '/queue')}"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="state" value="${wish.state}">${list}<fieldset class="qg-many"><legend>${say('queueMany')}</legend>${hint}<div class="qg-reason">${reason}<div class="qg-buttons">${buttons}</div></div></fieldset></form>`;
}
