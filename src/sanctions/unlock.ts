import { z } from 'zod';
import { endOfDayMs, startOfDayMs } from '../policy/durations.ts';
import { Day, say } from '../policy/file-words.ts';
import { MEASURES } from './measures.ts';

/** What lets a measure be proposed that is off by default: somebody answers for it, by name. As people write it. */
export const Unlock = z
  .strictObject({
    measure: z.enum(MEASURES),
    approver: z.strictObject({
      person: z.uuid().describe('Of the directory.'),
      name: z.string().trim().min(2),
      post: z.string().trim().min(2),
    }),
    reason: z.string().trim().min(10).describe('Why, and who advised on the law.'),
    on: Day.describe('From this day on.'),
    until: Day.describe('To the end of this day.'),
  })
  .refine(({ on, until }) => on <= until, { ...say('ends before it begins', 'give it a later day'), path: ['until'] });
export type Unlock = z.infer<typeof Unlock>;

/** What keeps an unlock from counting. */
export const UNLOCK_FLAWS = ['not-unlocked', 'other-measure', 'not-yet', 'over', 'his-own'] as const;
export type UnlockFlaw = (typeof UNLOCK_FLAWS)[number];

/** Whether an unlock counts for a proposal now; nobody answers for what he proposes himself, or what is about him. Pure. */
export function flawOf(
  unlock: Unlock | null,
  { measure, by, subject }: { readonly measure: Unlock['measure']; readonly by: string; readonly subject: string },
  nowMs: number,
): UnlockFlaw | null {
  if (!unlock) return 'not-unlocked';
  if (unlock.measure !== measure) return 'other-measure';
  if (nowMs < startOfDayMs(unlock.on)) return 'not-yet';
  if (nowMs >= endOfDayMs(unlock.until)) return 'over';
  return unlock.approver.person === by || unlock.approver.person === subject ? 'his-own' : null;
}
