import type { Body } from './endpoint.ts';
import { Refusal } from './refusal.ts';

/** A string field; empty when absent, 40058 when it is something else. */
export function textOf(body: Body, name: string): string {
  const value = body[name] ?? '';
  if (typeof value !== 'string') throw new Refusal(40058, name);
  return value;
}

/** A string field that must be there. */
export function neededText(body: Body, name: string, errcode = 40063): string {
  const value = textOf(body, name);
  if (value === '') throw new Refusal(errcode, name);
  return value;
}

/** A whole number, or `otherwise` when absent. */
export function wholeOf(body: Body, name: string, otherwise: number): number {
  const value = body[name] ?? otherwise;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new Refusal(40058, name);
  return value;
}

/** A list of strings; empty when absent. */
export function textsOf(body: Body, name: string): string[] {
  const value = body[name] ?? [];
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) throw new Refusal(40058, name);
  return value as string[];
}

/** An object field; null when absent. */
export function objectOf(body: Body, name: string): Body | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) throw new Refusal(40058, name);
  return value as Body;
}

/** A page of a list by an opaque cursor that only this answer's list understands [50100]. */
export function pageOf<T>(all: readonly T[], cursor: string, limit: number): { page: T[]; nextCursor: string } {
  const start = cursor === '' ? 0 : readCursor(cursor);
  const end = start + limit;
  return {
    page: all.slice(start, end),
    nextCursor: end < all.length ? Buffer.from(`at:${end}`).toString('base64url') : '',
  };
}

function readCursor(cursor: string): number {
  const [, start] = /^at:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (start === undefined) throw new Refusal(50100);
  return Number(start);
}
