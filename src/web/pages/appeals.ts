import { caseNames, holderNow } from '../../cases/case-names.ts';
import { nowIn } from '../../db/client.ts';
import { hrQueue, type QueueLine } from '../../decisions/hr-queue.ts';
import { groundsOf } from '../../duties/grounds.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';
import { dueWords } from './appeal-clock.ts';
import { titleOf } from './rule-title.ts';

/** More than these wait in no company that answers in two days. */
const MOST = 200;

/** For HR: the appeals that wait for somebody else to review them, the first to be due first. */
export async function appealsPage(call: VisitorCall): Promise<Answer> {
  const { deps, corp, lang, keys, visitor } = call;
  const say = sayIn(lang);
  const { lines, directory, policies, at } = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const policies = await policiesInForce(tx, corp.slug, at);
    const seen = groundsOf(policies, visitor.names, directory);
    const wish = { state: 'appealed', assignee: null, instance: null, chatId: null, limit: MOST, after: null } as const;
    const { lines } = await hrQueue(tx, corp.slug, { ...wish, ...(seen && { kinds: seen }) });
    return { at, lines, directory, policies };
  });
  const dueMs = ({ dueAt }: QueueLine): number => dueAt?.getTime() ?? 0;
  const rows = [...lines]
    .sort((a, b) => dueMs(a) - dueMs(b))
    .map((line) => {
      const person = holderNow(line.subject, directory);
      const number = say('fileNumber', { number: String(line.number) });
      if (person?.userid === visitor.userid)
        return html`<li class="qg-row"><p class="qg-small">${number} · ${say('queueOwn')}</p></li>`;
      const names = caseNames(keys, line, { directory, person, shown: 'alias', lang });
      const title = titleOf(policies, line)?.[lang] ?? line.instance;
      const clock = line.dueAt ? dueWords(line.dueAt, at, corp.timeZone, say) : '';
      return html`<li class="qg-row"><div><a class="qg-row-to" href="${pathTo(corp.slug, `/cases/${line.id}`)}"><strong>${names.subject}</strong> <span class="qg-small">${number} · ${line.clause} ${title}</span><br>${clock}</a><p class="qg-small">${line.groupName}</p></div></li>`;
    });
  const list =
    rows.length === 0 ? html`<p class="qg-hint">${say('appealsNone')}</p>` : html`<ul class="qg-rows">${rows}</ul>`;
  return page(
    200,
    layout(
      { corp, lang, title: say('appeals'), top: 'home', width: 'wide' },
      html`${heading(say('appeals'), say('appealsIntro'))}${list}`,
    ),
  );
}
