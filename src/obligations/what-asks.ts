import type { Lexicon } from '../events/reading.ts';

/** What of a message can ask: without courtesies, what is called off, and what is told of oneself or of what is done. */
export interface WhatAsks {
  readonly text: string;
  readonly courtesy: 'yes' | 'no';
  /** `it`: nothing is said but that something is not needed any more; `something`: that what it names is not needed. */
  readonly callsOff: 'no' | 'something' | 'it';
  readonly acknowledges: 'yes' | 'no';
}

type Lists = Pick<
  Lexicon,
  'courtesy' | 'idiom' | 'parting' | 'callsOff' | 'aboutSelf' | 'told' | 'ask' | 'question' | 'sameDay'
> & { readonly answers: readonly string[] };

/** Without a word of these lists a clause says what it says. */
const TURNING = ['courtesy', 'idiom', 'parting', 'callsOff', 'aboutSelf', 'told', 'answers'] as const;

const SEPARATES = ',，。.!！;；…\n~～\\s';
/** A stretch of words between two stops; a question keeps its mark. */
const CLAUSE = new RegExp(`[^${SEPARATES}?？]+[?？]*`, 'gu');
/** "取消了的订单" and "不必要的" are things, "用不用" is a question, "把会议取消了" may be a task. */
const DESCRIBES = /^要?的/u;
const EITHER_OR = /[用需必]$/u;
const HANDLES = /[把将]/u;
const PARTICLES_AFTER = /[了啊呀哦喔哈呢吧啦您你们]+$/u;
const SAYS_LITTLE = /[今天日我你您们先就也再都那发交做来去写弄报给看了的啊呀哦喔哈呢吧啦]/gu;

type Clause =
  | { readonly is: 'kept' | 'told'; readonly left: string }
  | { readonly is: 'parting' | 'called-off' | 'unclear'; readonly left: '' };

/**
 * Looks at each clause by itself: "今天把报表发我，不用打印" asks, "今天不用交报表了" does not. `lists` may have only those words of
 * `all` that can be there.
 */
export function whatAsks(written: string, lists: Lists, all: Lists): WhatAsks {
  if (TURNING.every((name) => lists[name].length === 0))
    return { text: written, courtesy: 'no', callsOff: 'no', acknowledges: 'no' };
  const polite = [...lists.courtesy, ...lists.idiom].filter((word) => word.length > 1 && written.includes(word));
  const plain = polite.reduce((left, word) => left.replaceAll(word, ' '), written);
  const [first = ''] = plain.match(CLAUSE) ?? [];
  const acknowledges = isAnswer(first, lists.answers);
  const clauses: Clause[] = [];
  const text = plain.replace(CLAUSE, (clause) => {
    const read = clauseOf(clause, lists);
    clauses.push(read);
    return read.left;
  });
  const isThere = (is: Clause['is']) => clauses.some((clause) => clause.is === is);
  return {
    text,
    courtesy: polite.length > 0 || isThere('parting') ? 'yes' : 'no',
    callsOff: isThere('called-off') ? calledOff(acknowledges ? plain.replace(first, '') : plain, all) : 'no',
    acknowledges: acknowledges ? 'yes' : 'no',
  };
}

function clauseOf(clause: string, lists: Lists): Clause {
  if (lists.question.some((word) => clause.includes(word))) return { is: 'kept', left: clause };
  const asks = (text: string) => lists.ask.some((word) => text.includes(word));
  const end = clause.replace(PARTICLES_AFTER, '');
  if (lists.parting.some((word) => clause.endsWith(word) || end.endsWith(word)) && !asks(clause))
    return { is: 'parting', left: '' };
  const off = places(clause, lists.callsOff).find(({ before }) => !EITHER_OR.test(before));
  if (off) return { is: asks(off.before) || HANDLES.test(off.before) ? 'unclear' : 'called-off', left: '' };
  const told = places(clause, lists.told).at(-1) ?? aboutSelf(clause, lists);
  return told ? { is: 'told', left: told.after } : { is: 'kept', left: clause };
}

interface Place {
  readonly before: string;
  readonly after: string;
}

/** Where one of the words stands and describes nothing, in the order of the clause. */
const places = (clause: string, words: readonly string[]): Place[] =>
  words
    .map((word) => ({ at: clause.indexOf(word), length: word.length }))
    .filter(({ at }) => at >= 0)
    .map(({ at, length }) => ({ before: clause.slice(0, at), after: clause.slice(at + length) }))
    .filter(({ after }) => !DESCRIBES.test(after))
    .sort((a, b) => b.after.length - a.after.length);

/** "今天我在开会": 我 is who does it only where the clause begins. */
function aboutSelf(clause: string, { aboutSelf: words, sameDay }: Lists): Place | null {
  const day = sameDay.find((word) => clause.startsWith(word)) ?? '';
  const said = clause.slice(day.length);
  const word = words.find((one) => said.startsWith(one));
  return word === undefined ? null : { before: day, after: said.slice(word.length) };
}

function calledOff(text: string, { callsOff, sameDay }: Lists): 'something' | 'it' {
  const left = [...callsOff, ...sameDay].reduce((rest, word) => rest.replaceAll(word, ''), text);
  return (left.match(CLAUSE) ?? []).join('').replace(SAYS_LITTLE, '') === '' ? 'it' : 'something';
}

const isAnswer = (clause: string, answers: readonly string[]): boolean =>
  answers.includes(clause) || answers.includes(clause.replace(PARTICLES_AFTER, ''));
