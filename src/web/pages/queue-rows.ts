import { caseNames, holderNow } from '../../cases/case-names.ts';
import { caseSaid } from '../../cases/case-said.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import type { QueueLine } from '../../decisions/hr-queue.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';
import { until } from './case-shown.ts';
import type { Queued } from './queue.ts';
import { MANY } from './queue-many.ts';
import { wishUrl } from './queue-wish.ts';
import { titleOf } from './rule-title.ts';

/** One case: who by pseudonym, what, where, since when, until when, whose it is. */
export function queueRow(call: VisitorCall, line: QueueLine, queued: Queued): Html {
  const { corp, lang, keys } = call;
  const say = sayIn(lang);
  const { directory, policies, wish } = queued;
  const person = holderNow(line.subject, directory);
  const number = say('fileNumber', { number: String(line.number) });
  if (person?.userid === call.visitor.userid)
    return html`<li class="qg-row"><p class="qg-small">${number} · ${say('queueOwn')}</p></li>`;
  const names = caseNames(keys, line, { directory, person, shown: 'alias', lang });
  const said = caseSaid(line.rule, 'says', line.says, names.detail)[lang];
  const title = titleOf(policies, line)?.[lang] ?? line.instance;
  const by = line.assignee === null ? say('queueNobody') : names.nameOf(line.assignee);
  const due = line.dueAt && html` · ${say('queueGone', { name: until(line.dueAt, corp) })}`;
  const group = html`<a href="${wishUrl(corp.slug, { ...wish, chatId: line.chatId, after: null })}">${line.groupName || line.chatId}</a>`;
  return html`<li class="qg-row">${box(queued, line, say('queueChoose', { number: String(line.number) }))}<div><a class="qg-row-to" href="${pathTo(corp.slug, `/cases/${line.id}`)}"><strong>${names.subject}</strong> <span class="qg-small">${number} · ${line.clause} ${title}</span><br>${said}</a><p class="qg-small">${group} · ${shortMoment(line.openedAt, corp.timeZone)}${due} · ${by}</p></div></li>`;
}

/** Only what waits, or can still be undone, is chosen; never what is about the reader: another decides of it. */
function box({ wish }: Queued, { id }: QueueLine, label: string): Html | null {
  return MANY[wish.state] === undefined
    ? null
    : html`<input type="checkbox" class="qg-box" name="case" value="${id}" aria-label="${label}">`;
}
