import { appendAudit } from '../../audit/append.ts';
import { answerMatter } from '../../daily-close/answer-matter.ts';
import { colleaguesIn } from '../../daily-close/colleagues.ts';
import { type Handed, handedTo } from '../../daily-close/handed-to.ts';
import { type OpenMatter, openMatters } from '../../daily-close/open-matters.ts';
import { readAnswer } from '../../daily-close/read-answer.ts';
import { receivedBy, type SaidOf, saidOf } from '../../daily-close/said-of.ts';
import { nowIn } from '../../db/client.ts';
import { unclearOf } from '../../responses/say-who.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { dayOf } from '../../work-time/local-days.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import type { WordingKey } from '../words/say.ts';
import { type Say, sayIn } from '../words/say.ts';
import { matterForm } from './matter-form.ts';
import { matterLines, type Shown, saidWords, whyThisDeadline } from './matter-parts.ts';
import { whichOne } from './which-one.ts';

/** What waits for the person in front of the page, and what others want to hand to him. */
export async function mattersPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps, visitor, asked } = call;
  const say = sayIn(lang);
  const { own, words, received, handed, unclear, directory } = await deps.db.withCorp(corp.slug, async (tx) => {
    const own = await openMatters(tx, corp.slug, { userid: visitor.userid });
    return {
      unclear: await unclearOf(tx, corp.slug, visitor.userid),
      own,
      words: await saidOf(tx, corp.slug, own),
      received: await receivedBy(tx, corp.slug, visitor.userid, own),
      handed: await handedTo(tx, corp.slug, visitor.userid),
      directory: await directoryOf(tx, corp.slug, (await nowIn(tx)).getTime()),
    };
  });
  const { byAccount } = directory;
  const shown: Shown = { say, timeZone: corp.timeZone, nameOf: (userid) => byAccount.get(userid)?.name || userid };
  const parts = [
    ...unclear.map((one) => whichOne(call, one, directory)),
    ...handed.map((one) => handedMatter(call, shown, one)),
    ...own.map((matter) =>
      ownMatter(call, shown, {
        matter,
        words: words.get(matter.id),
        received: received.has(matter.id) ? 'said' : 'unsaid',
      }),
    ),
  ];
  const about =
    own.length + handed.length === 0
      ? unclear.length > 0
        ? null
        : say('noMatters')
      : say('mattersIntro', { count: own.length });
  const main = html`${heading(say('matters'), about)}${said(asked.query.get('said'), say)}${parts}<p class="qg-hint">${say('mattersSeen')}</p>`;
  return page(200, layout({ corp, lang, title: say('matters'), top: 'home' }, main));
}

/** What waits for him, with what he has said of it so far: it counts from the press on, not from the next judgement. */
interface OwnMatter {
  readonly matter: OpenMatter;
  readonly words: SaidOf | undefined;
  readonly received: 'said' | 'unsaid';
}

const UNANSWERED: ReadonlySet<string> = new Set(['running', 'paused', 'missed']);

function ownMatter(call: VisitorCall, shown: Shown, { matter, words, received }: OwnMatter): Html {
  const { say } = shown;
  const saidBefore = words ? html`<p class="qg-hint">${saidWords(words, shown)}</p>` : null;
  const buttons = [
    ...(received === 'unsaid' && UNANSWERED.has(matter.acknowledgeState ?? '')
      ? [button('received', say('sayReceived'), 'weui-btn_primary')]
      : []),
    ...(matter.opens === 'published' ? [] : [button('done', say('sayDone'), 'weui-btn_default')]),
  ];
  const more =
    matter.opens === 'published'
      ? null
      : html`<a class="qg-more" href="${pathTo(call.corp.slug, `/matters/${matter.id}`)}">${say('sayMore')}</a>`;
  return html`<section class="qg-matter">${matterLines(matter, shown)}${saidBefore}${whyThisDeadline(matter, shown)}${form(call, matter.id, html`${buttons}${more}`)}</section>`;
}

