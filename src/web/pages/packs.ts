import { appendAudit } from '../../audit/append.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn } from '../../db/client.ts';
import { type PackRequest, packRequests } from '../../evidence/pack-requests.ts';
import type { Purpose } from '../../evidence/purposes.ts';
import { sayOfPack, takePack } from '../../evidence/release-pack.ts';
import { type Answer, attached, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { dangerousForm } from '../fresh-login.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { PURPOSE_WORDS } from './case-file-people.ts';
import { hiddenField, saidOnce } from './form-parts.ts';

const SAID = {
  asked: 'packSaidAsked',
  repeat: 'packSaidRepeat',
  nobody: 'packSaidNobody',
  done: 'packSaidDone',
  own: 'packSaidOwn',
  'not-entitled': 'packSaidNotEntitled',
  over: 'packSaidOver',
} as const satisfies Record<string, WordingKey>;

/** Evidence that somebody wants to take: what waits for this reader's yes, and what he asked for himself. */
export async function packsPage(call: VisitorCall): Promise<Answer> {
  const { corp, keys, lang, deps, visitor } = call;
  const say = sayIn(lang);
  const { own, waiting } = await deps.db.withCorp(corp.slug, async (tx) =>
    packRequests(tx, { corp: corp.slug, keys, at: await nowIn(tx) }, visitor.userid),
  );
  const about = own.length + waiting.length === 0 ? say('packsNone') : say('packsIntro');
  const asked = waiting.map((one) => request(call, one, releaseForm(call, one)));
  const mine = own.map((one) => request(call, one, standing(call, one)));
  const main = html`${heading(say('packs'), about)}${saidOnce(call, SAID)}${part(say('packsWaiting'), asked)}${part(say('packsOwn'), mine)}`;
  return page(200, layout({ corp, lang, title: say('packs'), top: 'home' }, main));
}

const part = (title: string, rows: readonly Html[]): Html | null =>
  rows.length === 0 ? null : html`<section class="qg-list"><h2>${title}</h2>${rows}</section>`;

function request({ corp, lang }: VisitorCall, one: PackRequest, more: Html): Html {
  const say = sayIn(lang);
  const purpose = say(PURPOSE_WORDS[one.purpose as Purpose]);
  const by = say('packBy', { who: one.askedBy, at: shortMoment(one.askedAt, corp.timeZone) });
  const words = [by, say('packFor', { purpose })].join(' · ');
  return html`<section class="qg-matter"><h3 class="qg-sub qg-inset">${one.number}</h3><p class="qg-hint">${words}</p><blockquote class="qg-quote">${one.reason}</blockquote><div class="qg-inset">${more}</div></section>`;
}

function releaseForm(call: VisitorCall, { id, until }: PackRequest): Html {
  const say = sayIn(call.lang);
  const button = (says: string, words: string, look: string): Html =>
    html`<button class="weui-btn weui-btn_mini ${look}" name="says" value="${says}">${words}</button>`;
  const fields = html`${hiddenField('request', id)}<p class="qg-small">${say('packUntil', { until: shortMoment(until, call.corp.timeZone) })}</p><div class="qg-buttons">${button('released', say('packRelease'), 'weui-btn_primary')}${button('refused', say('packRefuse'), 'weui-btn_default')}</div>`;
  return dangerousForm(call, { to: '/packs', on: '/packs' }, fields);
}

function standing(call: VisitorCall, { id, says, saidBy, until }: PackRequest): Html {
  const say = sayIn(call.lang);
  const who = saidBy ?? '';
  if (says === null) return html`<p class="qg-small">${say('packWaits')}</p>`;
  if (says === 'refused') return html`<p class="qg-small">${say('packRefused', { who })}</p>`;
  const words = say('packReleased', { who, until: shortMoment(until, call.corp.timeZone) });
  const fields = html`${hiddenField('request', id)}<p class="qg-small">${words}</p><button class="weui-btn weui-btn_mini weui-btn_primary">${say('packTake')}</button>`;
  return dangerousForm(call, { to: '/packs/take', on: '/packs' }, fields);
}

const backTo = ({ corp }: VisitorCall, said: keyof typeof SAID): Answer =>
  lookAt(`${pathTo(corp.slug, '/packs')}?said=${said}`);

/** Takes the yes or no of a second person. */
export async function takeRelease(call: VisitorCall): Promise<Answer> {
  const { corp, keys, deps, visitor, asked } = call;
  const id = asked.form.get('request') ?? '';
  const says = (['released', 'refused'] as const).find((one) => one === asked.form.get('says'));
  if (!Id.test(id) || !says) return backTo(call, 'over');
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const deciding = { corp: corp.slug, keys, at: await nowIn(tx) };
    const came = await sayOfPack(tx, deciding, { id, says, by: visitor.userid });
    await appendAudit(tx, corp.slug, keys, deciding.at, came.entries);
    return came.outcome;
  });
  await deps.bell.ring('timers', corp.slug);
  await deps.bell.ring('notices', corp.slug);
  return backTo(call, outcome);
}

/** The evidence as a file, to who asked for it, once somebody else let it go. */
export async function takePackFile(call: VisitorCall): Promise<Answer> {
  const { corp, keys, deps, visitor, asked } = call;
  const id = asked.form.get('request') ?? '';
  if (!Id.test(id)) return backTo(call, 'over');
  const pack = await deps.db.withCorp(corp.slug, async (tx) =>
    takePack(tx, { corp: corp.slug, keys, at: await nowIn(tx) }, { id, by: visitor.userid }),
  );
  return pack ? attached(pack.name, 'application/zip', pack.bytes) : backTo(call, 'over');
}
