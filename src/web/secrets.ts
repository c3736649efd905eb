import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits for a browser to hold. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** 128 bits in the letters that WeCom hands back unchanged [91022]. */
export const newState = (): string => randomBytes(16).toString('hex');

/** What a row holds of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Compares without telling by its time how much was right. */
export function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
