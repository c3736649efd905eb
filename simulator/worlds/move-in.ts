import { appendAudit } from '../../src/audit/append.ts';
import { nowIn } from '../../src/db/client.ts';
import type { Deps } from '../../src/deps.ts';
import { decideIdentity } from '../../src/directory/identity-desk.ts';
import { setRelation } from '../../src/directory/join-persons.ts';
import { setList } from '../../src/directory/named-lists.ts';
import { registerGroup } from '../../src/groups/register.ts';
import type { Corp } from '../../src/ids.ts';
import { publishPolicy } from '../../src/review/policies.ts';
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

/** The policy as HR of these companies signs it: whom nobody names otherwise is employed. */
export const vouched = (policy: string): string =>
  /^relations:/m.test(policy) ? policy : `${policy}\nrelations: [{ who: { everyone: true }, is: regular }]\n`;

/** Has people and groups read now, as the night does. */
export const readDirectory = (deps: Pick<Deps, 'db'>, corp: Corp): Promise<void> =>
  deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await armTimer(tx, corp, { kind: 'sync-directory', subject: '-', dueAt: at, at });
  });

const tellRelations = (deps: Deps, corp: Corp, { relations }: World, by: string): Promise<void> =>
  deps.db.withCorp(corp, async (tx) => {
    for (const { userid, relation } of relations) {
      const account = await tx.account.findFirstOrThrow({ where: { corp, userid, until: null } });
      await setRelation(tx, corp, account.personId, relation, by);
    }
  });

async function tellIdentities(deps: Deps, corp: Corp, { members }: World, by: string): Promise<void> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    for (const list of new Set(members.map((member) => member.list)))
      await setList(
        tx,
        corp,
        list,
        members.filter((member) => member.list === list),
        by,
        at,
      );
    const entries = [];
    for (const { memberId, list, key } of members)
      if (memberId)
        entries.push(
          ...(await decideIdentity(tx, corp, keys, { memberId, relation: 'member', line: { list, key }, by }, at)),
        );
    await appendAudit(tx, corp, keys, at, entries);
  });
}
