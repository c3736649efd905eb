import { ledBy } from '../../daily-close/led-by.ts';
import { dueOf, shortMoment } from '../../daily-close/matter-words.ts';
import { type OpenMatter, openMatters } from '../../daily-close/open-matters.ts';
import { type SaidOf, saidOf } from '../../daily-close/said-of.ts';
import { nowIn } from '../../db/client.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { sayIn } from '../words/say.ts';
import { type Shown, saidWords, stateWords } from './matter-parts.ts';

/** For a leader: the open matters of those he leads, and what he asked himself. Matters, never ratios of people. */
export async function boardPage({ corp, lang, deps, visitor }: VisitorCall): Promise<Answer> {
  const say = sayIn(lang);
  const { matters, said, byAccount } = await deps.db.withCorp(corp.slug, async (tx) => {
    const directory = await directoryOf(tx, corp.slug, (await nowIn(tx)).getTime());
    const led = ledBy(visitor.userid, directory);
    const matters = await openMatters(tx, corp.slug, { askedBy: visitor.userid, orOf: [...led] });
    return { matters, said: await saidOf(tx, corp.slug, matters), byAccount: directory.byAccount };
  });
  const shown: Shown = { say, timeZone: corp.timeZone, nameOf: (userid) => byAccount.get(userid)?.name || userid };
  const groups = [...new Set(matters.map(({ chatId }) => chatId))].map((chatId) =>
    groupOf(
      matters.filter((matter) => matter.chatId === chatId),
      said,
      shown,
    ),
  );
  const main = html`${heading(say('board'), matters.length === 0 ? say('boardEmpty') : say('boardIntro'))}${groups}`;
  return page(200, layout({ corp, lang, title: say('board'), top: 'home' }, main));
}

function groupOf(matters: readonly OpenMatter[], said: ReadonlyMap<string, SaidOf>, shown: Shown): Html {
  const { say, timeZone, nameOf } = shown;
  const rows = matters.map((matter) => {
    const due = dueOf(matter);
    const answer = said.get(matter.id);
    const words = [stateWords(matter, say), ...(answer ? [saidWords(answer, shown)] : [])].join(' · ');
    return html`<tr><td>${nameOf(matter.asker)} ${shortMoment(matter.openedAt, timeZone)}<br><span class="qg-small">${words}</span></td><td>${matter.awaited.map(nameOf).join('、')}</td><td>${due ? shortMoment(due, timeZone) : say('boardNoDue')}</td></tr>`;
  });
  return html`<section class="qg-list"><h2>${matters[0]?.groupName ?? ''}</h2><table class="qg-table qg-board"><thead><tr><th scope="col">${say('boardMatter')}</th><th scope="col">${say('boardWaitsFor')}</th><th scope="col">${say('boardDue')}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}
