import type { AuditEntry } from '../audit/entry.ts';
import { standing, stopsNow } from '../cases/stopped.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { plainText } from '../rules/plain-text.ts';
import { closeMatters, openMatter } from './matters.ts';
import { type OwnerGone, ownerGone, ownerOf } from './owner-gone.ts';

interface Looked {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly policy: Policy;
  readonly facts: GroupFacts;
  readonly at: Date;
}

export const HAND_OVER = 'managed/hand-over';

/**
 * Proposes that a group whose owner left or moved is handed to somebody, in words that one press carries out; closes the
 * proposal when the group has an owner again. Groups that no API hands over are left alone.
 */
export async function proposeHandOver(tx: Tx, looked: Looked): Promise<AuditEntry[]> {
  const { corp, policy, facts, at } = looked;
  const { chatId, reach } = facts.group;
  const kind = policy.kinds.get(facts.registered?.kind ?? '');
  if (!kind || kind.status === 'undecided' || (await cannotHand(tx, corp, chatId, reach))) return [];
  if (standing(await stopsNow(tx, corp), { instance: HAND_OVER, kind: kind.id }) === 'stopped') return [];
  const gone = ownerGone(facts, await wasIn(tx, corp, facts));
  // A kept group whose owner left gets its new owner with its roster.
  const byItself = gone?.because === 'owner-left' && gone.heir !== null && reach === 'managed';
  if (!gone || byItself) return closeMatters(tx, { corp, at }, chatId, [HAND_OVER], new Set());
  return openMatter(
    tx,
    { ...looked, kind },
    {
      name: HAND_OVER,
      says: gone.heir ? gone.because : `${gone.because}-no-heir`,
      subject: 'group',
      nature: 'task',
      detail: detailOf(gone, facts),
      tell: gone.heir ? 'admin' : 'hr',
    },
  );
}

/** Only customer groups [92127, 95703] and groups of our own making have an API for it. */
async function cannotHand(tx: Tx, corp: Corp, chatId: string, reach: string): Promise<boolean> {
  if (reach === 'customer') return false;
  return reach !== 'managed' || (await tx.managedGroup.count({ where: { corp, chatId, state: 'made' } })) === 0;
}

/** Main departments in which the owner was before, of one who is not where the register wants him now. */
async function wasIn(tx: Tx, corp: Corp, facts: GroupFacts): Promise<Set<number>> {
  const owner = ownerOf(facts);
  if (!owner || !facts.registered?.ownerDepartment) return new Set();
  const rows = await tx.personState.findMany({
    where: { corp, personId: owner.id, until: { not: null } },
    select: { departments: true },
  });
  return new Set(rows.flatMap(({ departments }) => departments));
}

const detailOf = ({ owner, heir }: OwnerGone, { registered }: GroupFacts) => ({
  who: plainText(owner.name, 20),
  department: registered?.ownerDepartment ?? '',
  ...(heir && { heir: plainText(heir.name, 20), to: heir.userid ?? '' }),
});
