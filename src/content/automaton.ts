/**
 * All words at once: an Aho–Corasick automaton in a double array. A state is a cell of four numbers that lie side by side, so
 * that a step touches two cache lines at most. State 1 is the root; 0 is no state.
 */
export interface Automaton {
  /** The code of every UTF-16 unit: 0, of no word; the more frequent in the words, the smaller. */
  readonly codes: Uint16Array;
  /** BASE, CHECK, FAIL and REPORT of every state. */
  readonly cells: Int32Array;
  /** The number of the word that ends in a state; -1: none does. */
  readonly words: Int32Array;
}

/** Where the children lie: the child by code c is state BASE + c, if its CHECK names the parent. */
export const BASE = 0;
export const CHECK = 1;
/** The state of the longest proper suffix that begins some word. */
export const FAIL = 2;
/** The first state from here along FAIL in which a word ends; 0: there is none. */
export const REPORT = 3;
export const CELL = 4;
export const ROOT = 1;

/** Calls `found(word, end)` for every occurrence of every word, in the order of ends; `end` is the index of its last unit. */
export function run(
  { codes, cells, words }: Automaton,
  units: Uint16Array,
  length: number,
  found: (word: number, last: number) => void,
): void {
  let state = ROOT;
  for (let i = 0; i < length; i += 1) {
    const code = codes[units[i] as number] as number;
    state = code === 0 ? ROOT : step(cells, state, code);
    let report = cells[state * CELL + REPORT] as number;
    while (report !== 0) {
      found(words[report] as number, i);
      report = cells[(cells[report * CELL + FAIL] as number) * CELL + REPORT] as number;
    }
  }
}

/** The longest suffix of what was read that begins some word. */
export function step(cells: Int32Array, from: number, code: number): number {
  let state = from;
  for (;;) {
    const child = (cells[state * CELL + BASE] as number) + code;
    if (cells[child * CELL + CHECK] === state) return child;
    if (state === ROOT) return ROOT;
    state = cells[state * CELL + FAIL] as number;
  }
}
