import { plansOf } from '../attendance/plans-of.ts';
import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Records } from '../events/records.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';

/** What was due longer ago, or is further ahead, nobody asks for. */
const AROUND_MS = 22 * 86_400_000;

/** When the people inside these groups work, by the hours of the policy, their own calendars and their shifts. */
export async function loadWork(
  tx: Tx,
  corp: Corp,
  groups: readonly { readonly facts: GroupFacts; readonly policy: Policy }[],
): Promise<(facts: GroupFacts) => NonNullable<Records['work']>> {
  const known = new Map<string, NonNullable<Records['work']>>();
  for (const policy of new Set(groups.map((one) => one.policy))) {
    const own = groups.flatMap((one) => (one.policy === policy ? [one.facts] : []));
    const atMs = own[0]?.atMs ?? 0;
    const inside = new Set(own.flatMap(accountsIn));
    const plans = await plansOf(tx, corp, policy, [...inside], atMs - AROUND_MS, atMs + AROUND_MS);
    for (const facts of own)
      known.set(facts.group.chatId, Object.fromEntries(accountsIn(facts).map((id) => [id, plans(id).plan])));
  }
  return ({ group }) => known.get(group.chatId) ?? {};
}

const accountsIn = ({ members }: GroupFacts): string[] =>
  members.flatMap(({ id, kind }) => (kind === 'employee' ? [id.toLowerCase()] : []));
