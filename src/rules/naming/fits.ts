import type { Expected } from './expected.ts';
import type { Free, Label, Part } from './labels.ts';
import { keyOf } from './nickname-key.ts';

const additionsAtMost = 2;

/** Whether what is shown is one of the nicknames a person may have at this moment. */
export function fits(shown: string, expected: Expected, atMs: number): boolean {
  const exact = expected.exact === 'exact';
  if (exact && shown === expected.paste) return true;
  const key = keyOf(shown);
  if (exact && key === expected.pasteKey) return true;
  return expected.orders.some((parts) => runs(key, parts, { expected, atMs, additionsLeft: additionsAtMost }));
}

interface Reading {
  readonly expected: Expected;
  readonly atMs: number;
  readonly additionsLeft: number;
}

/** Reads the parts off the front, one after another, until nothing is left. */
function runs(rest: string, parts: readonly Part[], reading: Reading): boolean {
  const part = parts[0];
  if (!part) return rest === '' || isOwnDepartment(rest, reading) || addition(rest, parts, reading);
  if (part.free && runsFree(rest, part.free, parts.slice(1), reading)) return true;
  for (const label of part.labels) {
    if (!isValid(label, reading.atMs) || !rest.startsWith(label.key)) continue;
    const after = rest.slice(label.key.length);
    if (runs(after, parts.slice(1), reading)) return true;
    if (part.kind === 'name' && numbered(after, parts.slice(1), reading)) return true;
  }
  return addition(rest, parts, reading);
}

export const isValid = (label: Label, atMs: number): boolean => label.untilMs === null || label.untilMs > atMs;

/** A part that only the person knows takes as much as its length and its signs let it. */
function runsFree(rest: string, free: Free, after: readonly Part[], reading: Reading): boolean {
  if (free.optional && runs(rest, after, reading)) return true;
  const signs = [...rest];
  for (let length = 1; length <= Math.min(free.maxLength, signs.length); length += 1) {
    if (!isMadeOf(signs[length - 1] ?? '', free)) return false;
    if (length >= free.minLength && runs(signs.slice(length).join(''), after, reading)) return true;
  }
  return false;
}

const isMadeOf = (sign: string, { made }: Free): boolean => {
  if (made === 'digits') return /[0-9]/.test(sign);
  return made === 'letters' ? /\p{L}/u.test(sign) : true;
};

/** Steps over one word that may be added. */
function addition(rest: string, parts: readonly Part[], reading: Reading): boolean {
  if (reading.additionsLeft === 0) return false;
  const fewer = { ...reading, additionsLeft: reading.additionsLeft - 1 };
  return reading.expected.mayAdd.some((word) => rest.startsWith(word) && runs(rest.slice(word.length), parts, fewer));
}

/** 张示例2, 张示例B: when there are two of them. */
function numbered(rest: string, parts: readonly Part[], reading: Reading): boolean {
  if (reading.expected.toldApartBy.length === 0) return false;
  const suffix = /^[0-9a-z]{1,2}/.exec(rest)?.[0];
  return suffix !== undefined && runs(rest.slice(suffix.length), parts, reading);
}

/** 张示例（财务）: the department tells one namesake from another. */
function isOwnDepartment(rest: string, { expected, atMs }: Reading): boolean {
  return rest.length > 1 && expected.toldApartBy.some((label) => isValid(label, atMs) && label.key.startsWith(rest));
}
