import { openMatters } from '../../daily-close/open-matters.ts';
import { nowIn } from '../../db/client.ts';
import { ownGroups } from '../../register/inventory/own-groups.ts';
import { awaiting } from '../../register/inventory/plan-card.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { countOthers } from '../session.ts';
import { sayIn } from '../words/say.ts';
import { linksFor } from './home-links.ts';

/** The first page: what is there for this person. */
export async function homePage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, visitor, deps } = call;
  const say = sayIn(lang);
  const owner = { personId: visitor.person.id, userid: visitor.userid };
  const { own, others, matters, toLookAt } = await deps.db.withCorp(corp.slug, async (tx) => ({
    own: await ownGroups(tx, corp, owner),
    matters: (await openMatters(tx, corp.slug, { userid: visitor.userid })).length,
    toLookAt: await tx.complaint.count({ where: { corp: corp.slug, decidedAt: null, toUserid: visitor.userid } }),
    others: await countOthers(tx, corp.slug, visitor.session, await nowIn(tx)),
  }));
  const waiting = own ? awaiting(own.lines).length : 0;
  const links = [
    link(
      pathTo(corp.slug, '/matters'),
      say('matters'),
      say('mattersHint'),
      matters > 0 ? say('mattersCount', { count: matters }) : '',
    ),
    link(
      pathTo(corp.slug, '/my-groups'),
      say('myGroups'),
      say('myGroupsHint'),
      waiting > 0 ? say('waitingCount', { count: waiting }) : say('nothingWaiting'),
    ),
    link(pathTo(corp.slug, '/record'), say('record'), say('recordHint'), ''),
    link(pathTo(corp.slug, '/complaint'), say('complaint'), say('complaintHint'), ''),
    link(pathTo(corp.slug, '/board'), say('board'), say('boardHint'), ''),
    ...(visitor.roles.has('hr')
      ? [
          link(pathTo(corp.slug, '/progress'), say('progress'), say('progressHint'), ''),
          link(pathTo(corp.slug, '/finds'), say('finds'), say('findsHint'), ''),
          link(pathTo(corp.slug, '/publish'), say('publishTitle'), say('publishHint'), ''),
        ]
      : []),
    ...(toLookAt > 0 || visitor.roles.has('hr')
      ? [
          link(
            pathTo(corp.slug, '/complaints'),
            say('complaints'),
            say('complaintsHint'),
            toLookAt > 0 ? say('complaintsCount', { count: toLookAt }) : '',
          ),
        ]
      : []),
  ];
  const more = linksFor(call).map((part) => {
    const cells = part.links.map(({ path, title, hint }) => link(pathTo(corp.slug, path), say(title), say(hint), ''));
    return html`<section class="qg-list"><h2>${say(part.title)}</h2><nav class="weui-cells" aria-label="${say(part.title)}">${cells}</nav></section>`;
  });
  const main = html`${heading(say('hello', { name: visitor.person.name || visitor.userid }))}<nav class="weui-cells" aria-label="${say('home')}">${links}</nav>${more}`;
  return page(200, layout({ corp, lang, title: say('home'), top: 'plain', foot: signOut(call, others) }, main));
}

const link = (to: string, title: string, hint: string, value: string): Html =>
  html`<a class="weui-cell weui-cell_active weui-cell_access" href="${to}"><span class="weui-cell__bd"><span>${title}</span><br><span class="qg-small">${hint}</span></span><span class="weui-cell__ft qg-small">${value}</span></a>`;

/** Inside WeCom whoever signs out is signed in again by the next page: it is offered there for what he left open elsewhere. */
function signOut({ corp, lang, visitor, formToken }: VisitorCall, others: number): Html | null {
  if (visitor.session.client === 'wecom' && others === 0) return null;
  const words = sayIn(lang)(others > 0 ? 'signOutEverywhere' : 'signOut', { count: others + 1 });
  return html`<form method="post" action="${pathTo(corp.slug, '/sign-out')}"><input type="hidden" name="token" value="${formToken}"><button>${words}</button></form>`;
}
