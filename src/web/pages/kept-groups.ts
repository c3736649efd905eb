import { appendAudit } from '../../audit/append.ts';
import { caseSaid } from '../../cases/case-said.ts';
import { answersTo, answerTask, type KeptTask, type TaskAnswer, tasksOf } from '../../cases/kept-tasks.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import { nowIn } from '../../db/client.ts';
import type { Directory } from '../../events/person.ts';
import { groupsKeptBy, type KeptGroup } from '../../groups/kept-by.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce } from '../../review/policies.ts';
import { rulesById } from '../../rules/index.ts';
import { type Answer, lookAt, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import { type Say, sayIn, type WordingKey } from '../words/say.ts';
import { hiddenField, linkCell, saidOnce, section } from './form-parts.ts';

export const keeperOf = ({ visitor }: VisitorCall) => ({ personId: visitor.person.id, userid: visitor.userid });

/** The address of a group's page. */
export const keptPath = (chatId: string, rest = ''): string => `/kept/${encodeURIComponent(chatId)}${rest}`;

/** 我管的群: every group that he keeps, with what is open there. */
export async function keptPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps } = call;
  const say = sayIn(lang);
  const { groups, tasks, kindOf } = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const kinds = (await policiesInForce(tx, corp.slug, at)).flatMap((policy) => [...policy.kinds.values()]);
    const groups = await groupsKeptBy(tx, corp.slug, keeperOf(call), at);
    const chatIds = groups.map(({ chatId }) => chatId);
    return {
      groups,
      tasks: await tasksOf(tx, corp.slug, chatIds, keeperOf(call)),
      kindOf: (id: string | null): string =>
        kinds.find((kind) => kind.id === id)?.name[lang] ?? say('keptUnregistered'),
    };
  });
  const cells = groups.map((group) => {
    const open = tasks.filter(({ chatId }) => chatId === group.chatId).length;
    const about = [
      kindOf(group.kind),
      membersWords(group, say),
      say(group.as === 'admin' ? 'keptAsAdmin' : 'keptAsOwner'),
    ];
    const end = open === 0 ? say('keptNothing') : say('keptOpen', { count: open });
    return {
      open,
      cell: linkCell(pathTo(corp.slug, keptPath(group.chatId)), nameOf(group, say), about.join(' · '), end),
    };
  });
  const first = [...cells].sort((a, b) => b.open - a.open).map(({ cell }) => cell);
  const main = html`${heading(say('kept'), groups.length === 0 ? say('keptNone') : say('keptHint'))}${section(say('keptAll', { count: groups.length }), first)}`;
  return page(200, layout({ corp, lang, title: say('kept'), top: 'home' }, main));
}

export const nameOf = ({ name }: Pick<KeptGroup, 'name'>, say: Say): string => name || say('keptNameless');
const membersWords = ({ members }: KeptGroup, say: Say): string =>
  members === null ? say('keptMembersUnknown') : say('keptMembers', { count: members });

const SAID = {
  done: 'keptSaidDone',
  repeat: 'keptSaidRepeat',
  closed: 'keptSaidClosed',
} as const satisfies Record<string, WordingKey>;

/** One group that he keeps; null: he keeps no such group. */
export async function keptGroup(call: VisitorCall): Promise<KeptGroup | null> {
  const { deps, corp, asked } = call;
  const groups = await deps.db.withCorp(corp.slug, async (tx) =>
    groupsKeptBy(tx, corp.slug, keeperOf(call), await nowIn(tx)),
  );
  return groups.find(({ chatId }) => chatId === asked.params.id) ?? null;
}

/** One group: what is to be done in it, with the very steps; of a colleague only that. */
export async function keptGroupPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang, deps } = call;
  const say = sayIn(lang);
  const group = await keptGroup(call);
  if (!group) return noSuchGroup(call);
  const { tasks, directory } = await deps.db.withCorp(corp.slug, async (tx) => ({
    tasks: await tasksOf(tx, corp.slug, [group.chatId], keeperOf(call)),
    directory: await directoryOf(tx, corp.slug, (await nowIn(tx)).getTime()),
  }));
  const about = tasks.length === 0 ? say('keptNothingOpen') : say('keptTasks', { count: tasks.length });
  const review = linkCell(pathTo(corp.slug, keptPath(group.chatId, '/members')), say('review'), say('reviewLink'));
  const main = html`${backToKept(call)}${heading(nameOf(group, say), about)}${saidOnce(call, SAID)}${tasks.map((task) => taskSection(call, task, directory))}${section(say('keptMore'), [review])}`;
  return page(200, layout({ corp, lang, title: say('kept'), top: 'home' }, main));
}

