import { appendAudit } from '../../audit/append.ts';
import { caseNames, holderNow } from '../../cases/case-names.ts';
import { complaintNumber } from '../../complaints/complaining.ts';
import { decideComplaint, MOST_ANSWER } from '../../complaints/decide-complaint.ts';
import { type Complaint, complaintsFor } from '../../complaints/read-complaints.ts';
import { REASONS, verdictOf } from '../../complaints/reasons.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn } from '../../db/client.ts';
import type { Directory } from '../../events/person.ts';
import { noteRead } from '../../record-reads/note-read.ts';
import { openedBy } from '../../record-reads/opened-by.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { dangerousForm } from '../fresh-login.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import type { WordingKey } from '../words/say.ts';
import { sayIn } from '../words/say.ts';
import { reasonField, sendButton } from './case-file-section.ts';
import { saidOnce } from './form-parts.ts';

/** The reports that this person is to look at, and nobody else's: what is about HR stands before the last instance alone. */
export async function complaintsPage(call: VisitorCall): Promise<Answer> {
  const { corp, keys, lang, deps, visitor } = call;
  const say = sayIn(lang);
  const open = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const found = await complaintsFor(tx, { corp, keys, at }, directory, visitor.person.id);
    return Promise.all(
      found.map(async (one) => {
        const is = { aboutId: one.id, reader: visitor.userid, what: 'name', at } as const;
        const shown = (await openedBy(tx, corp.slug, is)) === 'opened' ? 'name' : 'alias';
        return { one, named: namedIn(call, one, directory, shown) };
      }),
    );
  });
  const about = open.length === 0 ? say('complaintsNone') : say('complaintsIntro', { count: open.length });
  const main = html`${heading(say('complaints'), about)}${saidOnce(call, SAID)}${open.map(({ one, named }) => section(call, one, named))}`;
  return page(200, layout({ corp, lang, title: say('complaints'), top: 'home' }, main));
}

const SAID: Readonly<Record<string, WordingKey>> = {
  done: 'complaintsDone',
  over: 'complaintsOver',
  'not-entitled': 'complaintsNotYours',
  unsaid: 'complaintsUnsaid',
  'no-reason': 'hrSaidIncomplete',
  opened: 'hrSaidDone',
};

interface Named {
  readonly words: string;
  readonly shown: 'alias' | 'name';
}

/** Whom a report names: by a pseudonym, until its reader says why he needs the name. Null: nobody. */
function namedIn(
  { keys, lang }: VisitorCall,
  { id, memberId, shownName }: Complaint,
  directory: Directory,
  shown: Named['shown'],
): Named | null {
  if (memberId === null) return null;
  const subject = `member:${memberId}`;
  const person = holderNow(subject, directory);
  const names = caseNames(keys, { id, subject, detail: {} }, { directory, person, shown, lang });
  return { words: shown === 'name' ? shownName || names.subject : names.subject, shown };
}

function nameForm(call: VisitorCall, one: Complaint, named: Named | null): Html | null {
  if (named?.shown !== 'alias') return null;
  const say = sayIn(call.lang);
  const fields = html`<input type="hidden" name="complaint" value="${one.id}">${reasonField(say('nameWhy'))}<p>${say('nameNoted')}</p>${sendButton(say('nameGo'))}`;
  return html`<details class="qg-why"><summary>${say('nameShow')}</summary>${dangerousForm(call, { to: '/complaints/name', on: '/complaints' }, fields)}</details>`;
}

function section(call: VisitorCall, one: Complaint, named: Named | null): Html {
  const { corp, lang, formToken } = call;
  const say = sayIn(lang);
  const when = (at: Date): string => shortMoment(at, corp.timeZone);
  const where = [one.groupName, named?.words ?? '', one.saidAt ? when(one.saidAt) : ''];
  const found = one.memberId && one.saidAt ? say(one.messageId ? 'complaintsFound' : 'complaintsNotFound') : '';
  const button = (says: string, words: string, look: string): Html =>
    html`<button class="weui-btn weui-btn_mini ${look}" name="says" value="${says}">${words}</button>`;
  const form = html`<form method="post" action="${pathTo(corp.slug, '/complaints')}" class="qg-reason qg-inset"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="complaint" value="${one.id}"><label>${say('complaintsAnswer')}<input class="weui-input" name="answer" maxlength="${MOST_ANSWER}"></label><p class="qg-answers qg-flush">${button('acted', say('complaintsActed'), 'weui-btn_primary')}${button('unfounded', say('complaintsUnfounded'), 'weui-btn_default')}${button('unclear', say('complaintsUnclear'), 'weui-btn_default')}</p></form>`;
  return html`<section class="qg-matter"><h2>${complaintNumber(one.number)} ${REASONS[one.reason][lang]}</h2><p class="qg-hint">${[when(one.at), ...where, found].filter((part) => part !== '' && part !== null).join(' · ')}</p><blockquote class="qg-quote">${one.text}</blockquote>${form}${nameForm(call, one, named)}</section>`;
}

/** Takes what became of a report; a reload of what follows says nothing again. */
export async function takeVerdict({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const [id, says] = [asked.form.get('complaint') ?? '', verdictOf(asked.form.get('says'))];
  const back = (what: string): Answer => lookAt(`${pathTo(corp.slug, '/complaints')}?said=${what}`);
  if (!says) return back('unsaid');
  if (!Id.test(id)) return back('not-entitled');
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const decided = { id, by: visitor.userid, says, answer: asked.form.get('answer') ?? '' };
    const { outcome, entries } = await decideComplaint(tx, { corp, keys, at }, decided);
    await appendAudit(tx, corp.slug, keys, at, entries);
    return outcome;
  });
  if (outcome === 'done') await deps.bell.ring('notices', corp.slug);
  return back(outcome);
}

/** Opens the name of whom a report is about for an hour, to who may look at it and says why; the person may see that. */
export async function openReportedName({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const id = asked.form.get('complaint') ?? '';
  const reason = (asked.form.get('reason') ?? '').trim().slice(0, 400);
  const back = (what: string): Answer => lookAt(`${pathTo(corp.slug, '/complaints')}?said=${what}`);
  if (reason === '') return back('no-reason');
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const open = await complaintsFor(tx, { corp, keys, at }, directory, visitor.person.id);
    const one = open.find((row) => row.id === id);
    if (!one?.memberId) return 'not-entitled';
    const subject = `member:${one.memberId}`;
    const personId = holderNow(subject, directory)?.id ?? null;
    const reading = { corp: corp.slug, keys, by: visitor.userid, at };
    await noteRead(tx, reading, { what: 'name', aboutId: id, subject, personId, reason });
    return 'opened';
  });
  return back(outcome);
}
