import { appendAudit } from '../../audit/append.ts';
import { caseNames, holderNow } from '../../cases/case-names.ts';
import { nowIn } from '../../db/client.ts';
import { agreeExemption, refuseExemption } from '../../duties/exemptions.ts';
import type { ExemptionRow } from '../../duties/load-exemptions.ts';
import type { Directory } from '../../events/person.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { exemptionsSeen } from '../exemptions-seen.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import { sayIn } from '../words/say.ts';
import { saidBefore } from './hr-said.ts';
import { titleOf } from './rule-title.ts';

interface Around {
  readonly directory: Directory;
  readonly title: (row: ExemptionRow) => string;
}

/** For HR: who asks to be spared by a rule for a while, under pseudonyms; never the reader himself. */
export async function exemptionsPage(call: VisitorCall): Promise<Answer> {
  const { deps, corp, keys, lang, visitor, asked } = call;
  const say = sayIn(lang);
  const { others, around } = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const policies = await policiesInForce(tx, corp.slug, at);
    const title = (row: ExemptionRow): string => titleOf(policies, row)?.[lang] ?? row.instance;
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const others = await exemptionsSeen(tx, { corp: corp.slug, keys, at }, visitor, policies, directory);
    return { others, around: { directory, title } };
  });
  const about = others.length === 0 ? say('exemptionsNone') : say('exemptionsIntro');
  const main = html`${heading(say('exemptions'), about)}${saidBefore(asked.query, say)}${others.map((row) => exemption(call, row, around))}`;
  return page(200, layout({ corp, lang, title: say('exemptions'), top: 'home' }, main));
}

function exemption(call: VisitorCall, row: ExemptionRow, { directory, title }: Around): Html {
  const { corp, keys, lang, formToken } = call;
  const say = sayIn(lang);
  const subject = `person:${row.personId}`;
  const person = holderNow(subject, directory);
  const about = { id: row.id, subject, detail: {} };
  const names = caseNames(keys, about, { directory, person, shown: 'alias', lang });
  const where = say(row.chatId === null ? 'exemptionEverywhere' : 'exemptionOneGroup');
  const first = row.state === 'first' ? html`<p class="qg-hint">${say('exemptionFirst')}</p>` : null;
  const link =
    row.caseId === null
      ? null
      : html`<p class="qg-hint"><a href="${pathTo(corp.slug, `/cases/${row.caseId}`)}">${say('exemptionCase')} ›</a></p>`;
  const button = (says: string, words: string, look: string): Html =>
    html`<button class="weui-btn weui-btn_mini ${look}" name="says" value="${says}">${words}</button>`;
  const form = html`<form method="post" action="${pathTo(corp.slug, '/exemptions')}" class="qg-reason qg-inset"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="exemption" value="${row.id}"><label>${say('exemptionBecause')}<input class="weui-input" name="because" maxlength="400"></label><div class="qg-buttons">${button('agree', say('exemptionAgree'), 'weui-btn_primary')}${button('refuse', say('exemptionRefuse'), 'weui-btn_default')}</div></form>`;
  return html`<section class="qg-matter"><h2>${names.subject}</h2><p class="qg-hint">${title(row)} · ${say('exemptionUntil', { until: row.until, where })}</p>${first}<blockquote class="qg-quote">${row.reason}</blockquote>${link}${form}</section>`;
}

const MOST_SIGNS = 400;

/** Takes what somebody of HR says of a request; whether he may is asked there. */
export async function takeExemption({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const [id, says] = [asked.form.get('exemption') ?? '', asked.form.get('says')];
  const because = (asked.form.get('because') ?? '').trim().slice(0, MOST_SIGNS);
  const back = (said: string): Answer => lookAt(`${pathTo(corp.slug, '/exemptions')}?said=${said}`);
  if (!Id.test(id) || (says !== 'agree' && says !== 'refuse')) return back('closed');
  const by = visitor.userid;
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const exempting = { corp: corp.slug, keys, at: await nowIn(tx) };
    const came =
      says === 'agree'
        ? await agreeExemption(tx, exempting, { id, by })
        : await refuseExemption(tx, exempting, { id, because, by });
    await appendAudit(tx, corp.slug, keys, exempting.at, came.entries);
    return came.outcome;
  });
  await deps.bell.ring('timers', corp.slug);
  await deps.bell.ring('notices', corp.slug);
  return back(outcome);
}