export const backToKept = ({ corp, lang }: VisitorCall): Html =>
  html`<p class="qg-hint"><a href="${pathTo(corp.slug, '/kept')}">‹ ${sayIn(lang)('kept')}</a></p>`;

export function noSuchGroup(call: VisitorCall): Answer {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const main = html`${backToKept(call)}${heading(say('keptNoSuch'), say('keptNoSuchHint'))}`;
  return page(404, layout({ corp, lang, title: say('kept'), top: 'home' }, main));
}

function taskSection(call: VisitorCall, task: KeptTask, directory: Directory): Html {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const { rule, says, detail, graceUntil, openedAt, subject } = task;
  const colleague = subject.startsWith('member:') || subject.startsWith('person:');
  const who = whoIn(subject, directory);
  const title = rulesById.get(rule)?.title[lang] ?? say('keptTask');
  const since = say('keptSince', { at: shortMoment(openedAt, corp.timeZone) });
  const due = graceUntil ? say('keptDue', { at: shortMoment(graceUntil, corp.timeZone) }) : null;
  const words = [colleague ? who : null, since, due].filter((one) => one !== null && one !== '').join(' · ');
  // Of a colleague what is to be done; what he did or did not do is between him and HR.
  const happened = colleague ? null : html`<p class="qg-hint">${caseSaid(rule, 'says', says, detail)[lang]}</p>`;
  const fix = caseSaid(rule, 'fix', says, detail)[lang];
  return html`<section class="qg-matter"><h2>${title}</h2><p class="qg-hint">${words}</p>${happened}<p class="qg-quote">${fix}</p>${answers(call, task)}</section>`;
}

/** A colleague by his name; of whom no name is known the sentence says what is to be done. */
function whoIn(subject: string, { byAccount, contacts, persons }: Directory): string {
  const [kind, ...rest] = subject.split(':');
  const id = rest.join(':');
  if (kind === 'member') return byAccount.get(id.toLowerCase())?.name || contacts.get(id.toLowerCase())?.name || '';
  return [...persons.values()].find((person) => person.id === id)?.name ?? '';
}

const ANSWERS: Readonly<Record<TaskAnswer, WordingKey>> = {
  done: 'keptDone',
  cannot: 'keptCannot',
  'find-right': 'findsRight',
  'find-wrong': 'findsWrong',
};

function answers({ corp, lang, formToken }: VisitorCall, task: KeptTask): Html {
  const say = sayIn(lang);
  const offered = answersTo(task);
  if (offered.length === 0)
    return html`<p class="qg-hint">${say(task.nature === 'question' ? 'keptOnCard' : 'keptWithHr')}</p>`;
  const buttons = offered.map((answer, i) => {
    const look = i === 0 ? 'weui-btn_primary' : 'weui-btn_default';
    return html`<button class="weui-btn weui-btn_mini ${look}" name="says" value="${answer}">${say(ANSWERS[answer])}</button>`;
  });
  return html`<form method="post" action="${pathTo(corp.slug, '/kept')}" class="qg-answers"><input type="hidden" name="token" value="${formToken}">${hiddenField('group', task.chatId)}${hiddenField('case', task.id)}${buttons}</form>`;
}

/** Takes what he says of a task, as a press of its card would. */
export async function takeTask(call: VisitorCall): Promise<Answer> {
  const { deps, corp, keys, visitor, asked } = call;
  const id = asked.form.get('case') ?? '';
  const says = (Object.keys(ANSWERS) as TaskAnswer[]).find((one) => one === asked.form.get('says'));
  const back = (said: keyof typeof SAID): Answer =>
    lookAt(`${pathTo(corp.slug, keptPath(asked.form.get('group') ?? ''))}?said=${said}`);
  if (!Id.test(id) || !says) return back('closed');
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const came = await answerTask(tx, { corp: corp.slug, keys, at, person: visitor.person, directory }, id, says);
    await appendAudit(tx, corp.slug, keys, at, [...came.entries]);
    return came.outcome;
  });
  await deps.bell.ring('timers', corp.slug);
  return back(outcome);
}
