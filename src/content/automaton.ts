/**
 * All words at once: an Aho–Corasick automaton in a double array. A state is a number; 1 is the root, 0 is no state. Each array is
 * asked by state; those that every character touches are kept apart and small, so that they stay in the cache.
 */
export interface Automaton {
  /** The code of every UTF-16 unit: 0, of no word; the more frequent in the words, the smaller. */
  readonly codes: Uint16Array;
  /** The child of a state by code c is state `bases + c`, if its `checks` is c; 0: no children. No two states share a base. */
  readonly bases: Int32Array;
  readonly checks: Uint16Array;
  /** The state of the longest proper suffix that begins some word. */
  readonly fails: Int32Array;
  /** The first state from here along `fails` in which a word ends; 0: there is none. */
  readonly reports: Int32Array;
  /** The number of the word that ends in a state; -1: none does. */
  readonly words: Int32Array;
}

export const ROOT = 1;

/** Calls `found(word, last)` for every occurrence of every word, in the order of ends; `last` is the index of its last unit. */
export function run(
  automaton: Automaton,
  units: Uint16Array,
  length: number,
  found: (word: number, last: number) => void,
): void {
  const { codes, reports, fails, words } = automaton;
  let state = ROOT;
  for (let i = 0; i < length; i += 1) {
    const code = codes[units[i] as number] as number;
    state = code === 0 ? ROOT : step(automaton, state, code);
    for (let at = reports[state] as number; at !== 0; at = reports[fails[at] as number] as number)
      found(words[at] as number, i);
  }
}

/** The longest suffix of what was read that begins some word. */
export function step({ bases, checks, fails }: Automaton, from: number, code: number): number {
  let state = from;
  for (;;) {
    const child = (bases[state] as number) + code;
    if (checks[child] === code) return child;
    if (state === ROOT) return ROOT;
    state = fails[state] as number;
  }
}
