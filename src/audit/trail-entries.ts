import { z } from 'zod';
import { Count, Id, v } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

/** The trail, verified by itself, was found wrong: the first record that is, and how. */
const TrailBroken = z.strictObject({
  v,
  kind: z.literal('trail-broken'),
  seq: Count,
  fault: z.enum(['missing seq', 'broken link', 'changed body', 'head differs', 'anchor differs']),
});
/** The head that people were told outside the database: up to which record, and by which messages. */
const HeadTold = z.strictObject({
  v,
  kind: z.literal('head-told'),
  seq: Count,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  told: z.array(z.strictObject({ noticeId: Id, to: Pseudonym })),
});

/** What the trail says of itself. */
export const TRAIL_ENTRIES = [TrailBroken, HeadTold] as const;
