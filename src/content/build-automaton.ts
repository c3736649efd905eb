import { type Automaton, BASE, CELL, CHECK, FAIL, REPORT, ROOT, step } from './automaton.ts';
import { plantWords, type Tree } from './plant-words.ts';

/** Builds the automaton of distinct words, none of them empty; a word's number is its index. */
export function buildAutomaton(words: readonly string[]): Automaton {
  const { codes, mostCode } = codesOf(words);
  const tree = plantWords(words, codes);
  const { count, states, bases, parents } = tree;
  const size = states.reduce((a, b) => Math.max(a, b), ROOT) + 1;
  const cells = new Int32Array((size + mostCode) * CELL); // a child that is not there lies in the array, too
  const endings = new Int32Array(size).fill(-1);
  for (let node = 0; node < count; node += 1) {
    const state = states[node] as number;
    cells[state * CELL + BASE] = bases[node] as number;
    cells[state * CELL + CHECK] = parents[node] as number;
    endings[state] = tree.words[node] as number;
  }
  link(tree, cells, endings);
  return { codes, cells, words: endings };
}

/** Frequent units get small codes: their places lie close together. */
function codesOf(words: readonly string[]): { readonly codes: Uint16Array; readonly mostCode: number } {
  const counts = new Map<number, number>();
  for (const word of words)
    for (let i = 0; i < word.length; i += 1) {
      const unit = word.charCodeAt(i);
      counts.set(unit, (counts.get(unit) ?? 0) + 1);
    }
  const codes = new Uint16Array(0x10000);
  const units = [...counts].sort(([, a], [, b]) => b - a);
  for (const [nth, [unit]] of units.entries()) codes[unit] = nth + 1;
  return { codes, mostCode: units.length };
}

/** Where each state falls back to, and what is reported in it: shallow states first, they are what deep ones fall back to. */
function link({ count, states, parents, by }: Tree, cells: Int32Array, endings: Int32Array): void {
  cells[ROOT * CELL + FAIL] = ROOT;
  for (let node = 1; node < count; node += 1) {
    const state = states[node] as number;
    const parent = parents[node] as number;
    const back = parent === ROOT ? ROOT : step(cells, cells[parent * CELL + FAIL] as number, by[node] as number);
    cells[state * CELL + FAIL] = back;
    cells[state * CELL + REPORT] = endings[state] === -1 ? (cells[back * CELL + REPORT] as number) : state;
  }
}
