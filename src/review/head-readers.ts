import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { GrantedRole } from '../directory/role-grants.ts';
import type { Directory } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';

/** So many people keep the head: one may be away, and two would have to agree on a lie. */
const READERS = 2;

/** Who keeps it, the best first: whose office it is to look at others' records, then HR. */
const KEEPERS = ['auditor', 'privacy-officer', 'hr'] as const;

/** Who holds a role by name, by account. */
type Named = readonly { readonly role: GrantedRole; readonly userid: string }[];

/**
 * To whom the trail's head is told, by account: two people of different offices where there are, and not who looks after the machines,
 * because the head is kept against him; in a house in which the same people are everything, they keep it rather than nobody. Pure.
 */
export function headReaders(policies: readonly Policy[], directory: Directory, named: Named): readonly string[] {
  const holders = (office: string): readonly string[] => [
    ...policies.flatMap((policy) => officeNow(policy, office, { directory })),
    ...named.filter(({ role }) => role === office).map(({ userid }) => userid),
  ];
  const operators = new Set(holders('it'));
  const keepers = KEEPERS.map((office) => [...new Set(holders(office))].sort());
  const others = twoOf(keepers.map((pool) => pool.filter((one) => !operators.has(one))));
  return others.length > 0 ? others : twoOf(keepers);
}

function twoOf(pools: readonly (readonly string[])[]): readonly string[] {
  const oneOfEach = pools.flatMap(([first]) => (first === undefined ? [] : [first]));
  return [...new Set([...oneOfEach, ...pools.flat()])].slice(0, READERS);
}

/** Who holds a role by name now and works here. */
export async function namedNow(tx: Tx, corp: Corp, directory: Directory, at: Date): Promise<Named> {
  const rows = await tx.roleGrant.findMany({
    where: { corp, until: null, since: { lte: at }, endsAt: { gt: at } },
    select: { role: true, personId: true },
  });
  return rows.flatMap(({ role, personId }) => {
    const person = [...directory.persons.values()].find(({ id }) => id === personId);
    return person?.userid != null && person.status === 'active'
      ? [{ role: role as GrantedRole, userid: person.userid }]
      : [];
  });
}
