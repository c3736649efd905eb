import type { CorpConfig } from '../../config.ts';
import { type Answer, page } from '../answer.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import type { WordingKey } from '../words/say.ts';
import { type Lang, sayIn } from '../words/say.ts';

/** What may stand between a person and a page, with its status and its words. */
const TROUBLES = {
  'not-found': [404, 'notFoundTitle', 'notFoundText'],
  'not-yours': [403, 'notYoursTitle', 'notYoursText'],
  'signed-out': [401, 'signedOutTitle', 'signedOutText'],
  'old-login': [403, 'oldLoginTitle', 'oldLoginText'],
  'too-long': [413, 'tooLongTitle', 'tooLongText'],
  'stale-form': [403, 'staleFormTitle', 'staleFormText'],
  state: [400, 'stateTitle', 'stateText'],
  code: [400, 'codeTitle', 'codeText'],
  stranger: [403, 'strangerTitle', 'strangerText'],
  'unknown-person': [403, 'unknownPersonTitle', 'unknownPersonText'],
  wecom: [502, 'wecomTitle', 'wecomText'],
  broken: [500, 'brokenTitle', 'brokenText'],
  'too-many': [429, 'tooManyTitle', 'tooManyText'],
  gone: [200, 'goneTitle', 'goneText'],
} as const satisfies Readonly<Record<string, readonly [number, WordingKey, WordingKey]>>;
export type Trouble = keyof typeof TROUBLES;

interface Told {
  readonly corp: Pick<CorpConfig, 'slug' | 'name'> | null;
  readonly lang: Lang;
  /** What the log calls it, for people to quote. */
  readonly number?: string;
  /** Where its button leads; else to the first page. */
  readonly opens?: string;
}

/** A page that says kindly what is the matter and what to do, and nothing about why. */
export function troublePage(trouble: Trouble, { corp, lang, number = '', opens }: Told): Answer {
  const [status, title, text] = TROUBLES[trouble];
  const say = sayIn(lang);
  const icon = trouble === 'gone' ? 'weui-icon-success' : 'weui-icon-info';
  const again =
    corp &&
    html`<div class="weui-msg__opr-area"><p class="weui-btn-area"><a class="weui-btn weui-btn_primary" href="${opens ?? pathTo(corp.slug, '')}">${say(opens ? 'confirmGo' : 'openAgain')}</a></p></div>`;
  const main = html`<div class="weui-msg"><div class="weui-msg__icon-area"><span class="${icon} weui-icon_msg" aria-hidden="true"></span></div>
<div class="weui-msg__text-area"><h1 class="weui-msg__title">${say(title)}</h1><p class="weui-msg__desc">${say(text, { number })}</p></div>${again}</div>`;
  return page(status, layout({ corp, lang, title: say(title), top: 'plain' }, main));
}
