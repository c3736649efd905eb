import { vouched } from '../../simulator/worlds/move-in.ts';
import { registerGroup } from '../../src/groups/register.ts';
import { newId } from '../../src/ids.ts';
import type { OpenDeps } from '../../src/open-deps.ts';
import { publishPolicy } from '../../src/review/publish-policy.ts';
import { ownerOf, userOf } from './company.ts';
import { corp, night, openHouse, type Place } from './house.ts';

/** The first days: everything is read once; then the policy, the customers as they were read one by one, and the register. */
export async function moveIn(
  place: Place,
  policy: string,
  { chatIds, customers }: { readonly chatIds: readonly string[]; readonly customers: readonly string[] },
): Promise<{ readonly seconds: number; readonly cases: number }> {
  const deps = await openHouse(place);
  try {
    const begun = performance.now();
    await night(deps, 4);
    const seconds = (performance.now() - begun) / 1_000;
    await publishPolicy(deps, corp, vouched(policy), 'a.yaml', 'person-0');
    await knowCustomers(deps, customers);
    for (const [nth, chatId] of chatIds.entries())
      await registerGroup(deps, corp, entryOf(chatId, userOf(ownerOf(nth))), 'person-0');
    await night(deps, 4);
    return { seconds, cases: await deps.db.withCorp(corp, (tx) => tx.case.count()) };
  } finally {
    await deps.close();
  }
}

/** They are read at ten a second, for that is WeCom's pace; a bench does not wait for it. */
async function knowCustomers(deps: OpenDeps, customers: readonly string[]): Promise<void> {
  const since = await deps.clock.now();
  const people = customers.map((externalUserid) => ({ externalUserid, personId: newId() }));
  await deps.db.withCorp(corp, async (tx) => {
    await tx.person.createMany({ data: people.map(({ personId }) => ({ corp, id: personId, createdAt: since })) });
    await tx.contactState.createMany({
      data: people.map(({ externalUserid, personId }, n) => ({
        ...{ corp, id: newId(), externalUserid, personId, since },
        ...{ known: 'yes', name: `客户${n}`, kind: 1, corpName: '', position: '', followers: [] },
      })),
    });
  });
}

const entryOf = (chatId: string, owner: string) => ({
  chatId,
  reach: 'customer' as const,
  kind: 'marketing',
  ownerDepartment: '营销策划部',
  purpose: '项目营销',
  approval: { by: '营销副总', number: '示例1号', date: '2026-01-05' },
  filing: { by: '行政人事部', number: '示例2号', date: '2026-01-06' },
  endsAt: null,
  admins: [{ userid: owner, appointedBy: '行政人事部', since: new Date(0), until: null }],
});
