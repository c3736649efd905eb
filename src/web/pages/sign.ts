import { appendAudit } from '../../audit/append.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn } from '../../db/client.ts';
import { signVersion } from '../../sign-off/sign.ts';
import { type VersionToSign, versionsToSign } from '../../sign-off/versions-to-sign.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { hiddenField, linkCell, saidOnce, section } from './form-parts.ts';
import { policyInWords } from './policy-words.ts';

const SAID = {
  done: 'signSaidDone',
  repeat: 'signSaidRepeat',
  closed: 'signSaidClosed',
} as const satisfies Record<string, WordingKey>;

/** The versions in force that everybody is asked to read, as the reader stands to them. */
export async function signListPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const versions = await ownVersions(call);
  const cells = versions.map(({ policy: { slug, title, version }, publishedOn, last }) =>
    linkCell(
      pathTo(corp.slug, `/sign/${slug}`),
      title[lang],
      say('signSince', { version, on: publishedOn }),
      say(last === null ? 'signWaits' : last.says === 'signed' ? 'signRead' : 'signDisagreed'),
    ),
  );
  const about = say(versions.length === 0 ? 'signNone' : 'signHint');
  const main = html`${heading(say('signTitle'), about)}${saidOnce(call, SAID)}${section(say('signVersions'), cells)}`;
  return page(200, layout({ corp, lang, title: say('signTitle'), top: 'home' }, main));
}

/** One version in plain words; at its end the reader says that he has read it, agreeing or not. */
export async function signPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, asked } = call;
  const say = sayIn(lang);
  const found = (await ownVersions(call)).find(({ policy }) => policy.slug === asked.params.name);
  if (!found) {
    const none = html`${heading(say('signTitle'))}<p class="qg-hint">${say('signNoSuch')}</p>`;
    return page(404, layout({ corp, lang, title: say('signTitle'), top: 'home' }, none));
  }
  const { policy, publishedOn, where } = found;
  const about = say('signPublished', { version: policy.version, on: publishedOn, where });
  const main = html`${heading(policy.title[lang], about)}${saidOnce(call, SAID)}${stateOf(call, found)}${policyInWords(policy, lang, 'member')}${formOf(call, found)}`;
  return page(200, layout({ corp, lang, title: policy.title[lang], top: 'home' }, main));
}

const ownVersions = ({ deps, corp, visitor }: VisitorCall): Promise<readonly VersionToSign[]> =>
  deps.db.withCorp(corp.slug, async (tx) => versionsToSign(tx, corp.slug, visitor.person.id, await nowIn(tx)));

function stateOf({ corp, lang }: VisitorCall, { last }: VersionToSign): Html {
  const say = sayIn(lang);
  if (last === null) return html`<p class="qg-hint"><a href="#say">${say('signGoDown')}</a></p>`;
  const at = shortMoment(last.at, corp.timeZone);
  return html`<p class="qg-hint">${say(last.says === 'signed' ? 'signReadAt' : 'signDisagreedAt', { at })}</p>`;
}

/** Who has signed has nothing more to say; who disagreed may still sign. */
function formOf({ corp, lang, formToken }: VisitorCall, { policy, last }: VersionToSign): Html | null {
  if (last?.says === 'signed') return null;
  const say = sayIn(lang);
  const refuse =
    last === null
      ? html`<button class="weui-btn weui-btn_default" name="says" value="refused">${say('signRefuse')}</button>`
      : null;
  const about = say('signAbout', { who: policy.interpreter[lang] });
  return html`<section class="qg-list" id="say"><h2>${say('signSay')}</h2><p class="qg-hint">${about}</p><form method="post" action="${pathTo(corp.slug, '/sign')}"><input type="hidden" name="token" value="${formToken}">${hiddenField('policy', policy.slug)}${hiddenField('version', String(policy.version))}<div class="qg-send"><button class="weui-btn weui-btn_primary" name="says" value="signed">${say('signGo')}</button>${refuse}</div></form></section>`;
}

/** Takes what the reader says of the version that stood on his page; another one in force by now is not meant. */
export async function takeSignature(call: VisitorCall): Promise<Answer> {
  const { deps, corp, keys, visitor, asked } = call;
  const slug = asked.form.get('policy') ?? '';
  const says = (['signed', 'refused'] as const).find((one) => one === asked.form.get('says'));
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const versions = await versionsToSign(tx, corp.slug, visitor.person.id, at);
    const version = versions.find(
      ({ policy }) => policy.slug === slug && String(policy.version) === asked.form.get('version'),
    );
    if (!version || !says) return 'closed';
    const by = { personId: visitor.person.id, by: visitor.userid };
    const of = { policySlug: slug, policyVersion: version.policy.version };
    const signed = await signVersion(tx, { corp: corp.slug, keys, at }, { ...of, ...by, says, via: 'page' });
    await appendAudit(tx, corp.slug, keys, at, signed.entries);
    return signed.outcome;
  });
  if (outcome === 'done') await deps.bell.ring('timers', corp.slug);
  const known = /^[a-z0-9-]{1,64}$/.test(slug) && outcome !== 'closed';
  return lookAt(pathTo(corp.slug, `${known ? `/sign/${slug}` : '/sign'}?said=${outcome}`));
}
