import type { Part } from './labels.ts';
import { absent, label } from './labels.ts';
import type { PartKind, PartSpec } from './nickname-settings.ts';

/** A part of a format as one person has it. */
export function partOf(spec: PartSpec, known: (kind: PartKind) => Part): Part {
  if (typeof spec === 'string') return known(spec);
  const { part, text, oneOf, free, made, minLength, maxLength, optional } = spec;
  if (part !== undefined) return optional ? leftOut(known(part)) : known(part);
  if (free !== undefined) {
    const written = optional ? [''] : [free];
    return {
      kind: 'free',
      called: free,
      labels: [],
      written,
      free: { made, minLength, maxLength, optional: optional === true },
    };
  }
  const words = oneOf ?? [text ?? ''];
  const called = words.slice(0, 4).join('/');
  const labels = words.map((word) => label(word));
  if (optional) return { kind: 'word', called, labels: [...labels, absent], written: [''] };
  return { kind: 'word', called, labels, written: [called] };
}

/** The same part, and it is as good without it. */
const leftOut = (part: Part): Part =>
  part.labels.some(({ key }) => key === '') ? part : { ...part, labels: [...part.labels, absent] };

/** Whether the name to paste is one to copy as it is: nothing in it stands for what only the person knows. */
export const isExact = (parts: readonly Part[]): boolean =>
  parts.every(({ kind, labels, written, free }) => {
    if (written[0] === '') return true;
    return free === undefined && (kind !== 'word' || labels.length === 1);
  });

/** Every order that the parts may stand in. */
export function ordersOf(parts: readonly Part[]): Part[][] {
  if (parts.length <= 1) return [[...parts]];
  return parts.flatMap((first, at) => {
    const others = parts.filter((_, other) => other !== at);
    return ordersOf(others).map((rest) => [first, ...rest]);
  });
}

/** What a colleague noted: 「1-2-301 王女士」, of which the beginning alone is as good. */
export function remarkTexts(remark: string): string[] {
  const [first = ''] = remark.trim().split(/[\s,，;；|｜（(]+/u);
  return [...lineKeyTexts(first), remark];
}

/** 1-2-301 is also written 1栋2单元301室. */
export function lineKeyTexts(key: string): string[] {
  const numbers = key.split('-');
  if (!numbers.every((number) => /^\d{1,5}$/.test(number))) return [key];
  const units = { 2: ['栋', '室'], 3: ['栋', '单元', '室'] }[numbers.length];
  if (!units) return [key];
  const long = numbers.map((number, at) => number + units[at]).join('');
  return [key, long, long.slice(0, -1)];
}
