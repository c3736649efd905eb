import { type Automaton, ROOT, step } from './automaton.ts';
import { plantWords, type Tree } from './plant-words.ts';

/** Builds the automaton of distinct words, none of them empty; a word's number is its index. */
export function buildAutomaton(words: readonly string[]): Automaton {
  const { codes, mostCode } = codesOf(words);
  const tree = plantWords(words, codes);
  const size = tree.states.reduce((a, b) => Math.max(a, b), ROOT) + 1;
  const automaton: Automaton = {
    codes,
    bases: new Int32Array(size),
    checks: new Uint16Array(size + mostCode), // a child that is not there is asked for all the same
    fails: new Int32Array(size).fill(ROOT),
    reports: new Int32Array(size),
    words: new Int32Array(size).fill(-1),
  };
  for (let node = 0; node < tree.count; node += 1) {
    const state = tree.states[node] as number;
    automaton.bases[state] = tree.bases[node] as number;
    automaton.checks[state] = tree.by[node] as number;
    automaton.words[state] = tree.words[node] as number;
  }
  link(tree, automaton);
  return automaton;
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
function link({ count, states, parents, by }: Tree, automaton: Automaton): void {
  const { fails, reports, words } = automaton;
  for (let node = 1; node < count; node += 1) {
    const state = states[node] as number;
    const parent = parents[node] as number;
    const back = parent === ROOT ? ROOT : step(automaton, fails[parent] as number, by[node] as number);
    fails[state] = back;
    reports[state] = words[state] === -1 ? (reports[back] as number) : state;
  }
}
