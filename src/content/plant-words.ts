import { ROOT } from './automaton.ts';
import { type FreePlaces, freePlaces } from './free-places.ts';

/** The words as a tree, its nodes in the order of their depth, each with its place in the double array. */
export interface Tree {
  count: number;
  /** The state that each node is. */
  readonly states: Int32Array;
  /** The state above it; -1: it is the root. */
  readonly parents: Int32Array;
  /** Children lie here, each further on by its code; 0: there are none. No two nodes share one. */
  readonly bases: Int32Array;
  /** The code that leads from the parent to it. */
  readonly by: Uint16Array;
  /** The word that ends in it; -1: none. */
  readonly words: Int32Array;
}

/** A node of the tree is a range of the sorted words that begin alike; its children are the ranges that go on alike. */
interface Ranges {
  readonly from: Int32Array;
  readonly until: Int32Array;
  readonly depths: Uint16Array;
}

/** Plants distinct words, none of them empty and none longer than 65535 units. */
export function plantWords(words: readonly string[], codes: Uint16Array): Tree {
  const order = words.map((word, number) => ({ word, number })).sort((a, b) => (a.word < b.word ? -1 : 1));
  const most = words.reduce((sum, word) => sum + word.length, 1);
  const tree = emptyTree(most);
  const ranges = { from: new Int32Array(most), until: new Int32Array(most), depths: new Uint16Array(most) };
  const free = freePlaces();
  free.take(0);
  free.take(ROOT);
  const settle = settler(free);
  tree.states[0] = ROOT;
  tree.parents[0] = -1;
  ranges.until[0] = order.length;
  for (let node = 0; node < tree.count; node += 1) {
    const begin = tree.count;
    branch(tree, ranges, node, order, codes);
    if (tree.count === begin) continue;
    const base = settle(tree.by.subarray(begin, tree.count));
    tree.bases[node] = base;
    for (let child = begin; child < tree.count; child += 1) tree.states[child] = base + (tree.by[child] as number);
  }
  return tree;
}

const emptyTree = (most: number): Tree => ({
  count: 1,
  states: new Int32Array(most),
  parents: new Int32Array(most),
  bases: new Int32Array(most),
  by: new Uint16Array(most),
  words: new Int32Array(most).fill(-1),
});

/** Appends the children of a node; they have no place yet. */
function branch(
  tree: Tree,
  { from, until, depths }: Ranges,
  node: number,
  order: readonly { readonly word: string; readonly number: number }[],
  codes: Uint16Array,
): void {
  const depth = depths[node] as number;
  const end = until[node] as number;
  let at = from[node] as number;
  const unitAt = (nth: number): number => order[nth]?.word.charCodeAt(depth) ?? Number.NaN;
  if (order[at]?.word.length === depth) {
    tree.words[node] = order[at]?.number ?? -1;
    at += 1;
  }
  while (at < end) {
    const child = tree.count;
    const unit = unitAt(at);
    from[child] = at;
    while (at < end && unitAt(at) === unit) at += 1;
    until[child] = at;
    depths[child] = depth + 1;
    tree.by[child] = codes[unit] as number;
    tree.parents[child] = tree.states[node] as number;
    tree.count += 1;
  }
}

/** Takes the places of a family of children and returns their base. */
type Settle = (codes: Uint16Array) => number;

/** A family that tried so many places found them crowded: the next one of its size, or larger, begins where this one fitted. */
const crowded = 32;

/** Large families look where it is roomy; the single ones, which are most, fill what others leave. */
function settler(free: FreePlaces): Settle {
  const from = new Int32Array(32); // by the number of binary digits of the size
  const bases = new Set([0]);
  return (codes) => {
    const [first = 0] = codes;
    const size = 32 - Math.clz32(codes.length);
    let place = free.next(Math.max(first, from[size] as number));
    let tries = 0;
    for (; bases.has(place - first) || !fits(free, codes, place - first); tries += 1) place = free.next(place + 1);
    for (let larger = size; tries > crowded && larger < from.length; larger += 1)
      from[larger] = Math.max(from[larger] as number, place);
    for (const code of codes) free.take(place - first + code);
    bases.add(place - first);
    return place - first;
  };
}

function fits(free: FreePlaces, codes: Uint16Array, base: number): boolean {
  for (const code of codes) if (!free.isFree(base + code)) return false;
  return true;
}
