import { appendAudit } from '../../audit/append.ts';
import { complaintNumber } from '../../complaints/complaining.ts';
import { decideComplaint, MOST_ANSWER } from '../../complaints/decide-complaint.ts';
import { type Complaint, complaintsFor } from '../../complaints/read-complaints.ts';
import { REASONS, verdictOf } from '../../complaints/reasons.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn } from '../../db/client.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import type { Say, WordingKey } from '../words/say.ts';
import { sayIn } from '../words/say.ts';

const Id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The reports that this person is to look at, and nobody else's: what is about HR stands before the last instance alone. */
export async function complaintsPage(call: VisitorCall): Promise<Answer> {
  const { corp, keys, lang, deps, visitor, asked } = call;
  const say = sayIn(lang);
  const open = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    return complaintsFor(tx, { corp, keys, at }, directory, visitor.person.id);
  });
  const about = open.length === 0 ? say('complaintsNone') : say('complaintsIntro', { count: open.length });
  const main = html`${heading(say('complaints'), about)}${said(asked.query.get('said'), say)}${open.map((one) => section(call, one))}`;
  return page(200, layout({ corp, lang, title: say('complaints'), top: 'home' }, main));
}

const SAID: Readonly<Record<string, WordingKey>> = {
  done: 'complaintsDone',
  over: 'complaintsOver',
  'not-entitled': 'complaintsNotYours',
  unsaid: 'complaintsUnsaid',
};

function said(what: string | null, say: Say): Html | null {
  const key = SAID[what ?? ''];
  return key ? html`<p class="qg-said" role="status">${say(key)}</p>` : null;
}

function section(call: VisitorCall, one: Complaint): Html {
  const { corp, lang, formToken } = call;
  const say = sayIn(lang);
  const when = (at: Date): string => shortMoment(at, corp.timeZone);
  const where = [one.groupName, one.shownName || one.memberId, one.saidAt ? when(one.saidAt) : ''];
  const found = one.memberId && one.saidAt ? say(one.messageId ? 'complaintsFound' : 'complaintsNotFound') : '';
  const button = (says: string, words: string, look: string): Html =>
    html`<button class="weui-btn weui-btn_mini ${look}" name="says" value="${says}">${words}</button>`;
  const form = html`<form method="post" action="${pathTo(corp.slug, '/complaints')}" class="qg-reason qg-inset"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="complaint" value="${one.id}"><label>${say('complaintsAnswer')}<input class="weui-input" name="answer" maxlength="${MOST_ANSWER}"></label><p class="qg-answers qg-flush">${button('acted', say('complaintsActed'), 'weui-btn_primary')}${button('unfounded', say('complaintsUnfounded'), 'weui-btn_default')}${button('unclear', say('complaintsUnclear'), 'weui-btn_default')}</p></form>`;
  return html`<section class="qg-matter"><h2>${complaintNumber(one.number)} ${REASONS[one.reason][lang]}</h2><p class="qg-hint">${[when(one.at), ...where, found].filter((part) => part !== '' && part !== null).join(' · ')}</p><blockquote class="qg-quote">${one.text}</blockquote>${form}</section>`;
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
