import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import type { CaseShown } from './case-shown.ts';
import { saidOnce, section } from './form-parts.ts';
import { type OwnFile, ownFile } from './own-file.ts';
import { ownWord } from './own-forms.ts';
import { hearingSection } from './own-hearing.ts';
import { outcomeSection } from './own-outcome.ts';
import { ownState } from './own-state.ts';
import { clauseSection, coverageSection, exemptionSection, seenSection, timesSection } from './record-parts.ts';
import { readCells } from './record-reads.ts';

/** One case about this person: what was seen and why, what became of it, and what he may say. Another's is not found. */
export async function ownCasePage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, visitor, asked } = call;
  const say = sayIn(lang);
  const id = asked.params.id ?? '';
  const own = Id.test(id) ? await ownFile(call, id) : null;
  if (!own) return notFound(call);
  const { byAccount } = own.directory;
  const nameOf = (userid: string): string => byAccount.get(userid)?.name || userid;
  const shown: CaseShown = { say, lang, timeZone: corp.timeZone, nameOf, reader: visitor.userid };
  const number = say('recordNumber', { number: String(own.file.number) });
  const about = [number, own.file.groupName, ownState(own.own, say)].filter((one) => one !== '').join(' · ');
  const title = own.title?.[lang] ?? say('recordOtherRule');
  const main = html`${back(call)}${heading(title, about)}${saidOnce(call, SAID)}${sections(call, own, shown)}`;
  return page(200, layout({ corp, lang, title: number, top: 'home' }, main));
}

/** What was decided comes first, then what he can do, then what it rests on. */
const sections = (call: VisitorCall, own: OwnFile, shown: CaseShown): Html =>
  html`${outcomeSection(own.file, shown)}${hearingSection(own.file, shown)}${seenSection(own, shown)}${clauseSection(own, shown)}${ownWord(call, own)}${exemptionSection(own, shown)}${timesSection(own, shown)}${coverageSection(own, shown)}${section(
    shown.say('reads'),
    readCells(call, own.reads, own.directory),
  )}`;

const back = ({ corp, lang }: VisitorCall): Html =>
  html`<p class="qg-hint"><a href="${pathTo(corp.slug, '/record')}">‹ ${sayIn(lang)('recordBack')}</a></p>`;

function notFound(call: VisitorCall): Answer {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const main = html`${back(call)}${heading(say('record'))}<p class="qg-hint">${say('recordNoSuch')}</p>`;
  return page(404, layout({ corp, lang, title: say('record'), top: 'home' }, main));
}

/** What the last form came to. */
const SAID: Readonly<Record<string, WordingKey>> = {
  wrong: 'caseKept',
  fixed: 'caseFixedKept',
  explain: 'statementKept',
  appeal: 'appealKept',
  exempt: 'exemptKept',
  repeat: 'caseSaidBefore',
  over: 'caseOver',
  'no-more': 'caseOver',
  settled: 'caseOver',
  closed: 'caseOver',
  'not-entitled': 'recordNoSuch',
  'nothing-decided': 'appealNothing',
  'no-reason': 'exemptNoReason',
  'bad-day': 'exemptBadDay',
  'no-such-rule': 'exemptNoRule',
};
