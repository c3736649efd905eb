import { createHash } from 'node:crypto';
import type { Section } from './notice.ts';

/** What tells one version of the notice from another: the hash of its sentences. Pure. */
export const noticeHash = (sections: readonly Section[]): string =>
  createHash('sha256')
    .update(JSON.stringify(sections.map(({ title, lines }) => [title, ...lines].map(({ zh, en }) => [zh, en]))))
    .digest('hex');

/** As people read and quote it. */
export const shortHash = (hash: string): string => hash.slice(0, 8);
