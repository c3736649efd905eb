import { nowIn } from '../../db/client.ts';
import { hrQueue, type QueuePage, queueCounts } from '../../decisions/hr-queue.ts';
import type { QueueState } from '../../decisions/queue-state.ts';
import { groundsOf } from '../../duties/grounds.ts';
import type { Directory } from '../../events/person.ts';
import type { Policy } from '../../policy/policy.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';
import { saidBefore } from './hr-said.ts';
import { filters, stateTabs } from './queue-filters.ts';
import { manyForm } from './queue-many.ts';
import { queueRow } from './queue-rows.ts';
import { readWish, type Wish, wishUrl } from './queue-wish.ts';

/** So many at once: a page a person can go through. */
const A_PAGE = 50;

/** What a page of the queue is made of. */
export interface Queued {
  readonly wish: Wish;
  readonly found: QueuePage;
  readonly counts: ReadonlyMap<QueueState, number>;
  readonly directory: Directory;
  readonly policies: readonly Policy[];
  readonly at: Date;
  /** How many reports wait for this reader. */
  readonly reports: number;
}

/** For HR: what waits for somebody to look or decide, under pseudonyms. */
export async function queuePage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, asked } = call;
  const say = sayIn(lang);
  const queued = await lookUp(call);
  const { found, wish } = queued;
  const rows = found.lines.map((line) => queueRow(call, line, queued));
  const list = rows.length === 0 ? html`<p class="qg-hint">${say('queueNone')}</p>` : manyForm(call, queued, rows);
  const main = html`${heading(say('queue'), say('queueIntro'))}${saidBefore(asked.query, say)}${reports(call, queued)}${stateTabs(call, queued)}${filters(call, queued)}${list}${pager(call, wish, found)}`;
  return page(200, layout({ corp, lang, title: say('queue'), top: 'home', width: 'wide' }, main));
}

function lookUp({ deps, corp, visitor, asked }: VisitorCall): Promise<Queued> {
  const wish = readWish(asked.query);
  return deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const assignee = wish.who === 'mine' ? visitor.userid : wish.who === '' ? null : wish.who;
    const { state, instance, chatId, after } = wish;
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const policies = await policiesInForce(tx, corp.slug, at);
    const seen = groundsOf(policies, visitor.names, directory);
    const of = seen && { kinds: seen };
    return {
      wish,
      at,
      found: await hrQueue(tx, corp.slug, { state, assignee, instance, chatId, limit: A_PAGE, after, ...of }),
      counts: await queueCounts(tx, corp.slug, seen),
      directory,
      policies,
      reports: await tx.complaint.count({ where: { corp: corp.slug, decidedAt: null, toUserid: visitor.userid } }),
    };
  });
}

/** Reports have a shorter way of their own, and a page of their own. */
function reports({ corp, lang }: VisitorCall, { reports: count }: Queued): Html | null {
  if (count === 0) return null;
  return html`<p class="qg-hint"><a href="${pathTo(corp.slug, '/complaints')}">${sayIn(lang)('queueReports', { count })} ›</a></p>`;
}

function pager({ corp, lang }: VisitorCall, wish: Wish, { next }: QueuePage): Html | null {
  const say = sayIn(lang);
  const first =
    wish.after === null
      ? null
      : html`<a href="${wishUrl(corp.slug, { ...wish, after: null })}">${say('queueFirst')}</a>`;
  const more =
    next === null ? null : html`<a href="${wishUrl(corp.slug, { ...wish, after: next })}">${say('queueNext')} ›</a>`;
  return first || more ? html`<nav class="qg-pager" aria-label="${say('queueNext')}">${first}${more}</nav>` : null;
}
