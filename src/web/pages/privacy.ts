import { erasesIn, noticeNow } from '../../privacy/notice-now.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { sayIn } from '../words/say.ts';

/** What is read of everybody, what for, how long and who may see it: computed from what runs. */
export async function privacyPage({ corp, lang, deps }: VisitorCall): Promise<Answer> {
  const say = sayIn(lang);
  const sections = await noticeNow({ ...deps, erases: erasesIn(deps.config) }, corp);
  const parts = sections.map(
    ({ title, lines }) =>
      html`<section class="qg-list"><h2>${title[lang]}</h2><div class="qg-text">${lines.map((line) => html`<p>${line[lang]}</p>`)}</div></section>`,
  );
  return page(
    200,
    layout(
      { corp, lang, title: say('privacy'), top: 'home' },
      html`${heading(say('privacy'), say('privacyHint'))}${parts}`,
    ),
  );
}
