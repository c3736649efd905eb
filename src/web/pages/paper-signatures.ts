import { appendAudit } from '../../audit/append.ts';
import { nowIn } from '../../db/client.ts';
import { POLICY_TIME_ZONE } from '../../policy/durations.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { importSignatures, readSignatures } from '../../sign-off/import-signatures.ts';
import { localAt } from '../../work-time/local-time.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { sayIn } from '../words/say.ts';
import { selectField } from './form-parts.ts';
import { linesReturned, sheetForm, sheetSent } from './sheet-form.ts';

interface Version {
  readonly policy: string;
  readonly version: number;
  readonly title: string;
}

/** Signatures that people gave on paper, as a sheet, for one of the versions in force. */
export function paperForm(call: VisitorCall, versions: readonly Version[]): Html | null {
  const say = sayIn(call.lang);
  if (versions.length === 0) return null;
  const choices = versions.map(({ policy, version, title }) => ({
    value: `${policy} ${version}`,
    words: say('paperOf', { title, version }),
  }));
  const fields = selectField({ name: 'version', label: say('paperVersion') }, choices);
  const words = { label: say('paperLines'), hint: say('paperHint'), text: call.asked.form.get('lines') ?? '' };
  const form = sheetForm(call, { to: '/sign-off', fields, ...words, button: 'paperGo' });
  return html`<section class="qg-list"><h2>${say('paperTitle')}</h2>${form}</section>`;
}

/** Takes the good lines of a list of signatures on paper, and says of each other why not. */
export async function takePaper(call: VisitorCall): Promise<Answer> {
  const { corp, deps, keys, lang, visitor, asked } = call;
  const say = sayIn(lang);
  const sheet = sheetSent(call);
  if (sheet === null) return answered(call, say('sheetUnread'), null);
  const came = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const policies = await policiesInForce(tx, corp.slug, at);
    const policy = policies.find(({ slug, version }) => `${slug} ${version}` === asked.form.get('version'));
    if (!policy) return 'closed';
    const today = localAt(at.getTime(), POLICY_TIME_ZONE).date;
    const read = readSignatures(sheet.rows, await directoryOf(tx, corp.slug, at.getTime()), today);
    if (!read) return 'no-head';
    const of = { policySlug: policy.slug, policyVersion: policy.version, file: 'page', by: visitor.userid };
    const { fresh, entries } = await importSignatures(tx, { corp: corp.slug, keys, at }, read, of);
    await appendAudit(tx, corp.slug, keys, at, entries);
    return { fresh, returned: read.returned.map(({ row, why }) => ({ row, why: why[lang] })) };
  });
  if (came === 'closed') return answered(call, say('paperClosed'), null);
  if (came === 'no-head') return answered(call, say('paperNoHead'), null);
  await deps.bell.ring('timers', corp.slug);
  const { fresh, returned } = came;
  if (returned.length === 0) return answered(call, say('paperSaved', { fresh }), null);
  return answered(call, say('paperSome', { fresh, returned: returned.length }), linesReturned(call, returned));
}

function answered(call: VisitorCall, said: string, lines: Html | null): Answer {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const main = html`${heading(say('signStanding'))}<p class="qg-said" role="status">${said}</p>${lines}`;
  return page(200, layout({ corp, lang, title: say('signStanding'), top: 'home' }, main));
}
