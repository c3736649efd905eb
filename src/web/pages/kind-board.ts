import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import type { Corp } from '../../ids.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { kindsSupervised, type SupervisedKind } from '../supervises.ts';
import { type Say, sayIn } from '../words/say.ts';

/** A group of a kind and how much is open in it: matters, never whose. */
interface Row {
  readonly chatId: string;
  readonly kind: string;
  readonly name: string;
  readonly department: string;
  readonly open: number;
  /** Of them: those that wait for the office. */
  readonly escalated: number;
  readonly oldest: Date | null;
  readonly blind: number;
  readonly uses: number;
}

/** So many groups of a kind are shown, those with most open first. */
const MOST = 50;

/** For the office that looks after a kind of group: its groups with what is open in each; HR sees every kind. */
export async function kindBoardPage({ corp, lang, deps, visitor }: VisitorCall): Promise<Answer> {
  const say = sayIn(lang);
  const { kinds, rows } = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const policies = await policiesInForce(tx, corp.slug, at);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const every = policies.flatMap((policy) => [...policy.kinds.values()].map((kind) => ({ policy, kind })));
    const kinds = visitor.roles.has('hr') ? every : kindsSupervised(policies, visitor.names, directory);
    return { kinds, rows: await rowsOf(tx, corp.slug, [...new Set(kinds.map(({ kind }) => kind.id))]) };
  });
  const used = kinds.filter((one) => rows.some(({ kind }) => kind === one.kind.id));
  const empty = kinds.filter((one) => !used.includes(one)).map(({ kind }) => kind.name[lang]);
  const parts = used.map((one) =>
    kindPart(
      one,
      rows.filter(({ kind }) => kind === one.kind.id),
      say,
      corp.timeZone,
      lang,
    ),
  );
  const main = html`${heading(say('kindBoard'), say('kindBoardHint'))}${parts}${empty.length === 0 ? null : html`<p class="qg-hint qg-below">${say('kindBoardNone', { kinds: empty.join('、') })}</p>`}`;
  return page(200, layout({ corp, lang, title: say('kindBoard'), top: 'home' }, main));
}

const rowsOf = (tx: Tx, corp: Corp, kinds: readonly string[]): Promise<Row[]> =>
  tx.$queryRaw<Row[]>`
    select r.chat_id as "chatId", r.kind, coalesce(s.name, '') as name, r.owner_department as department,
           c.open, c.escalated, c.oldest, v.blind, v.uses
    from qungui.register_entry r
    join qungui.chat_group g on g.corp = r.corp and g.chat_id = r.chat_id and g.dissolved_at is null
    left join qungui.group_state s on s.corp = r.corp and s.chat_id = r.chat_id and s.until is null
    cross join lateral (
      select count(*)::int as open, count(*) filter (where k.state = 'escalated')::int as escalated, min(k.opened_at) as oldest
      from qungui."case" k where k.corp = r.corp and k.chat_id = r.chat_id and k.closed_at is null and k.level <> 'observe'
        and (k.held is null or k.held in ('released', 'resumed'))) c
    cross join lateral (
      select count(*) filter (where w.verdict in ('not-checkable', 'data-gap'))::int as blind, count(*)::int as uses
      from qungui.coverage w where w.corp = r.corp and w.chat_id = r.chat_id and w.until is null) v
    where r.corp = ${corp} and r.until is null and r.kind = any(${[...kinds]}::text[])
    order by c.open desc, s.name, r.chat_id`;

function kindPart({ kind }: SupervisedKind, rows: readonly Row[], say: Say, timeZone: string, lang: 'zh' | 'en'): Html {
  const open = rows.reduce((sum, row) => sum + row.open, 0);
  const title = html`<h2>${kind.name[lang]}</h2><p class="qg-hint">${say('kindBoardSum', { groups: rows.length, open })}</p>`;
  const lines = rows
    .slice(0, MOST)
    .map(
      ({ chatId, name, department, open: own, escalated, oldest, blind, uses }) =>
        html`<tr><td>${name || chatId}<br><span class="qg-small">${department} · ${say('kindBoardBlind', { blind, uses })}</span></td><td>${own}${escalated > 0 ? html`<br><span class="qg-small">${say('kindBoardEscalated', { count: escalated })}</span>` : null}</td><td>${oldest ? shortMoment(oldest, timeZone) : '—'}</td></tr>`,
    );
  const more = rows.length > MOST ? html`<p class="qg-hint">${say('kindBoardMore', { shown: MOST })}</p>` : null;
  return html`<section class="qg-list">${title}<table class="qg-table qg-nums"><thead><tr><th scope="col">${say('kindBoardGroup')}</th><th scope="col">${say('kindBoardOpen')}</th><th scope="col">${say('kindBoardOldest')}</th></tr></thead><tbody>${lines}</tbody></table>${more}</section>`;
}
