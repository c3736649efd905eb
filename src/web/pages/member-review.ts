import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import type { Directory, Person } from '../../events/person.ts';
import type { KeptGroup } from '../../groups/kept-by.ts';
import {
  answerMembers,
  REVIEW_ANSWERS,
  type ReviewAnswer,
  type ReviewedMember,
  type Reviewing,
  type ReviewSheet,
  reviewSheet,
  signReview,
} from '../../groups/member-review.ts';
import { type Corp, PersonId } from '../../ids.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { localAt } from '../../work-time/local-time.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { hiddenField, saidOnce } from './form-parts.ts';
import { keptGroup, keptPath, nameOf, noSuchGroup } from './kept-groups.ts';

/** So many members stand on a page; the answered go to the end. */
const MOST = 40;

const ANSWERS: Readonly<Record<ReviewAnswer, WordingKey>> = {
  belongs: 'reviewBelongs',
  'does-not-belong': 'reviewNot',
  'not-known': 'reviewUnknown',
};
const SAID = {
  kept: 'reviewSaidKept',
  nothing: 'reviewSaidNothing',
  signed: 'reviewSaidSigned',
  incomplete: 'reviewSaidIncomplete',
} as const satisfies Record<string, WordingKey>;

/** The word that the policy has signed when the members of such a group were gone through. */
async function wordFor(tx: Tx, corp: Corp, { kind }: KeptGroup, at: Date): Promise<string> {
  const uses = (await policiesInForce(tx, corp, at)).flatMap((policy) => policy.uses);
  const use = uses.find(
    ({ rule, kinds }) => rule.id === 'membership/reviewed' && kind !== null && kinds.includes(kind),
  );
  const what = (use?.settings as { readonly what?: string } | undefined)?.what;
  return what ?? 'member-review';
}

/** 成员复核: everybody in the group, with what is said of each; saved as one goes, signed at the end. */
export async function reviewPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps } = call;
  const say = sayIn(lang);
  const group = await keptGroup(call);
  if (!group) return noSuchGroup(call);
  const { sheet, directory } = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const what = await wordFor(tx, corp.slug, group, at);
    return {
      sheet: await reviewSheet(tx, corp.slug, group.chatId, what),
      directory: await directoryOf(tx, corp.slug, at.getTime()),
    };
  });
  const { members, signed } = sheet;
  const open = members.filter(({ answer }) => answer === null).length;
  const about = members.length === 0 ? say('reviewNobody') : say('reviewHint', { count: members.length, open });
  const last = signed
    ? html`<p class="qg-hint">${say('reviewLast', { at: shortMoment(signed.at, corp.timeZone), by: directory.byAccount.get(signed.by)?.name ?? signed.by })}</p>`
    : null;
  const shown = members.slice(0, MOST);
  const more = members.length > MOST ? html`<p class="qg-hint">${say('reviewMore', { shown: MOST })}</p>` : null;
  const back = html`<p class="qg-hint"><a href="${pathTo(corp.slug, keptPath(group.chatId))}">‹ ${nameOf(group, say)}</a></p>`;
  const main = html`${back}${heading(say('review'), about)}${saidOnce(call, SAID)}${last}${members.length === 0 ? null : checklist(call, group, shown, directory)}${more}${sign(call, group, sheet)}`;
  return page(200, layout({ corp, lang, title: say('review'), top: 'home' }, main));
}

function checklist(
  call: VisitorCall,
  { chatId }: KeptGroup,
  members: readonly ReviewedMember[],
  directory: Directory,
): Html {
  const { corp, lang, formToken } = call;
  const rows = members.map((member) => memberRow(call, member, directory));
  return html`<form method="post" action="${pathTo(corp.slug, '/kept/members')}"><input type="hidden" name="token" value="${formToken}">${hiddenField('group', chatId)}${rows}<div class="qg-send"><button class="weui-btn weui-btn_primary" name="do" value="save">${sayIn(lang)('reviewSave')}</button></div></form>`;
}

