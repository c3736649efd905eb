import { createHash } from 'node:crypto';

/**
 * The notice that carries a publication to one person: found again without a row of its own, and as little to guess as the
 * publication's own id, from which it is made.
 */
export function noticeIdFor(publicationId: string, userid: string): string {
  const hex = createHash('sha256').update(`${publicationId}/${userid}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(18, 20),
    hex.slice(20, 32),
  ].join('-');
}
