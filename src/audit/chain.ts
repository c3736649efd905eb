import { hash } from 'node:crypto';

/** One link: what is hashed, and the hash. The body enters by its own hash, so that it can be erased. */
export interface Link {
  readonly seq: number;
  readonly atMs: number;
  readonly kind: string;
  readonly v: number;
  readonly bodyHash: string;
  readonly prev: string;
  readonly hash: string;
}

/** A link with its body; both parts are null once retention took them. */
export interface FullLink extends Link {
  readonly salt: string | null;
  readonly body: string | null;
}

/** The end of a chain, or of a part of it. */
export type Tip = Pick<Link, 'seq' | 'hash'>;

export type Fault = 'missing seq' | 'broken link' | 'changed body' | 'head differs' | 'anchor differs';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** JSON with sorted keys and no spaces: one text for one value. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.entries(value as { readonly [key: string]: Json }).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}

/** Before the first link. It names the corp: a chain cannot be shown as another's. */
export const genesis = (corp: string): Tip => ({ seq: 0, hash: sha256(`qungui audit of ${corp}`) });

/** The salt keeps the hash of an erased body from being guessed back. */
export const bodyHash = (salt: string, body: string): string => sha256(`${salt}\n${body}`);

export const linkHash = ({ seq, atMs, kind, v, bodyHash, prev }: Omit<Link, 'hash'>): string =>
  sha256(canonical({ seq, at: new Date(atMs).toISOString(), kind, v, bodyHash, prev }));

/** What is wrong with `link` as the one after `last`, or null. An erased body is no fault. */
export function faultOf(last: Tip, link: FullLink): Fault | null {
  if (link.seq !== last.seq + 1) return 'missing seq';
  if (link.prev !== last.hash || link.hash !== linkHash(link)) return 'broken link';
  if (link.body === null || link.salt === null) return null;
  return bodyHash(link.salt, link.body) === link.bodyHash ? null : 'changed body';
}
