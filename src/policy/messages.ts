import type { Lexicon } from '../events/reading.ts';
import { ordinaryLexicon } from '../obligations/lexicon.ts';
import type { Resolved } from '../rules/selector.ts';
import type { Messages } from './file-messages.ts';

/** 代发人: his words count as those of the one for whom he speaks, when he names him. */
export interface Spokesman {
  readonly who: Resolved;
  readonly for: Resolved;
  /** How he names him, besides by name and title. */
  readonly called: readonly string[];
}

type Written = Messages['words'];
/** The plain lists among the words. */
export const PLAIN = [
  'done',
  'move',
  'reason',
  'handOver',
  'decline',
  'ask',
  'question',
  'sameDay',
  'receipt',
  'notice',
  'courtesy',
  'praise',
  'address',
] as const satisfies readonly (keyof Written & keyof Lexicon)[];

/** Lists by which words are read that ask for nothing; a policy takes words out of them and adds none. */
export const ASKING_NOTHING = [
  'callsOff',
  'aboutSelf',
  'told',
  'idiom',
  'parting',
] as const satisfies readonly (keyof Lexicon)[];

/** The usual words and the company's own, without those that do not count here. */
export function lexiconOf(words: Written): Lexicon {
  const out = new Set(words.without.map(asRead));
  const stays = (list: readonly string[]) => [...new Set(list.map(asRead))].filter((word) => !out.has(word));
  const plain = (key: (typeof PLAIN)[number]) => stays([...ordinaryLexicon[key], ...words[key]]);
  return {
    done: plain('done'),
    move: plain('move'),
    reason: plain('reason'),
    handOver: plain('handOver'),
    decline: plain('decline'),
    ask: plain('ask'),
    question: plain('question'),
    sameDay: plain('sameDay'),
    receipt: plain('receipt'),
    notice: plain('notice'),
    courtesy: plain('courtesy'),
    praise: plain('praise'),
    address: plain('address'),
    callsOff: stays(ordinaryLexicon.callsOff),
    aboutSelf: stays(ordinaryLexicon.aboutSelf),
    told: stays(ordinaryLexicon.told),
    idiom: stays(ordinaryLexicon.idiom),
    parting: stays(ordinaryLexicon.parting),
    acknowledge: under(ordinaryLexicon.acknowledge, words.acknowledge, stays),
    acknowledgeWhole: under(ordinaryLexicon.acknowledgeWhole, words.acknowledgeAlone, stays),
  };
}

type Under = Readonly<Record<string, readonly string[]>>;

/** A word that the text names stands for itself, too. */
function under(usual: Under, own: Under, stays: (list: readonly string[]) => string[]): Under {
  const names = [...new Set([...Object.keys(usual), ...Object.keys(own)])];
  return Object.fromEntries(names.map((name) => [name, stays([...(usual[name] ?? []), ...(own[name] ?? [])])]));
}

/** Messages are read in lower case. */
const asRead = (word: string): string => word.toLowerCase();
