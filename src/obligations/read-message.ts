import { type RoleHeld, SPEAKS_FOR } from '../events/conversation.ts';
import type { Message } from '../events/message.ts';
import type { Lexicon, Mark, Reading } from '../events/reading.ts';
import { remembered } from '../remembered.ts';
import { statedDay } from './stated-day.ts';
import { type WhatAsks, whatAsks } from './what-asks.ts';
import { narrowing, type WordLists } from './words-there.ts';

/** Who and what may be called by name in the words of a group, and whose days they name. */
export interface Known {
  /** Those for whom somebody speaks. */
  readonly people: readonly { readonly id: string; readonly names: readonly string[] }[];
  readonly departments: readonly string[];
  readonly timeZone: string;
}

const NOTHING_SAID: ReadonlySet<Message['kind']> = new Set([
  'emotion',
  'red-packet',
  'meeting-notice',
  'call',
  'other',
]);
const NEGATION = /[没未不]$/;

/** The part of a conversation that messages are held against: whoever reads them before they are judged has it, too. */
export interface ReadWith {
  readonly members: readonly { readonly id: string; readonly names: readonly string[] }[];
  readonly roles: readonly Pick<RoleHeld, 'role' | 'over'>[];
  readonly departments: readonly { readonly names: readonly string[] }[];
  readonly plan: { readonly hours: { readonly timeZone: string } };
}

/** What the words of a group are held against. */
export const knownIn = ({ members, roles, departments, plan }: ReadWith): Known => ({
  people: members.filter(({ id }) => roles.some(({ role, over }) => role === SPEAKS_FOR && over === id)),
  departments: departments.flatMap(({ names }) => names),
  timeZone: plan.hours.timeZone,
});

/** Reads a message by a list of words. Of a message without words only its kind is known. */
export function readMessage(
  message: Pick<Message, 'text' | 'mentions' | 'kind' | 'sentAtMs'>,
  lexicon: Lexicon,
  known: Known,
): Reading {
  const text = message.text ?? '';
  const written = withoutMentions(text, message.mentions).toLowerCase();
  const words = bare(written);
  const { all, narrowed } = listsOf(lexicon);
  const lists = narrowed(words);
  const asking = whatAsks(written, lists, all);
  const marks = marksOf(written, words, asking, lists);
  const rest = withoutCourtesies(words, lists.courtesies.length === 0 ? [] : all.courtesies);
  const isThing = message.kind !== 'text' && !NOTHING_SAID.has(message.kind);
  const acknowledges = marks.includes('question') ? null : acknowledged(words, rest, rest === words ? lists : all);
  return {
    substance: bareOfParticles(rest) ? 'words' : isThing ? 'thing' : 'none',
    acknowledges,
    besides: acknowledges?.word === words ? 'nothing' : 'more',
    begins: message.mentions.some(({ at }) => text.slice(0, at).trim() === '') ? 'with-name' : 'otherwise',
    marks,
    statedDay: statedDay(marks.includes('move') ? text : asking.text, message.sentAtMs, known.timeZone),
    calls: {
      people: known.people.filter(({ names }) => names.some((name) => text.includes(name))).map(({ id }) => id),
      departments: known.departments.filter((name) => text.includes(name)),
    },
  };
}

const withoutMentions = (text: string, mentions: Message['mentions']): string =>
  [...mentions]
    .sort((a, b) => b.at - a.at)
    .reduce((left, { at, length }) => left.slice(0, at) + left.slice(at + length), text);

const withoutCourtesies = (words: string, courtesies: readonly string[]): string =>
  courtesies.reduce((left, word) => (left.includes(word) ? left.replaceAll(word, '') : left), words);

type Answer = NonNullable<Reading['acknowledges']>;
type Listed = Exclude<keyof Lexicon, 'acknowledge' | 'acknowledgeWhole'> | 'courtesies' | 'answers';
type Lists = WordLists<Listed, string> & WordLists<'acknowledge' | 'acknowledgeWhole', Answer>;

/** A lexicon reads very many messages: its lists are laid out once. */
const listsOf = remembered((lexicon: Lexicon): { readonly all: Lists; readonly narrowed: (words: string) => Lists } => {
  const answers = {
    acknowledge: pairs(lexicon.acknowledge),
    acknowledgeWhole: pairs(lexicon.acknowledgeWhole),
  };
  const { acknowledge: _begins, acknowledgeWhole: _whole, ...own } = lexicon;
  const plain = {
    ...own,
    answers: [...answers.acknowledge, ...answers.acknowledgeWhole].map(({ word }) => word),
    courtesies: [...lexicon.courtesy, ...lexicon.address].map(bare).filter((word) => word !== ''),
  };
  const plainIn = narrowing(plain, (word) => word, bare);
  const answersIn = narrowing(answers, ({ word }) => word, bare);
  return { all: { ...plain, ...answers }, narrowed: (words) => ({ ...plainIn(words), ...answersIn(words) }) };
});

/** Words as they are compared. Brackets and emoji stay: `[强]` is a word. */
export const bare = (text: string): string => text.replace(/[\s,，。.!！~～、;；…—-]/gu, '');
const bareOfParticles = (text: string): string => text.replace(/[了啊呀哦喔哈呢的吧您你们啦今天日]/gu, '');

function marksOf(written: string, words: string, asking: WhatAsks, lexicon: Lists): readonly Mark[] {
  const has = (list: readonly string[]) => list.some((word) => written.includes(word));
  const asks = (list: readonly string[]) => list.some((word) => asking.text.includes(word));
  const found: readonly (readonly [Mark, boolean])[] = [
    ['ask', asks(lexicon.ask)],
    ['question', asks(lexicon.question)],
    ['same-day', asks(lexicon.sameDay)],
    ['receipt', lexicon.receipt.some((word) => words.includes(word))],
    ['notice', has(lexicon.notice)],
    ['praise', has(lexicon.praise)],
    ['courtesy', asking.courtesy === 'yes'],
    ['done', lexicon.done.some((word) => saysPlainly(words, word))],
    ['move', has(lexicon.move)],
    ['reason', has(lexicon.reason)],
    ['hand-over', has(lexicon.handOver)],
    ['decline', has(lexicon.decline)],
    ['acknowledgement', asking.acknowledges === 'yes'],
    ['calls-off', asking.callsOff !== 'no'],
    ['calls-it-off', asking.callsOff === 'it'],
  ];
  return found.flatMap(([mark, is]) => (is ? [mark] : []));
}

function saysPlainly(words: string, word: string): boolean {
  const at = words.indexOf(word);
  return at >= 0 && !NEGATION.test(words.slice(0, at));
}

/** The longest word that begins the message, else one that is all of it; thanks around it do not disturb. */
function acknowledged(words: string, rest: string, lists: Lists): Reading['acknowledges'] {
  const begins = lists.acknowledge.filter(({ word }) => words.startsWith(word) || rest.startsWith(word));
  const whole = lists.acknowledgeWhole.filter(({ word }) => words === word || rest === word);
  const [best] = [...begins, ...whole].sort((a, b) => b.word.length - a.word.length || (a.word < b.word ? -1 : 1));
  return best ?? null;
}

const pairs = (list: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(list).flatMap(([as, words]) => words.map((word) => ({ as, word })));
