import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { Directory } from '../events/person.ts';
import type { Corp, PersonId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { decidingOffices } from '../policy/supervising-office.ts';
import type { Bench } from '../sanctions/recusal.ts';
import { lastInstanceOf } from './last-instance.ts';
import { loadDeputies } from './load-deputies.ts';

/** Of which groups something is to be decided. */
export interface Ground {
  readonly policy: Policy;
  /** What they are registered as; null: as none of the policy's kinds, or it is about no one group. */
  readonly kind: string | null;
}

/** Who holds the duty to decide now: HR and the office that looks after such groups, whoever stands in for them, the last instance. */
export async function benchOf(tx: Tx, corp: Corp, ground: Ground, directory: Directory, at: Date): Promise<Bench> {
  return {
    office: holdersOf(ground, directory),
    deputies: await loadDeputies(tx, corp, at),
    lastInstance: lastInstanceOf(ground.policy, directory),
  };
}

/** The people of the offices that decide of such groups. Pure. */
export const holdersOf = ({ policy, kind }: Ground, directory: Directory): PersonId[] =>
  peopleOf(policy, decidingOffices(policy, kind), directory);

/** The people of all offices that decide under a policy, of whatever kind of group. Pure. */
export const everyHolder = (policy: Policy, directory: Directory): PersonId[] =>
  peopleOf(
    policy,
    [null, ...policy.kinds.keys()].flatMap((kind) => decidingOffices(policy, kind)),
    directory,
  );

const peopleOf = (policy: Policy, offices: readonly string[], directory: Directory): PersonId[] =>
  [...new Set([...new Set(offices)].flatMap((office) => officeNow(policy, office, { directory })))].flatMap(
    (userid) => directory.byAccount.get(userid)?.id ?? [],
  );

/** What a group is registered as now; null: it is not, or it is about no one group. */
export async function kindNow(tx: Tx, corp: Corp, chatId: string | null): Promise<string | null> {
  if (chatId === null) return null;
  const entry = await tx.registerEntry.findFirst({ where: { corp, chatId, until: null }, select: { kind: true } });
  return entry?.kind ?? null;
}
