import type { Tip } from './chain.ts';

/** So many signs of a hash as nobody can meet by trying, and as a person can still compare. */
const SIGNS = 32;

const FORM = /^([a-z][a-z0-9-]{0,62}):([1-9]\d{0,15}):([0-9a-f]{16,64})$/;

/** An end of a chain as one word that people keep and copy: `corp:number:hash`. */
export const anchorWord = (corp: string, { seq, hash }: Tip): string => `${corp}:${seq}:${hash.slice(0, SIGNS)}`;

/** What such a word means; null: it is none. */
export function readAnchorWord(word: string): (Tip & { readonly corp: string }) | null {
  const [, corp, seq, hash] = FORM.exec(word.trim().toLowerCase()) ?? [];
  return corp === undefined || hash === undefined ? null : { corp, seq: Number(seq), hash };
}
