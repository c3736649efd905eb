import { z } from 'zod';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import { HouseError } from '../../errors.ts';
import { type Corp, newId } from '../../ids.ts';
import { loadPublished, type PublishedNotice } from '../../publications/load-published.ts';
import { publish } from '../../publications/publish.ts';
import { policiesInForce } from '../../review/policies.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { type Say, sayIn } from '../words/say.ts';

interface Group {
  readonly chatId: string;
  readonly name: string;
}

/** For HR: a notice to the colleagues of a group, and how many have received those sent lately. */
export async function publishPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps, keys, asked } = call;
  const say = sayIn(lang);
  const { groups, notices } = await deps.db.withCorp(corp.slug, async (tx) => ({
    groups: await groupsForNotices(tx, corp.slug, await nowIn(tx)),
    notices: await loadPublished(tx, corp.slug, keys),
  }));
  const form = groups.length === 0 ? html`<p class="qg-hint">${say('publishNone')}</p>` : formOf(call, groups, say);
  const rows = notices.map((notice) => rowOf(call, notice, say));
  const latest =
    rows.length === 0
      ? null
      : html`<section class="qg-list"><h2>${say('publishLatest')}</h2><div class="weui-cells">${rows}</div></section>`;
  const main = html`${heading(say('publishTitle'), say('publishHint'))}${said(asked.query.get('said'), say)}${form}${latest}`;
  return page(200, layout({ corp, lang, title: say('publishTitle'), top: 'home' }, main));
}

const formOf = ({ corp, formToken }: VisitorCall, groups: readonly Group[], say: Say): Html =>
  html`<form method="post" action="${pathTo(corp.slug, '/publish')}"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="once" value="${newId()}"><div class="weui-cells weui-cells_form"><label class="weui-cell weui-cell_active weui-cell_select weui-cell_select-after"><span class="weui-cell__hd"><span class="weui-label">${say('publishGroup')}</span></span><span class="weui-cell__bd"><select class="weui-select" name="group">${groups.map(({ chatId, name }) => html`<option value="${chatId}">${name}</option>`)}</select></span></label><label class="weui-cell weui-cell_active"><span class="weui-cell__bd"><span class="weui-label qg-wide">${say('publishText')}</span><textarea class="weui-textarea" name="text" rows="5" maxlength="2000" required></textarea></span></label></div><div class="qg-send"><button class="weui-btn weui-btn_primary">${say('publishSend')}</button></div></form>`;

function rowOf({ corp }: VisitorCall, { id, groupName, at, to, recalledAt }: PublishedNotice, say: Say): Html {
  const received = to.filter(({ receivedAt }) => receivedAt).length;
  const words = recalledAt ? say('publishWithdrawn') : say('publishReceived', { received, all: to.length });
  return html`<a class="weui-cell weui-cell_active weui-cell_access" href="${pathTo(corp.slug, `/published/${id}`)}"><span class="weui-cell__bd"><span>${groupName}</span><br><span class="qg-small">${shortMoment(at, corp.timeZone)}</span></span><span class="weui-cell__ft qg-small">${words}</span></a>`;
}

function said(what: string | null, say: Say): Html | null {
  if (what === 'refused') return html`<p class="qg-said" role="status">${say('publishRefused')}</p>`;
  return what !== null && /^\d{1,5}$/.test(what)
    ? html`<p class="qg-said" role="status">${say('publishSaid', { count: what })}</p>`
    : null;
}

const PUBLISHED = 'response/published';

/** Registered groups of kinds in which a rule waits for answers to notices. */
async function groupsForNotices(tx: Tx, corp: Corp, at: Date): Promise<readonly Group[]> {
  const uses = (await policiesInForce(tx, corp, at)).flatMap((policy) => policy.uses);
  const kinds = uses
    .filter(({ rule, level }) => rule.id === PUBLISHED && level !== 'off')
    .flatMap(({ kinds }) => kinds);
  const entries = await tx.registerEntry.findMany({ where: { corp, until: null, kind: { in: [...kinds] } } });
  const chatIds = entries.map(({ chatId }) => chatId);
  const states = await tx.groupState.findMany({ where: { corp, until: null, chatId: { in: chatIds } } });
  return states.map(({ chatId, name }) => ({ chatId, name })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The same form, pressed twice: the second waits for the first, and finds it. */
async function sentBefore(tx: Tx, corp: Corp, id: string | undefined) {
  if (id === undefined) return null;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`publish ${corp} ${id}`}, 0))`;
  return tx.publication.findFirst({ where: { corp, id }, select: { to: true } });
}

/** Sends it; a reload of what follows sends nothing again. */
export async function takePublish({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const once = z.uuid().safeParse(asked.form.get('once'));
  const wanted = {
    ...(once.success && { id: once.data }),
    chatId: asked.form.get('group') ?? '',
    instance: null,
    text: (asked.form.get('text') ?? '').trim(),
    by: visitor.userid,
    to: null,
    via: 'page',
  } as const;
  const to = (rest: string): Answer => lookAt(`${pathTo(corp.slug, '/publish')}?said=${rest}`);
  try {
    const sent = await deps.db.withCorp(
      corp.slug,
      async (tx) =>
        (await sentBefore(tx, corp.slug, once.data)) ??
        publish(tx, corp, { corp: corp.slug, keys, at: await nowIn(tx) }, wanted),
    );
    await deps.bell.ring('notices', corp.slug);
    await deps.bell.ring('timers', corp.slug);
    return to(String(sent.to.length));
  } catch (err) {
    if (err instanceof HouseError && err.code === 'E-USE-PUBLISH') return to('refused');
    throw err;
  }
}
