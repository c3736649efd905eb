import { nowIn } from '../../src/db/client.ts';
import type { Deps } from '../../src/deps.ts';
import { decideIdentity } from '../../src/directory/identity-desk.ts';
import { setList } from '../../src/directory/named-lists.ts';
import { setRelation } from '../../src/directory/relations.ts';
import { registerGroup } from '../../src/groups/register.ts';
import type { Corp } from '../../src/ids.ts';
import { publishPolicy } from '../../src/review/publish-policy.ts';
import { armTimer } from '../../src/timers/arm.ts';
import type { World } from './world.ts';

/**
 * What IT and HR of a company do on the first afternoon: publish the policy, read the directory, write the register, say how
 * people stand to the company and who is who among the outsiders. `settle` lets the house work.
 */
export async function moveIn(
  deps: Deps,
  corp: Corp,
  world: World,
  policy: string,
  by: string,
  settle: () => Promise<void>,
): Promise<void> {
  await publishPolicy(deps, corp, vouched(policy), `${corp}.yaml`, by);
  await readDirectory(deps, corp);
  await settle();
  await tellRelations(deps, corp, world, by);
  await tellIdentities(deps, corp, world, by);
  for (const registration of world.registrations) await registerGroup(deps, corp, registration, by);
  await settle();
}

/**
 * The policy as HR of these companies signs it: whom nobody names otherwise is employed, and members hear of it on its first day,
 * for it is the first day that is played.
 */
export function vouched(policy: string): string {
  const spoken = /^ +firstDay:/m.test(policy) ? policy : policy.replace(/^manners:\n/m, 'manners:\n  firstDay: told\n');
  return /^relations:/m.test(spoken) ? spoken : `${spoken}\nrelations: [{ who: { everyone: true }, is: regular }]\n`;
}

/** Has people and groups read now, as the night does. */
export const readDirectory = (deps: Pick<Deps, 'db'>, corp: Corp): Promise<void> =>
  deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await armTimer(tx, corp, { kind: 'sync-directory', subject: '-', dueAt: at, at });
  });

async function tellRelations(deps: Deps, corp: Corp, { relations }: World, by: string): Promise<void> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    for (const { userid, relation } of relations) {
      const { personId } = await tx.account.findFirstOrThrow({ where: { corp, userid, until: null } });
      await setRelation(tx, corp, keys, { personId, relation, by }, at);
    }
  });
}

async function tellIdentities(deps: Deps, corp: Corp, { members }: World, by: string): Promise<void> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    for (const list of new Set(members.map((member) => member.list)))
      await setList(tx, corp, keys, { list, entries: members.filter((member) => member.list === list), by }, at);
    for (const { memberId, list, key } of members)
      if (memberId) await decideIdentity(tx, corp, keys, { memberId, relation: 'member', line: { list, key }, by }, at);
  });
}
