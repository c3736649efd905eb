import { readJson } from '../wecom/wire-json.ts';

/** An object of WeCom's JSON, read field by field: what is missing or of another kind is nothing. */
export type Part = Readonly<Record<string, unknown>>;

export const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object under a key; null: there is none. */
export const partOf = (part: Part, key: string): Part | null => {
  const value = part[key];
  return isPart(value) ? value : null;
};

export const textOf = (part: Part, key: string): string => {
  const value = part[key];
  return typeof value === 'string' ? value : '';
};

/** A count, a size or a code; 0: not told. */
export const numberOf = (part: Part, key: string): number => {
  const value = Number(part[key] ?? 0);
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
};

export const partsOf = (part: Part, key: string): readonly Part[] => {
  const value = part[key];
  return Array.isArray(value) ? value.filter(isPart) : [];
};

export const textsOf = (part: Part, key: string): readonly string[] => {
  const value = part[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
};

/** An object that WeCom wrote as text within the JSON; empty when it is none. */
export function partIn(text: string): Part {
  try {
    const value = readJson(text);
    return isPart(value) ? value : {};
  } catch {
    return {};
  }
}

/** Lines that say something, joined; null: none does. */
export const words = (...lines: readonly string[]): string | null => {
  const said = lines.filter((line) => line.trim() !== '');
  return said.length === 0 ? null : said.join('\n');
};
