/** Invented talk: the same at every run. Characters are as unevenly frequent as in real text, words are drawn evenly. */
export interface Talk {
  readonly words: readonly string[];
  readonly messages: readonly string[];
  readonly bytes: number;
  /** How many listed words were put into the messages. */
  readonly planted: number;
}

const characters = Array.from({ length: 3000 }, (_, nth) => String.fromCharCode(0x4e00 + ((nth * 7919) % 20_000)));
const weights = runningSums(characters.map((_, rank) => 1 / (rank + 30)));
const punctuation = ['，', '。', '！', '？', ' ', '、', '\n', '~', ' ok ', '2026', '😀', '@', '：', 'A'];

/** Every fiftieth word of the talk is a listed one, and every fourth of those in disguise. */
const plantedShare = 0.02;

export function talkOf(wordCount: number, messageCount: number): Talk {
  const dice = diceOf(20_261_122);
  const words = new Set<string>();
  while (words.size < wordCount) words.add(wordOf(dice));
  const listed = [...words];
  let planted = 0;
  const token = (): string => {
    if (dice() >= plantedShare) return plainToken(dice);
    planted += 1;
    const word = listed[Math.floor(dice() * listed.length)] as string;
    return dice() < 0.25 ? [...word].join(dice() < 0.5 ? ' ' : '*') : word;
  };
  const messages = Array.from({ length: messageCount }, () =>
    Array.from({ length: 4 + Math.floor(dice() * 24) }, token).join(''),
  );
  return { words: listed, messages, bytes: Buffer.byteLength(messages.join('')), planted };
}

function wordOf(dice: () => number): string {
  const length = [2, 3, 3, 3, 4, 4, 4, 5, 6, 8][Math.floor(dice() * 10)] as number;
  return Array.from({ length }, () => characters[Math.floor(dice() * characters.length)]).join('');
}

function plainToken(dice: () => number): string {
  if (dice() < 0.12) return punctuation[Math.floor(dice() * punctuation.length)] as string;
  return common(dice()) + (dice() < 0.7 ? common(dice()) : '');
}

function common(at: number): string {
  const wanted = at * (weights.at(-1) as number);
  let [low, high] = [0, weights.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((weights[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return characters[low] as string;
}

function runningSums(of: readonly number[]): number[] {
  let sum = 0;
  return of.map((one) => {
    sum += one;
    return sum;
  });
}

/** Mulberry32: a small generator with a seed. */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
