import type { FactKind, Unseen } from '../events/facts.ts';
import type { Reached } from './reach.ts';
import { SHOWN_BY_ARCHIVE } from './reach.ts';

const EVERY: readonly FactKind[] = ['roster', 'owner', 'admins', 'inviter', 'nickname', 'contact'];
/** Messages are seen through the archive alone: until somebody looked whether they are, they are not. */
const NO_MESSAGES = ['messages', 'no-archive'] as const;
const allBecause = (reason: Unseen): ReadonlyMap<FactKind, Unseen> =>
  new Map<FactKind, Unseen>([...EVERY.map((kind) => [kind, reason] as const), NO_MESSAGES]);

/** What WeCom does not show of a group, by how far our sight reaches into it. Each line is a fact of the API, not a setting. */
const BY_REACH: Readonly<Record<Reached['reach'], ReadonlyMap<FactKind, Unseen>>> = {
  customer: new Map([NO_MESSAGES]), // groupchat/get: members, inviter, admins, nickname [92122]
  managed: new Map<FactKind, Unseen>([
    ['nickname', 'no-nickname-api'],
    ['inviter', 'no-inviter-api'],
    ['admins', 'no-admins-api'],
    NO_MESSAGES,
  ]), // appchat/get: roster and owner alone [98914]
  internal: allBecause('internal-group'),
  native: allBecause('native-group'),
  linked: allBecause('linked-group'),
  outside: allBecause('outside-wecom'),
  unknown: allBecause('reach-unknown'),
};

/** An internal group that the archive shows: its roster, since when each is in it, and who made it; no more [92951]. */
const BY_ARCHIVE: ReadonlyMap<FactKind, Unseen> = new Map<FactKind, Unseen>([
  ...(['owner', 'admins', 'inviter', 'nickname'] as const).map((kind) => [kind, 'internal-group'] as const),
  NO_MESSAGES,
]);

/** What cannot be seen before the directory was read once: who anybody is. Nobody is judged by departments that are not known. */
export const BEFORE_PEOPLE: ReadonlyMap<FactKind, Unseen> = allBecause('never-fetched');

/** What cannot be seen of this group and why; a group that was found but never read shows nothing yet. */
export function unseenIn({ reach, evidence }: Reached, verifiedAt: Date | null): ReadonlyMap<FactKind, Unseen> {
  if (reach === 'internal' && evidence === SHOWN_BY_ARCHIVE && verifiedAt) return BY_ARCHIVE;
  const byReach = BY_REACH[reach];
  if (byReach.has('roster') || verifiedAt) return byReach;
  return allBecause('never-fetched');
}
