import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import { loadFactsOf } from '../groups/load-facts.ts';
import type { Corp } from '../ids.ts';
import { askedOf } from '../policy/asks.ts';
import type { Policy } from '../policy/policy.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce, policyFor } from '../review/policies.ts';

/** A group whose policy has rules about messages. */
export interface Listening {
  readonly facts: GroupFacts;
  readonly policy: Policy;
}

/** Which of these groups anybody listens to. Of the others not even the meaning of a message is kept. */
export async function listeningGroups(tx: Tx, corp: Corp, chatIds: readonly string[], at: Date): Promise<Listening[]> {
  if (chatIds.length === 0) return [];
  const policies = await policiesInForce(tx, corp, at);
  if (!policies.some(({ uses }) => uses.some(({ level, rule }) => level !== 'off' && rule.needs.includes('messages'))))
    return [];
  const directory = await directoryOf(tx, corp, at.getTime());
  const seen = await loadFactsOf(tx, corp, chatIds, directory, at);
  return [...seen.values()].flatMap((facts) => {
    const policy = facts.registered && policyFor(policies, facts.registered.kind);
    return policy && askedOf(policy, facts).needs.has('messages') ? [{ facts, policy }] : [];
  });
}