function memberRow({ corp, lang }: VisitorCall, member: ReviewedMember, directory: Directory): Html {
  const say = sayIn(lang);
  const { memberId, memberKind, personId, shown, since, inviter, answer } = member;
  const byId = personId ? directory.persons.get(PersonId.parse(personId)) : undefined;
  const person = directory.byAccount.get(memberId.toLowerCase()) ?? byId;
  const standing =
    memberKind === 'employee' ? (person && isHere(person) ? '' : say('reviewLeft')) : say('reviewOutside');
  const name = shown || person?.name || directory.contacts.get(memberId.toLowerCase())?.name || say('reviewNameless');
  const department = (person && isHere(person) ? person.departments : [])
    .map((id) => directory.departments.get(id)?.name ?? '')
    .join('、');
  const invitedBy = inviter ? (directory.byAccount.get(inviter.toLowerCase())?.name ?? inviter) : null;
  const about = [
    standing,
    department,
    say('reviewSince', { day: localAt(since.getTime(), corp.timeZone).date }),
    invitedBy === null ? say('reviewNoInviter') : say('reviewInvitedBy', { who: invitedBy }),
  ].filter((one) => one !== '');
  const choices = REVIEW_ANSWERS.map((one) => {
    const field =
      one === answer
        ? html`<input type="radio" name="m.${memberId}" value="${one}" checked>`
        : html`<input type="radio" name="m.${memberId}" value="${one}">`;
    return html`<label class="qg-pick">${field}<span>${say(ANSWERS[one])}</span></label>`;
  });
  return html`<fieldset class="qg-member"><legend>${name}</legend><p class="qg-hint">${about.join(' · ')}</p><div class="qg-picks">${choices}</div></fieldset>`;
}

const isHere = ({ userid, status }: Person): boolean => userid !== null && status !== 'left';

/** The signature, once nobody is left; what follows from it for those who do not belong. */
function sign(call: VisitorCall, { chatId, reach }: KeptGroup, { members }: ReviewSheet): Html | null {
  const { corp, lang, formToken } = call;
  const say = sayIn(lang);
  const open = members.filter(({ answer }) => answer === null).length;
  if (open > 0) return html`<p class="qg-hint">${say('reviewNotYet', { open })}</p>`;
  const of = (answer: ReviewAnswer): number => members.filter((member) => member.answer === answer).length;
  const words = say('reviewSum', { belongs: of('belongs'), not: of('does-not-belong'), unknown: of('not-known') });
  const step = of('does-not-belong') > 0 && reach !== 'managed' ? html`<p>${say('reviewStep')}</p>` : null;
  const stranger = of('not-known') > 0 ? html`<p>${say('reviewStranger')}</p>` : null;
  const about = members.length === 0 ? html`<p>${say('reviewUnseen')}</p>` : html`<p>${words}</p>`;
  return html`<section class="qg-list"><h2>${say('reviewSign')}</h2><div class="qg-text">${about}${step}${stranger}<form method="post" action="${pathTo(corp.slug, '/kept/members')}" class="qg-answers"><input type="hidden" name="token" value="${formToken}">${hiddenField('group', chatId)}<button class="weui-btn weui-btn_mini weui-btn_primary" name="do" value="sign">${say('reviewSignButton')}</button></form></div></section>`;
}

/** Keeps what was chosen, or signs. */
export async function takeReview(call: VisitorCall): Promise<Answer> {
  const { deps, corp, keys, visitor, asked } = call;
  const chatId = asked.form.get('group') ?? '';
  const group = await keptGroup({ ...call, asked: { ...asked, params: { ...asked.params, id: chatId } } });
  if (!group) return noSuchGroup(call);
  const back = (said: keyof typeof SAID): Answer =>
    lookAt(`${pathTo(corp.slug, keptPath(chatId, '/members'))}?said=${said}`);
  const said = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const what = await wordFor(tx, corp.slug, group, at);
    const reviewing: Reviewing = { corp: corp.slug, keys, at, chatId, what, by: visitor.userid };
    if (asked.form.get('do') === 'sign') return signReview(tx, reviewing);
    return answerMembers(tx, reviewing, answersIn(asked.form));
  });
  await deps.bell.ring('timers', corp.slug);
  if (said === 'done') return back('signed');
  if (said === 'incomplete') return back('incomplete');
  return back(said > 0 ? 'kept' : 'nothing');
}

function answersIn(form: URLSearchParams): ReadonlyMap<string, ReviewAnswer> {
  return new Map(
    [...form].flatMap(([name, value]) => {
      const answer = REVIEW_ANSWERS.find((one) => one === value);
      return name.startsWith('m.') && answer ? [[name.slice(2), answer] as const] : [];
    }),
  );
}
