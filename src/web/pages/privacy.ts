import { shortHash } from '../../privacy/notice-hash.ts';
import { noticeNow } from '../../privacy/notice-now.ts';
import { localAt } from '../../work-time/local-time.ts';
import { type Answer, page } from '../answer.ts';
import type { Call } from '../call.ts';
import { html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { sayIn } from '../words/say.ts';

/**
 * What is read of everybody, what for, how long and who may see it: computed from what runs. Anybody may read it, for people outside
 * are in groups, too, and who has left asks later. It names offices and rules, and nobody.
 */
export async function privacyPage({ corp, lang, deps }: Call): Promise<Answer> {
  const say = sayIn(lang);
  const { sections, hash, since } = await noticeNow(deps, corp);
  const parts = sections.map(
    ({ title, lines }) =>
      html`<section class="qg-list"><h2>${title[lang]}</h2><div class="qg-text">${lines.map((line) => html`<p>${line[lang]}</p>`)}</div></section>`,
  );
  const day = since && localAt(since.getTime(), corp.timeZone).date;
  const version = say(day ? 'privacyVersion' : 'privacyFresh', { hash: shortHash(hash), day: day ?? '' });
  const main = html`${heading(say('privacy'), say('privacyHint'))}${parts}<p class="qg-small">${version}</p>`;
  const answer = page(200, layout({ corp, lang, title: say('privacy'), top: 'home' }, main));
  return { ...answer, headers: { ...answer.headers, 'x-robots-tag': 'noindex' } };
}
