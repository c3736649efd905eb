import { QUEUE_STATES, type QueueState } from '../../decisions/queue-state.ts';
import { everyHolder } from '../../duties/bench.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';
import type { WordingKey } from '../words/say.ts';
import { type Say, sayIn } from '../words/say.ts';
import type { Queued } from './queue.ts';
import { wishUrl } from './queue-wish.ts';

export const STATE_WORDS: Readonly<Record<QueueState, WordingKey>> = {
  'to-do': 'queueTodo',
  statement: 'queueStatement',
  ready: 'queueReady',
  decided: 'queueDecided',
  appealed: 'queueAppealed',
  over: 'queueOver',
  'under-way': 'queueUnderWay',
};

/** The states as links, each with how many are there. */
export function stateTabs({ corp, lang }: VisitorCall, { wish, counts }: Queued): Html {
  const say = sayIn(lang);
  const tabs = QUEUE_STATES.map((state) => {
    const words = say(STATE_WORDS[state]);
    const count = counts.get(state) ?? 0;
    const many = count === 0 ? null : html` <span class="qg-count">${count}</span>`;
    return state === wish.state
      ? html`<a class="qg-tab" href="${wishUrl(corp.slug, { ...wish, state, after: null })}" aria-current="page">${words}${many}</a>`
      : html`<a class="qg-tab" href="${wishUrl(corp.slug, { ...wish, state, after: null })}">${words}${many}</a>`;
  });
  return html`<nav class="qg-tabs" aria-label="${say('queueState')}">${tabs}</nav>`;
}

/** Whose, by which rule, in which group. */
export function filters(call: VisitorCall, queued: Queued): Html {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const { wish } = queued;
  const group = queued.found.lines.find(({ chatId }) => chatId === wish.chatId)?.groupName || wish.chatId;
  const chip =
    wish.chatId === null
      ? null
      : html`<p class="qg-hint"><a href="${wishUrl(corp.slug, { ...wish, chatId: null, after: null })}">${say('labelled', { label: say('queueGroup'), text: group ?? '' })} ✕</a></p>`;
  const kept = html`<input type="hidden" name="state" value="${wish.state}">${wish.chatId === null ? null : html`<input type="hidden" name="group" value="${wish.chatId}">`}`;
  const open =
    wish.who === '' && wish.instance === null ? html`<details class="qg-why">` : html`<details class="qg-why" open>`;
  return html`${chip}${open}<summary>${say('queueFilter')}</summary><form method="get" action="${pathTo(corp.slug, '/queue')}" class="qg-filter">${kept}${choice('who', say('queueAssignee'), people(queued, say), wish.who)}${choice('rule', say('queueRule'), rules(queued, call), wish.instance ?? '')}<button class="weui-btn weui-btn_mini weui-btn_default">${say('queueFilterGo')}</button></form></details>`;
}

type Choice = readonly [value: string, words: string];

function choice(name: string, label: string, choices: readonly Choice[], now: string): Html {
  const options = choices.map(([value, words]) =>
    value === now
      ? html`<option value="${value}" selected>${words}</option>`
      : html`<option value="${value}">${words}</option>`,
  );
  return html`<label>${label}<select class="weui-select" name="${name}">${options}</select></label>`;
}

const people = ({ policies, directory }: Queued, say: Say): Choice[] => [
  ['', say('queueEvery')],
  ['mine', say('queueMine')],
  ['nobody', say('queueNobody')],
  ...colleagues(policies, directory),
];

/** The people of all offices that decide, by name. */
export const colleagues = (policies: Queued['policies'], directory: Queued['directory']): Choice[] =>
  [...new Set(policies.flatMap((policy) => everyHolder(policy, directory)))].flatMap((id): Choice[] => {
    const { userid, name } = directory.persons.get(id) ?? { userid: null, name: '' };
    return userid === null ? [] : [[userid, name || userid]];
  });

const rules = ({ policies }: Queued, { lang }: VisitorCall): Choice[] => {
  const uses = new Map(
    policies.flatMap(({ uses }) => uses.map((use) => [use.instance, use.rule.title[lang]] as const)),
  );
  return [['', sayIn(lang)('queueEvery')] as const, ...uses];
};
