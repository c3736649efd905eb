/** Randomness that is the same on every run with the same seed. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  hex(length: number): string;
  /** Letters and digits, as WeCom's ids and secrets are made of. */
  word(length: number): string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A small generator with 32 bits of state: for a stage play, never for a secret that protects anything. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const from = (letters: string, length: number): string =>
    Array.from({ length }, () => letters.charAt(Math.floor(next() * letters.length))).join('');
  return { next, hex: (length) => from('0123456789abcdef', length), word: (length) => from(LETTERS, length) };
}
