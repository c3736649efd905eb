import { nowIn } from '../../db/client.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { PROOF_WORDS } from '../../sanctions/in-words.ts';
import { loadSignOff } from '../../sign-off/load-sign-off.ts';
import { type SignOffStanding, signOffStanding, waitingToSign } from '../../sign-off/standing.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { sayIn } from '../words/say.ts';
import { paperForm } from './paper-signatures.ts';

/** More names than these nobody goes through on a page. */
const MOST_NAMES = 300;

interface Standing extends SignOffStanding {
  readonly title: string;
  readonly waitingNames: readonly string[];
}

/** For HR: how far each version in force came to bind people; counts first, names behind them. */
export async function signStandingPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const standings = await standingsOf(call);
  const parts = standings.map((one) => standingPart(call, one));
  const about = say(standings.length === 0 ? 'rulesNone' : 'signStandingHint');
  const main = html`${heading(say('signStanding'), about)}${parts}${paperForm(call, standings)}`;
  return page(200, layout({ corp, lang, title: say('signStanding'), top: 'home' }, main));
}

const standingsOf = ({ deps, corp, lang }: VisitorCall): Promise<readonly Standing[]> =>
  deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const standings: Standing[] = [];
    for (const policy of await policiesInForce(tx, corp.slug, at)) {
      const of = { policySlug: policy.slug, policyVersion: policy.version };
      const waiting = waitingToSign(await loadSignOff(tx, corp.slug, of), corp, policy, directory, at);
      standings.push({
        ...(await signOffStanding(tx, corp.slug, corp, policy, directory, at)),
        title: policy.title[lang],
        waitingNames: waiting.map(({ name, userid }) => name || (userid ?? '')).sort(),
      });
    }
    return standings;
  });

function standingPart({ lang }: VisitorCall, one: Standing): Html {
  const say = sayIn(lang);
  const { title, version, missing, signed, refused, waiting, waitingNames } = one;
  const proofs = missing.map((proof) => PROOF_WORDS[proof][lang]).join(lang === 'zh' ? '、' : ', ');
  const state = proofs === '' ? say('signStandingWhole') : say('signStandingMissing', { proofs });
  const row = (words: string, count: number): Html => html`<tr><td>${words}</td><td>${count}</td></tr>`;
  const more = waitingNames.length > MOST_NAMES ? ' …' : '';
  const names =
    waiting === 0
      ? null
      : html`<details class="qg-why"><summary>${say('signStandingWho', { count: waiting })}</summary><p>${waitingNames.slice(0, MOST_NAMES).join('、')}${more}</p></details>`;
  return html`<section class="qg-list"><h2>${say('signStandingOf', { title, version })}</h2><p class="qg-hint">${state}</p><table class="qg-table qg-counts"><tbody>${row(say('signRead'), signed)}${row(say('signDisagreed'), refused)}${row(say('signStandingWaiting'), waiting)}</tbody></table>${names}</section>`;
}
