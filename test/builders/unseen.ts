import { unseenIn } from '../../src/groups/unseen.ts';
import { whoIsWho } from '../../src/hearing/who-is-who.ts';
import type { House, UnseenIn } from '../../src/policy/situation.ts';

/** What a group of a reach does not show once it was read. */
export const unseenByReach: UnseenIn = (reach) => unseenIn({ reach, evidence: '' }, new Date(0));

/** What the house knows of groups that a file describes. */
export const house: House = { unseenIn: unseenByReach, whoIsWho };
