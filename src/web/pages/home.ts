import { openMatters } from '../../daily-close/open-matters.ts';
import { nowIn } from '../../db/client.ts';
import { queueCounts } from '../../decisions/hr-queue.ts';
import { groundsOf } from '../../duties/grounds.ts';
import { packRequests } from '../../evidence/pack-requests.ts';
import { ownGroups } from '../../register/inventory/own-groups.ts';
import { awaiting } from '../../register/inventory/plan-card.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { exemptionsSeen } from '../exemptions-seen.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { countOthers } from '../session.ts';
import { whoSees } from '../sights.ts';
import { type Say, sayIn, type WordingKey } from '../words/say.ts';
import { casesToDecide } from './home-decide.ts';
import { type Counted, linksFor } from './home-links.ts';
import { privacyNews } from './privacy-news.ts';

/** The first page: what is there for this person, in parts; on a phone what is his own comes first. */
export async function homePage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, visitor } = call;
  const say = sayIn(lang);
  const { counts, others, inventory, toDecide } = await lookUp(call);
  const parts = waitingFirst(linksFor(call, counts), counts).map(({ title, links }) => {
    const cells = links.map(({ path, title: words, hint, counts: counted }) => {
      const count = (counted && counts.get(counted)) ?? 0;
      const nothing = counted === 'groups' && inventory === 'on' ? say('nothingWaiting') : '';
      return link(
        pathTo(corp.slug, path),
        say(words),
        say(hint),
        count > 0 ? countWords(counted, count, say) : nothing,
      );
    });
    return html`<section class="qg-list"><h2>${say(title)}</h2><nav class="weui-cells" aria-label="${say(title)}">${cells}</nav></section>`;
  });
  const main = html`${heading(say('hello', { name: visitor.person.name || visitor.userid }))}${await privacyNews(call)}${toDecide}${parts}`;
  return page(200, layout({ corp, lang, title: say('home'), top: 'plain', foot: signOut(call, others) }, main));
}

/** What waits for somebody stands before everything else, and nowhere twice. */
function waitingFirst(parts: ReturnType<typeof linksFor>, counts: ReadonlyMap<Counted, number>): typeof parts {
  const waits = ({ counts: counted }: (typeof parts)[number]['links'][number]): boolean =>
    counted !== undefined && (counts.get(counted) ?? 0) > 0;
  const now = parts.flatMap(({ links }) => links.filter(waits));
  const rest = parts.map(({ title, links }) => ({ title, links: links.filter((one) => !waits(one)) }));
  return [{ title: 'homeNow' as const, links: now }, ...rest].filter(({ links }) => links.length > 0);
}

const COUNT_WORDS: Readonly<Partial<Record<Counted, WordingKey>>> = {
  matters: 'mattersCount',
  groups: 'waitingCount',
  complaints: 'complaintsCount',
};

const countWords = (counted: Counted | undefined, count: number, say: Say): string =>
  say((counted && COUNT_WORDS[counted]) ?? 'countOpen', { count });

function lookUp(call: VisitorCall) {
  const { corp, visitor, deps, keys } = call;
  const owner = { personId: visitor.person.id, userid: visitor.userid };
  return deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const own = await ownGroups(tx, corp, owner);
    const counts = new Map<Counted, number>([
      ['groups', own ? awaiting(own.lines).length : 0],
      ['matters', (await openMatters(tx, corp.slug, { userid: visitor.userid })).length],
      [
        'complaints',
        await tx.complaint.count({ where: { corp: corp.slug, decidedAt: null, toUserid: visitor.userid } }),
      ],
    ]);
    if (whoSees('cases').some((role) => visitor.roles.has(role))) {
      const directory = await directoryOf(tx, corp.slug, at.getTime());
      const policies = await policiesInForce(tx, corp.slug, at);
      const states = await queueCounts(tx, corp.slug, groundsOf(policies, visitor.names, directory));
      const asked = await exemptionsSeen(tx, { corp: corp.slug, keys, at }, visitor, policies, directory);
      counts.set('queue', states.get('to-do') ?? 0).set('appeals', states.get('appealed') ?? 0);
      counts.set('exemptions', asked.length);
    }
    if (whoSees('packs').some((role) => visitor.roles.has(role))) {
      const { waiting } = await packRequests(tx, { corp: corp.slug, keys, at }, visitor.userid);
      counts.set('packs', waiting.length);
    }
    const others = await countOthers(tx, corp.slug, visitor.session, at);
    const toDecide = await casesToDecide(tx, { corp: corp.slug, keys, at }, call);
    return { counts, others, toDecide, inventory: own ? ('on' as const) : ('off' as const) };
  });
}

const link = (to: string, title: string, hint: string, value: string): Html =>
  html`<a class="weui-cell weui-cell_active weui-cell_access" href="${to}"><span class="weui-cell__bd"><span>${title}</span><br><span class="qg-small">${hint}</span></span><span class="weui-cell__ft qg-small">${value}</span></a>`;

/** Inside WeCom whoever signs out is signed in again by the next page: it is offered there for what he left open elsewhere. */
function signOut({ corp, lang, visitor, formToken }: VisitorCall, others: number): Html | null {
  if (visitor.session.client === 'wecom' && others === 0) return null;
  const words = sayIn(lang)(others > 0 ? 'signOutEverywhere' : 'signOut', { count: others + 1 });
  return html`<form method="post" action="${pathTo(corp.slug, '/sign-out')}"><input type="hidden" name="token" value="${formToken}"><button>${words}</button></form>`;
}
