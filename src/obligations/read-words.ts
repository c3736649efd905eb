import type { Message } from '../events/message.ts';
import type { Lexicon } from './lexicon.ts';

/** What the words of one message are, as far as a list of words can tell. */
export interface Reading {
  /** The sender's words without names, spaces and punctuation, lower-cased. Empty: none. */
  readonly words: string;
  /** Something was said or shown that is more than thanks or a sticker. */
  readonly substance: 'words' | 'thing' | 'none';
  /** The word of the policy that it stands for, and the word that was written. */
  readonly acknowledges: { readonly as: string; readonly word: string } | null;
  readonly marks: ReadonlySet<Mark>;
}

export type Mark =
  | 'ask'
  | 'question'
  | 'same-day'
  | 'receipt'
  | 'notice'
  | 'praise'
  | 'courtesy'
  | 'done'
  | 'move'
  | 'reason'
  | 'hand-over'
  | 'decline';

const NOTHING_SAID: ReadonlySet<Message['kind']> = new Set([
  'emotion',
  'red-packet',
  'meeting-notice',
  'call',
  'other',
]);
const NEGATION = /[没未不]$/;

/** Reads a message by a list of words. Of a message whose words are not kept only its kind is known. */
export function readWords(message: Pick<Message, 'text' | 'mentions' | 'kind'>, lexicon: Lexicon): Reading {
  const written = withoutMentions(message).toLowerCase();
  const words = bare(written);
  const marks = marksOf(written, words, lexicon);
  const rest = [...lexicon.courtesy, ...lexicon.address].reduce((left, word) => left.replaceAll(bare(word), ''), words);
  const isThing = message.kind !== 'text' && !NOTHING_SAID.has(message.kind);
  return {
    words,
    substance: bareOfParticles(rest) ? 'words' : isThing ? 'thing' : 'none',
    acknowledges: marks.has('question') ? null : acknowledged(words, rest, lexicon),
    marks,
  };
}

function withoutMentions({ text, mentions }: Pick<Message, 'text' | 'mentions'>): string {
  if (text === null) return '';
  return [...mentions]
    .sort((a, b) => b.at - a.at)
    .reduce((left, { at, length }) => left.slice(0, at) + left.slice(at + length), text);
}

/** Brackets and emoji stay: `[强]` is a word. */
const bare = (text: string): string => text.replace(/[\s,，。.!！~～、;；…—-]/gu, '');
const bareOfParticles = (text: string): string => text.replace(/[了啊呀哦喔哈呢的吧您你们啦今天日]/gu, '');

function marksOf(written: string, words: string, lexicon: Lexicon): ReadonlySet<Mark> {
  const has = (list: readonly string[]) => list.some((word) => written.includes(word));
  const found: readonly (readonly [Mark, boolean])[] = [
    ['ask', has(lexicon.ask)],
    ['question', has(lexicon.question)],
    ['same-day', has(lexicon.sameDay)],
    ['receipt', lexicon.receipt.some((word) => words.includes(word))],
    ['notice', has(lexicon.notice)],
    ['praise', has(lexicon.praise)],
    ['courtesy', lexicon.courtesy.some((word) => word.length > 1 && written.includes(word))],
    ['done', lexicon.done.some((word) => saysPlainly(words, word))],
    ['move', has(lexicon.move)],
    ['reason', has(lexicon.reason)],
    ['hand-over', has(lexicon.handOver)],
    ['decline', has(lexicon.decline)],
  ];
  return new Set(found.flatMap(([mark, is]) => (is ? [mark] : [])));
}

function saysPlainly(words: string, word: string): boolean {
  const at = words.indexOf(word);
  return at >= 0 && !NEGATION.test(words.slice(0, at));
}

/** The longest word that begins the message, else one that is all of it; thanks around it do not disturb. */
function acknowledged(words: string, rest: string, lexicon: Lexicon): Reading['acknowledges'] {
  const begins = pairs(lexicon.acknowledge).filter(({ word }) => words.startsWith(word) || rest.startsWith(word));
  const whole = pairs(lexicon.acknowledgeWhole).filter(({ word }) => words === word || rest === word);
  const [best] = [...begins, ...whole].sort((a, b) => b.word.length - a.word.length || (a.word < b.word ? -1 : 1));
  return best ?? null;
}

const pairs = (list: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(list).flatMap(([as, words]) => words.map((word) => ({ as, word })));
