import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { armTimers } from '../timers/arm.ts';

/** Has people read whom the group shows and the rows do not know: accounts always, external people where a rule asks. */
export async function askForUnknown(tx: Tx, corp: Corp, policy: Policy, facts: GroupFacts, at: Date): Promise<void> {
  const { directory, members, registered } = facts;
  const accounts = members.filter(
    (m) => m.kind === 'employee' && !directory.byAccount.has(m.id) && m.personId === null,
  );
  await armTimers(
    tx,
    corp,
    'look-person',
    accounts.map((m) => m.id),
    at,
    at,
  );
  const asks = policy.uses.some(
    (use) =>
      use.level !== 'off' && use.rule.needs.includes('contact') && registered && use.kinds.includes(registered.kind),
  );
  if (!asks) return;
  const outsiders = members.filter((m) => m.kind === 'external' && !directory.contacts.has(m.id.toLowerCase()));
  await armTimers(
    tx,
    corp,
    'look-contact',
    outsiders.map((m) => m.id),
    at,
    at,
  );
}
