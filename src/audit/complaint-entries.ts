import { z } from 'zod';
import { ChatId, Id, v } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

const GoesTo = z.enum(['office', 'deputies', 'last-instance', 'employer', 'nobody']);

/** A member reported a message, a group, or something. Who it was, and about whom, the trail does not say. */
const ComplaintMade = z.strictObject({
  v,
  kind: z.literal('complaint-made'),
  complaintId: Id,
  chatId: ChatId.nullable(),
  about: z.enum(['message', 'group', 'something']),
  reason: z.enum(['abuse', 'harassment', 'advertising', 'fraud', 'leak', 'unlawful', 'stranger', 'other']),
  via: z.enum(['page', 'reply']),
  goesTo: GoesTo,
});
/** Nobody might look at it when it was made; now somebody may. */
const ComplaintHandedOver = z.strictObject({
  v,
  kind: z.literal('complaint-handed-over'),
  complaintId: Id,
  goesTo: GoesTo,
});
/** Somebody looked at it and said what became of it. */
const ComplaintDecided = z.strictObject({
  v,
  kind: z.literal('complaint-decided'),
  complaintId: Id,
  says: z.enum(['acted', 'unfounded', 'unclear']),
  by: Pseudonym,
});
/** What members report. */
export const COMPLAINT_ENTRIES = [ComplaintMade, ComplaintHandedOver, ComplaintDecided] as const;
