import type { Answer } from '../answer.ts';
import { page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import { whoSees } from '../sights.ts';
import { sayIn } from '../words/say.ts';
import { appealSection } from './case-file-appeal.ts';
import { decideSection } from './case-file-decide.ts';
import { evidenceSection, historySection, readsSection, toldSection } from './case-file-history.ts';
import { proposalSection, proposeSection } from './case-file-law.ts';
import {
  clauseSection,
  nameBox,
  sawSection,
  seenSection,
  statementSection,
  strikesSection,
} from './case-file-parts.ts';
import { askSection, assignSection, packSection } from './case-file-people.ts';
import { saidBefore } from './hr-said.ts';
import { type OpenFile, openFile } from './open-file.ts';
import { STATE_WORDS } from './queue-filters.ts';

/** For who decides: the file of one case, under a pseudonym. Whoever opens it is noted; nobody opens what is about himself. */
export async function caseFilePage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, asked } = call;
  const say = sayIn(lang);
  const id = asked.params.id ?? '';
  const open = Id.test(id) ? await openFile(call, id) : 'no-such';
  if (open === 'no-such' || open === 'own') return closedFile(call, open);
  const { file, names } = open;
  const number = say('fileNumber', { number: String(file.number) });
  const about = [number, file.groupName, say(STATE_WORDS[file.state])].filter((part) => part !== '').join(' · ');
  const main = html`${back(call)}${heading(names.subject, about)}${saidBefore(asked.query, say)}${nameBox(call, open)}<p class="qg-hint qg-jump"><a href="#follows">↓ ${say('fileFollows')}</a></p><div class="qg-columns"><div>${whatWasSeen(call, open)}</div><div id="follows">${whatFollows(call, open)}</div></div>`;
  return page(200, layout({ corp, lang, title: number, top: 'home', width: 'wide' }, main));
}

const whatWasSeen = (call: VisitorCall, open: OpenFile): Html =>
  html`${sawSection(call, open)}${clauseSection(call, open)}${evidenceSection(call, open)}${toldSection(call, open)}${seenSection(call, open)}${historySection(call, open)}${readsSection(call, open)}`;

const whatFollows = (call: VisitorCall, open: OpenFile): Html =>
  html`${appealSection(call, open)}${statementSection(call, open)}${proposalSection(call, open)}${decideSection(call, open)}${proposeSection(call, open)}${strikesSection(call, open)}${askSection(call, open)}${assignSection(call, open)}${call.visitor.roles.has('hr') ? packSection(call, open) : null}`;

/** Who sees no queue has none to go back to. */
const back = ({ corp, lang, visitor }: VisitorCall): Html | null =>
  whoSees('cases').some((role) => visitor.roles.has(role))
    ? html`<p class="qg-hint"><a href="${pathTo(corp.slug, '/queue')}">‹ ${sayIn(lang)('fileBack')}</a></p>`
    : null;

function closedFile(call: VisitorCall, why: 'no-such' | 'own'): Answer {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const words = say(why === 'own' ? 'ownCase' : 'noSuchCase');
  const main = html`${back(call)}${heading(say('queue'))}<p class="qg-hint">${words}</p>`;
  return page(why === 'own' ? 403 : 404, layout({ corp, lang, title: say('queue'), top: 'home' }, main));
}
