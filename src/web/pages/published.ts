import { appendAudit } from '../../audit/append.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn } from '../../db/client.ts';
import { loadPublished, type PublishedNotice } from '../../publications/load-published.ts';
import { pressReceived } from '../../publications/press-received.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import { sayIn } from '../words/say.ts';

/** One notice, for those whom it was sent to; HR sees besides who has received it. */
export async function publishedPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps, keys, visitor, asked, formToken } = call;
  const say = sayIn(lang);
  const id = asked.params.id ?? '';
  const { notice, nameOf } = await deps.db.withCorp(corp.slug, async (tx) => {
    const [notice] = Id.test(id) ? await loadPublished(tx, corp.slug, keys, { id }) : [];
    const { byAccount } = await directoryOf(tx, corp.slug, (await nowIn(tx)).getTime());
    return { notice, nameOf: (userid: string): string => byAccount.get(userid)?.name || userid };
  });
  const own = notice?.to.find(({ userid }) => userid === visitor.userid);
  const isHr = visitor.roles.has('hr');
  if (!notice || (!own && !isHr)) {
    const none = html`${heading(say('publishedTitle'))}<p class="qg-hint">${say('noSuchNotice')}</p>`;
    return page(404, layout({ corp, lang, title: say('publishedTitle'), top: 'home' }, none));
  }
  const from = say('publishedFrom', {
    by: nameOf(notice.by),
    at: shortMoment(notice.at, corp.timeZone),
    group: notice.groupName,
  });
  const text = notice.text.split('\n').map((line) => html`<p>${line}</p>`);
  const main = html`${heading(say('publishedTitle'), from)}<div class="qg-text">${text}</div>${stateOf(notice, own)}${isHr ? listOf(notice) : null}`;
  return page(200, layout({ corp, lang, title: say('publishedTitle'), top: 'home' }, main));

  function stateOf({ recalledAt }: PublishedNotice, mine: typeof own): Html | null {
    if (recalledAt) return html`<p class="qg-said" role="status">${say('publishWithdrawn')}</p>`;
    if (!mine) return null;
    if (mine.receivedAt)
      return html`<p class="qg-said" role="status">${say('publishedWhen', { at: shortMoment(mine.receivedAt, corp.timeZone) })}</p>`;
    return html`<form method="post" action="${pathTo(corp.slug, '/published')}"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="notice" value="${id}"><div class="qg-send"><button class="weui-btn weui-btn_primary">${say('sayReceived')}</button></div></form>`;
  }

  function listOf({ to }: PublishedNotice): Html {
    const rows = to.map(
      ({ userid, receivedAt }) =>
        html`<tr><td>${nameOf(userid)}</td><td>${receivedAt ? shortMoment(receivedAt, corp.timeZone) : say('publishedNot')}</td></tr>`,
    );
    return html`<section class="qg-list"><table class="qg-table"><tbody>${rows}</tbody></table></section>`;
  }
}

/** 收到, on the page instead of on the card. */
export async function takeReceived({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const id = asked.form.get('notice') ?? '';
  if (Id.test(id)) {
    await deps.db.withCorp(corp.slug, async (tx) => {
      const at = await nowIn(tx);
      const receiving = { publicationId: id, by: visitor.userid, via: 'page', noticeId: null } as const;
      const { entries } = await pressReceived(tx, { corp: corp.slug, keys, at }, receiving);
      await appendAudit(tx, corp.slug, keys, at, entries);
    });
    await deps.bell.ring('timers', corp.slug);
  }
  return lookAt(pathTo(corp.slug, Id.test(id) ? `/published/${id}` : '/matters'));
}
