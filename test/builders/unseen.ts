import { unseenIn } from '../../src/groups/unseen.ts';
import type { UnseenIn } from '../../src/policy/situation.ts';

/** What a group of a reach does not show once it was read. */
export const unseenByReach: UnseenIn = (reach) => unseenIn({ reach, evidence: '' }, new Date(0));
