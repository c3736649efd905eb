import { isValid } from './fits.ts';
import type { KnownPart } from './group-name-parts.ts';
import type { Label } from './labels.ts';

/** How a name is read: in the order given or in any, at this moment. */
export interface Reading {
  readonly order: 'given' | 'any';
  readonly atMs: number;
}

/** Whether the parts, one after another, make up the whole of a name's key. */
export function makesUp(rest: string, parts: readonly KnownPart[], reading: Reading): boolean {
  if (parts.length === 0) return rest === '';
  const first = reading.order === 'any' ? parts : parts.slice(0, 1);
  return first.some((part) => {
    const others = parts.filter((other) => other !== part);
    if (part.optional && makesUp(rest, others, reading)) return true;
    return lengthsOf(rest, part, reading).some((length) => makesUp(rest.slice(length), others, reading));
  });
}

/** How much of the rest a part may be, in every way that it counts. */
function lengthsOf(rest: string, part: KnownPart, { atMs }: Reading): number[] {
  const named = part.labels
    .filter((one) => isValid(one, atMs) && rest.startsWith(one.key))
    .map(({ key }) => key.length);
  const letters = [...rest].slice(0, part.freeLength);
  return [...named, ...letters.map((_, at) => letters.slice(0, at + 1).join('').length)];
}

/** The longest way of writing the part that a key holds. */
export function labelIn(key: string, part: KnownPart, atMs: number): Label | undefined {
  let found: Label | undefined;
  for (const one of part.labels)
    if (isValid(one, atMs) && key.includes(one.key) && (!found || one.key.length > found.key.length)) found = one;
  return found;
}

const numbered = /第?(\d{1,3}|[一二三四五六七八九十]{1,3})号?群?$/u;

/** The number at the end of a key: 「示范群-2群」, 「示范2群」, 「示范群（二）」; undefined when there is none. */
export const numberIn = (key: string): string | undefined => numbered.exec(key)?.[1];

const numberAtMost = 6;
const numberAlone = /^第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})号?群?$/u;

/** The key without its number, in every way to tell where that begins; with the 群, too, that it may stand before. */
export function withoutNumber(key: string): string[] {
  const bare: string[] = [];
  for (let length = 1; length <= Math.min(numberAtMost, key.length); length += 1)
    if (numberAlone.test(key.slice(-length))) bare.push(key.slice(0, -length));
  return bare.flatMap((one) => [one, `${one}群`]);
}
