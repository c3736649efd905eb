import { appendAudit } from '../../audit/append.ts';
import { complain } from '../../complaints/complain.ts';
import { complaintNumber } from '../../complaints/complaining.ts';
import { groupsOf, type OwnGroup } from '../../complaints/group-named.ts';
import { membersOf } from '../../complaints/members-of.ts';
import { type Complaint, ownComplaints } from '../../complaints/read-complaints.ts';
import { REASONS, reasonOf } from '../../complaints/reasons.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn } from '../../db/client.ts';
import { instantOf, localAt } from '../../work-time/local-time.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import type { WordingKey } from '../words/say.ts';
import { sayIn } from '../words/say.ts';
import { complaintForm } from './complaint-form.ts';
import { saidOnce } from './form-parts.ts';

/** So many of his own reports are shown. */
const MOST = 20;

/** 举报: in which of his groups, or in none of them; below, what he reported and what became of it. */
export async function complaintPage(call: VisitorCall): Promise<Answer> {
  const { corp, keys, lang, deps, visitor } = call;
  const say = sayIn(lang);
  const { groups, own } = await deps.db.withCorp(corp.slug, async (tx) => ({
    groups: await groupsOf(tx, corp.slug, visitor.userid),
    own: await ownComplaints(tx, { corp, keys, at: await nowIn(tx) }, visitor.person.id, MOST),
  }));
  const choices = groups.map((group) => choice(call, group));
  const where =
    choices.length === 0
      ? null
      : html`<section class="qg-list"><h2>${say('complaintInGroup')}</h2><div class="weui-cells">${choices}</div></section>`;
  const main = html`${heading(say('complaint'), say('complaintIntro'))}${saidOnce(call, SAID)}${where}${complaintForm(call, null)}${ownList(call, own)}`;
  return page(200, layout({ corp, lang, title: say('complaint'), top: 'home' }, main));
}

const choice = ({ corp, lang }: VisitorCall, { stayId, name }: OwnGroup): Html =>
  html`<a class="weui-cell weui-cell_active weui-cell_access" href="${pathTo(corp.slug, `/complaint/${stayId}`)}"><span class="weui-cell__bd">${name || sayIn(lang)('complaintNoName')}</span><span class="weui-cell__ft"></span></a>`;

/** The form for one of his groups; of another's there is none. */
export async function complaintInGroupPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps, visitor, asked } = call;
  const say = sayIn(lang);
  const stayId = asked.params.id ?? '';
  const place = await deps.db.withCorp(corp.slug, async (tx) => {
    const group = (await groupsOf(tx, corp.slug, visitor.userid)).find((one) => one.stayId === stayId);
    if (!group) return null;
    const at = await nowIn(tx);
    const members = await membersOf(tx, corp.slug, group, { userid: visitor.userid, at });
    return { group, members, now: pickable(at, corp.timeZone) };
  });
  const back = html`<p class="qg-hint"><a href="${pathTo(corp.slug, '/complaint')}">‹ ${say('complaint')}</a></p>`;
  const main = html`${back}${heading(say('complaint'), place ? say('complaintIntro') : say('complaintNoGroup'))}${place ? complaintForm(call, place) : null}`;
  return page(place ? 200 : 404, layout({ corp, lang, title: say('complaint'), top: 'home' }, main));
}

const SAID: Readonly<Record<string, WordingKey>> = {
  done: 'complaintDone',
  rests: 'complaintRests',
  repeat: 'complaintRepeat',
  'too-many': 'complaintTooMany',
  empty: 'complaintEmpty',
  'no-such-group': 'complaintNoGroup',
};

const BECAME: Readonly<Record<string, WordingKey>> = {
  acted: 'complaintActed',
  unfounded: 'complaintUnfounded',
  unclear: 'complaintUnclear',
};

function ownList({ corp, lang }: VisitorCall, own: readonly Complaint[]): Html | null {
  const say = sayIn(lang);
  if (own.length === 0) return null;
  const rows = own.map(({ number, at, groupName, shownName, reason, says, answer }) => {
    const what = [groupName, shownName, REASONS[reason][lang]].filter((part) => part !== '').join(' · ');
    const state = say(BECAME[says ?? ''] ?? 'complaintOpen');
    return html`<div class="weui-cell"><span class="weui-cell__bd"><span>${complaintNumber(number)} ${shortMoment(at, corp.timeZone)}</span><br><span class="qg-small">${what}</span><br><strong class="qg-small">${state}</strong>${answer === '' ? null : html`<br><span class="qg-small">${answer}</span>`}</span></div>`;
  });
  return html`<section class="qg-list"><h2>${say('complaintOwn')}</h2><div class="weui-cells">${rows}</div></section>`;
}

/** Takes a report; a reload of what follows makes none. */
export async function takeComplaint({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const { form } = asked;
  const stayId = form.get('stay') ?? '';
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const group = Id.test(stayId)
      ? (await groupsOf(tx, corp.slug, visitor.userid)).find((one) => one.stayId === stayId)
      : undefined;
    if (stayId !== '' && !group) return 'no-such-group';
    const memberId = form.get('member') || null;
    const about = {
      chatId: group?.chatId ?? null,
      memberId: group ? memberId : null,
      saidAt: momentIn(form.get('when'), corp.timeZone),
    };
    const wanted = { by: visitor.userid, about, reason: reasonOf(form.get('reason')) ?? 'other' } as const;
    const { outcome, entries } = await complain(
      tx,
      { corp, keys, at },
      { ...wanted, text: form.get('text') ?? '', via: 'page' },
    );
    await appendAudit(tx, corp.slug, keys, at, entries);
    return outcome;
  });
  if (outcome === 'done' || outcome === 'rests') await deps.bell.ring('notices', corp.slug);
  return lookAt(`${pathTo(corp.slug, '/complaint')}?said=${outcome}`);
}

/** What a field of date and time holds, by the clocks of the place. */
function momentIn(text: string | null, timeZone: string): Date | null {
  const [, date, hour, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(text ?? '') ?? [];
  if (date === undefined || Number.isNaN(Date.parse(`${date}T${hour}:${minute}Z`))) return null;
  return new Date(instantOf(date, Number(hour) * 60 + Number(minute), timeZone));
}

function pickable(at: Date, timeZone: string): string {
  const { date, minute } = localAt(at.getTime(), timeZone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
