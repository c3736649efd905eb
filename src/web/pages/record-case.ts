import { appendAudit } from '../../audit/append.ts';
import { answerOwn } from '../../cases/answer-own.ts';
import { type OwnCaseFile, ownCase } from '../../cases/own-case.ts';
import { nowIn } from '../../db/client.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import type { Say, WordingKey } from '../words/say.ts';
import { sayIn } from '../words/say.ts';
import { ownWord } from './own-forms.ts';
import { ownState } from './own-state.ts';
import { type CaseShown, clauseSection, coverageSection, seenSection, timesSection } from './record-parts.ts';

const Id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One case about this person: what was seen and why, what became of it, and what he may say. Another's is not found. */
export async function ownCasePage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps, visitor, asked } = call;
  const say = sayIn(lang);
  const id = asked.params.id ?? '';
  const found = Id.test(id)
    ? await deps.db.withCorp(corp.slug, async (tx) => {
        const file = await ownCase(tx, corp.slug, { personId: visitor.person.id }, id);
        const directory = file && (await directoryOf(tx, corp.slug, (await nowIn(tx)).getTime()));
        return file && directory && { file, byAccount: directory.byAccount };
      })
    : null;
  if (!found) return notFound(call, say);
  const { file, byAccount } = found;
  const nameOf = (userid: string): string => byAccount.get(userid)?.name || userid;
  const shown: CaseShown = { say, lang, timeZone: corp.timeZone, nameOf, reader: visitor.userid };
  const title = file.title?.[lang] ?? say('recordOtherRule');
  const number = say('recordNumber', { number: file.matter.number });
  const about = [number, file.matter.groupName, ownState(file.matter, say)].filter((part) => part !== '').join(' · ');
  const main = html`${back(call)}${heading(title, about)}${saidBefore(asked.query.get('said'), say)}${sections(call, file, shown)}`;
  return page(200, layout({ corp, lang, title: number, top: 'home' }, main));
}

const sections = (call: VisitorCall, file: OwnCaseFile, shown: CaseShown): Html =>
  html`${seenSection(file, shown)}${clauseSection(file, shown)}${timesSection(file, shown)}${coverageSection(file, shown)}${ownWord(call, file)}`;

const back = ({ corp, lang }: VisitorCall): Html =>
  html`<p class="qg-hint"><a href="${pathTo(corp.slug, '/record')}">‹ ${sayIn(lang)('recordBack')}</a></p>`;

function notFound(call: VisitorCall, say: Say): Answer {
  const { corp, lang } = call;
  const main = html`${back(call)}${heading(say('record'))}<p class="qg-hint">${say('recordNoSuch')}</p>`;
  return page(404, layout({ corp, lang, title: say('record'), top: 'home' }, main));
}

const SAID: Readonly<Record<string, WordingKey>> = {
  wrong: 'caseKept',
  fixed: 'caseFixedKept',
  repeat: 'caseSaidBefore',
  closed: 'caseOver',
};

function saidBefore(what: string | null, say: Say): Html | null {
  const key = SAID[what ?? ''];
  return key ? html`<p class="qg-said" role="status">${say(key)}</p>` : null;
}

/** Takes 提醒错了 and 已改好; a reload of what follows says nothing again. */
export async function takeOwnWord({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const [caseId, says] = [asked.form.get('case') ?? '', asked.form.get('says')];
  if (!Id.test(caseId) || (says !== 'wrong' && says !== 'fixed')) return lookAt(pathTo(corp.slug, '/record'));
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const answer = { personId: visitor.person.id, caseId, by: visitor.userid, says } as const;
    const { outcome, entries } = await answerOwn(tx, { corp: corp.slug, keys, at }, answer);
    await appendAudit(tx, corp.slug, keys, at, entries);
    return outcome;
  });
  if (outcome === 'done') await deps.bell.ring('timers', corp.slug);
  return lookAt(`${pathTo(corp.slug, `/record/${caseId}`)}?said=${outcome === 'done' ? says : outcome}`);
}