function handedMatter(call: VisitorCall, shown: Shown, { matter, from }: Handed): Html {
  const { say, nameOf } = shown;
  const words = html`<p class="qg-hint">${say('handedToYou', { from: nameOf(from) })}</p>`;
  const buttons = [
    button('accepts', say('sayAccept'), 'weui-btn_primary'),
    button('declines', say('sayDecline'), 'weui-btn_default'),
  ];
  return html`<section class="qg-matter">${matterLines(matter, shown)}${words}${form(call, matter.id, html`${buttons}`)}</section>`;
}

const button = (says: string, words: string, look: string): Html =>
  html`<button class="weui-btn weui-btn_mini ${look}" name="says" value="${says}">${words}</button>`;

const form = ({ corp, formToken }: VisitorCall, id: string, content: Html): Html =>
  html`<form method="post" action="${pathTo(corp.slug, '/matters')}" class="qg-answers"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="matter" value="${id}">${content}</form>`;

/** One matter: to move it, to hand it to somebody, or to say whose it is not. */
export async function oneMatterPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps, visitor, asked } = call;
  const say = sayIn(lang);
  const found = await deps.db.withCorp(corp.slug, async (tx) => {
    const own = await openMatters(tx, corp.slug, { userid: visitor.userid });
    const matter = own.find(({ id }) => id === asked.params.id);
    if (!matter) return null;
    const at = await nowIn(tx);
    const { byAccount } = await directoryOf(tx, corp.slug, at.getTime());
    const colleagues = (await colleaguesIn(tx, corp.slug, matter.chatId))
      .map((userid) => byAccount.get(userid))
      .flatMap((person) =>
        person?.userid && person.userid !== visitor.userid && person.userid !== matter.asker
          ? [{ userid: person.userid, name: person.name }]
          : [],
      );
    return { matter, colleagues, byAccount, today: dayOf(at.getTime(), corp.timeZone) };
  });
  const back = html`<p class="qg-hint"><a href="${pathTo(corp.slug, '/matters')}">‹ ${say('matters')}</a></p>`;
  if (!found)
    return page(
      404,
      layout(
        { corp, lang, title: say('matters'), top: 'home' },
        html`${heading(say('matters'))}${back}<p class="qg-hint">${say('noSuchMatter')}</p>`,
      ),
    );
  const { matter, colleagues, byAccount, today } = found;
  const shown: Shown = { say, timeZone: corp.timeZone, nameOf: (userid) => byAccount.get(userid)?.name || userid };
  const body = html`${heading(say('sayMore'))}${back}${said(asked.query.get('said'), say)}<section class="qg-matter">${matterLines(matter, shown)}${whyThisDeadline(matter, shown)}</section>${matterForm(call, matter.id, colleagues, today)}`;
  return page(200, layout({ corp, lang, title: say('sayMore'), top: 'home' }, body));
}

const SAID: Readonly<Record<string, WordingKey>> = {
  done: 'saidKept',
  repeat: 'saidBefore',
  closed: 'saidOver',
  'not-entitled': 'noSuchMatter',
  incomplete: 'saidIncomplete',
};

/** What the last form came to, told once after it. */
function said(what: string | null, say: Say): Html | null {
  const key = SAID[what ?? ''];
  return key ? html`<p class="qg-said" role="status">${say(key)}</p>` : null;
}

/** Takes what somebody says of a matter; a reload of what follows says nothing again. */
export async function takeMatter(call: VisitorCall): Promise<Answer> {
  const { deps, corp, keys, visitor, asked } = call;
  const id = asked.form.get('matter') ?? '';
  if (!Id.test(id)) return lookAt(`${pathTo(corp.slug, '/matters')}?said=not-entitled`);
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const answer = readAnswer(asked.form, dayOf(at.getTime(), corp.timeZone));
    if (!answer) return 'incomplete' as const;
    const answering = { obligationId: id, by: visitor.userid, answer, via: 'page', noticeId: null } as const;
    const { outcome, entries } = await answerMatter(tx, { corp: corp.slug, keys, at }, answering);
    await appendAudit(tx, corp.slug, keys, at, entries);
    return outcome;
  });
  if (outcome === 'done') await deps.bell.ring('timers', corp.slug);
  const back = outcome === 'incomplete' ? `/matters/${id}` : '/matters';
  return lookAt(`${pathTo(corp.slug, back)}?said=${outcome}`);
}
