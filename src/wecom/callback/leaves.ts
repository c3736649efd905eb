import type { Fields, Value } from './fields.ts';

export interface Head {
  readonly name: string;
  readonly createdAtMs: number;
}

export const isFields = (value: Value | undefined): value is Fields =>
  typeof value === 'object' && !Array.isArray(value);

/** The leaf of this name, or the empty string. */
export function text(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** The repeated children of one wrapper: `<MemChangeList><Item>…`. None when either is missing. */
export function listAt(wrapper: Value | undefined, name: string): readonly Value[] {
  const inner = isFields(wrapper) ? wrapper[name] : undefined;
  return Array.isArray(inner) ? inner : [];
}

/** A whole number, or null when there is none. */
export function numberAt(fields: Fields, name: string): number | null {
  const value = text(fields, name).trim();
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}

/** Unix seconds as milliseconds. */
export function msAt(fields: Fields, name: string): number | null {
  const seconds = numberAt(fields, name);
  return seconds === null || seconds > 253_402_300_799 ? null : seconds * 1000;
}

/** `1,2` as numbers; null when the field is absent: unchanged, not empty. */
export function numbersAt(fields: Fields, name: string): readonly number[] | null {
  if (typeof fields[name] !== 'string') return null;
  return text(fields, name)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => /^\d{1,15}$/.test(part))
    .map(Number);
}

/** An account, lower-cased: WeCom compares userids without case [90236]. Empty when absent or too long. */
export function userIdAt(fields: Fields, name: string): string {
  const id = text(fields, name).trim().toLowerCase();
  return id.length <= 64 ? id : '';
}
