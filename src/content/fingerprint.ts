import type { Folding } from './fold-table.ts';
import { normalise } from './normalise.ts';

/**
 * What is kept of a text so that a copy is recognised, and the text is not: the least hash of its shingles, under so many hash functions
 * (MinHash). Two texts agree in as many slots as their shingles are alike.
 */
export type Fingerprint = Uint32Array;

const slots = 32;
const shingle = 3;
/** Shorter texts are said by many people, and never alike. In folded characters, without gaps. */
export const shortestText = 24;
/** So many slots may differ: three quarters of what is said is the same. */
export const mostDifferent = 10;

const SPACE = 0x20;
const bare: Folding = { gaps: 'all', lookAlikes: 'off' };
const odd = Uint32Array.from({ length: slots }, (_, nth) => mixed(nth + 1) | 1);

/** The fingerprint of a text, whatever its width, script and gaps; undefined: it is too short. */
export function fingerprint(text: string): Fingerprint | undefined {
  const { text: folded } = normalise(text, bare);
  const characters = charactersOf(folded);
  if (characters.length < shortestText) return undefined;
  const least = new Uint32Array(slots).fill(0xffffffff);
  for (let at = 0; at + shingle <= characters.length; at += 1) {
    const hash = hashOf(characters, at);
    for (let slot = 0; slot < slots; slot += 1) {
      const own = mixed(hash ^ (odd[slot] as number));
      if (own < (least[slot] as number)) least[slot] = own;
    }
  }
  return least;
}

function charactersOf(folded: string): readonly number[] {
  const characters: number[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    const character = folded.codePointAt(at) as number;
    if (character > 0xffff) at += 1;
    if (character !== SPACE) characters.push(character);
  }
  return characters;
}

/** How many of the slots differ: 0, the same words; all, nothing in common. */
export const difference = (a: Fingerprint, b: Fingerprint): number =>
  a.reduce((count, hash, slot) => count + (hash === b[slot] ? 0 : 1), 0);

/** So many parts of a fingerprint that, when no more slots differ than may, at least one part is the same. */
const bands = mostDifferent + 1;

/** Numbers by which fingerprints that are alike are looked up; two texts that are alike share at least one. */
export const bandsOf = (print: Fingerprint): readonly bigint[] =>
  Array.from({ length: bands }, (_, band) => {
    let [high, low] = [mixed(band + 1), mixed(band + 101)];
    for (let slot = band; slot < slots; slot += bands) {
      high = mixed(high ^ (print[slot] as number));
      low = mixed(Math.imul(low, 31) + (print[slot] as number));
    }
    return (BigInt(high) << 31n) | BigInt(low >>> 1);
  });

function hashOf(characters: readonly number[], at: number): number {
  let hash = 0;
  for (let i = at; i < at + shingle; i += 1) hash = mixed(Math.imul(hash, 31) + (characters[i] as number));
  return hash;
}

/** Every bit of the answer hangs on every bit of the question. */
function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
