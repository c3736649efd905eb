import { caseSaid } from '../../cases/case-said.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn } from '../../db/client.ts';
import { type OwnCase, ownCases } from '../../decisions/own-cases.ts';
import { type OwnStrike, ownStrikes } from '../../decisions/strikes.ts';
import type { Directory } from '../../events/person.ts';
import { type RecordRead, readsOf } from '../../record-reads/reads-of.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { rulesById } from '../../rules/index.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';
import { cell, linkCell, section } from './form-parts.ts';
import { ownState } from './own-state.ts';
import { readCells } from './record-reads.ts';
import { strikeCells } from './record-strikes.ts';

interface OwnRecord {
  readonly cases: readonly OwnCase[];
  readonly strikes: readonly OwnStrike[];
  readonly reads: readonly RecordRead[];
  readonly directory: Directory;
}

/** 我的记录: every case about this person, open and ended; what counts, and until when; and who has read it. */
export async function recordPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const { cases, strikes, reads, directory } = await load(call);
  const about = html`${cases.length === 0 ? html`${say('recordNone')}<br>` : null}${say('recordIntro')}`;
  const lines = (wanted: 'open' | 'ended') =>
    cases.filter(({ closedAt }) => (closedAt === null) === (wanted === 'open')).map((one) => line(call, one));
  const main = html`${heading(say('record'), about)}${section(say('recordOpen'), lines('open'))}${section(
    say('recordEnded'),
    lines('ended'),
  )}${section(say('strikes'), strikeCells(call, strikes, cases))}${whoRead(call, reads, directory)}`;
  return page(200, layout({ corp, lang, title: say('record'), top: 'home' }, main));
}

const load = ({ deps, corp, visitor }: VisitorCall): Promise<OwnRecord> =>
  deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const { id: personId } = visitor.person;
    return {
      cases: await ownCases(tx, corp.slug, personId),
      strikes: await ownStrikes(tx, corp.slug, { personId, timeZone: corp.timeZone, at }),
      reads: await readsOf(tx, corp.slug, personId),
      directory: await directoryOf(tx, corp.slug, at.getTime()),
    };
  });

function line({ corp, lang }: VisitorCall, one: OwnCase): Html {
  const say = sayIn(lang);
  const title = rulesById.get(one.rule)?.title[lang] ?? say('recordOtherRule');
  const place = [one.groupName, say('recordFoundAt', { at: shortMoment(one.openedAt, corp.timeZone) })];
  const seen = caseSaid(one.rule, 'says', one.says, one.detail)[lang];
  const small = html`${seen}<br>${place.filter((part) => part !== '').join(' · ')}<br><strong>${ownState(one, say)}</strong>`;
  return linkCell(pathTo(corp.slug, `/record/${one.id}`), title, small);
}

/** Nobody is the usual case, and said as well. */
function whoRead(call: VisitorCall, reads: readonly RecordRead[], directory: Directory): Html | null {
  const say = sayIn(call.lang);
  const none = cell(say('readsNone'), say('readsHint'));
  return section(say('reads'), reads.length === 0 ? [none] : readCells(call, reads, directory));
}
