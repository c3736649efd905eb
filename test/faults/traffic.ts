import { expect } from 'vitest';
import { seededChance } from '../../simulator/chance.ts';
import type { Small } from '../../simulator/worlds/small.ts';
import { registerGroup } from '../../src/groups/register.ts';
import type { Corp } from '../../src/ids.ts';
import type { Town } from './town.ts';

const GROUPS = 4;
const PEOPLE = 12;

/** Four groups and twelve people who come and go and call themselves this and that. */
export async function openTraffic(town: Town, world: Small, corp: Corp = town.first, seed = 7) {
  const tenant = town.tenantOf(corp);
  const chance = seededChance(seed);
  const people = Array.from({ length: PEOPLE }, (_, number) => `shi.ren${number}`);
  for (const userid of people) await tenant.hire({ userid, name: '示例', department: 5 });
  await town.idle();
  const groups = [world.group];
  for (let number = 1; number < GROUPS; number += 1) {
    const chatId = await tenant.createGroup({ name: `示范第${number}营销群`, owner: 'sun.jingli', members: [] });
    await tenant.setNickname(chatId, 'sun.jingli', '营销策划部-孙示例');
    const [line] = world.registrations;
    if (line) await registerGroup(town.deps, corp, { ...line, chatId }, 'li.renshi');
    groups.push(chatId);
  }
  await town.idle();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance.next() * from.length)] as T;
  const inside = (chatId: string, userid: string): boolean =>
    tenant.group(chatId).members.some((member) => member.id === userid);

  /** One thing happens. */
  const step = async (): Promise<void> => {
    const chatId = pick(groups);
    const userid = pick(people);
    if (!inside(chatId, userid)) {
      await tenant.join(chatId, userid, { inviter: 'sun.jingli' });
      await tenant.setNickname(chatId, userid, pick(['小太阳', '营销策划部-示例', '']));
    } else if (chance.next() < 0.3) await tenant.setNickname(chatId, userid, pick(['大太阳', '营销策划部-示例']));
    else await tenant.leave(chatId, userid);
  };

  const rosterInRows = (chatId: string): Promise<string[]> =>
    town.inCorp(corp, async (tx) => {
      const rows = await tx.membership.findMany({ where: { corp, chatId, until: null }, select: { memberId: true } });
      return rows.map((row) => row.memberId).sort();
    });

  /** Whatever happened meanwhile: nothing is missing, nothing is there twice. */
  const expectWhole = async (): Promise<void> => {
    const callbacks = await town.inCorp(corp, (tx) =>
      tx.callback.groupBy({ by: ['state', 'reason'], where: { corp }, _count: true }),
    );
    expect(callbacks.map((row) => `${row.state} ${row.reason}`)).toEqual(['done null']);
    await expectGroups();
    const { doubled, dropped } = tenant.stats().notices;
    expect({ doubled, dropped }).toEqual({ doubled: 0, dropped: 0 });
    expect(await town.chain(corp)).toMatchObject({ state: 'whole' });
  };

  /** The rows say of groups and names what WeCom has. */
  const expectGroups = async (): Promise<void> => {
    for (const chatId of groups)
      expect(await rosterInRows(chatId)).toEqual(
        tenant
          .group(chatId)
          .members.map((member) => member.id)
          .sort(),
      );
    const open = (await town.cases(corp)).filter((row) => row.closedAt === null && row.rule === 'naming/nickname');
    const wrong = groups.flatMap((chatId) =>
      people.filter((userid) => {
        const member = tenant.group(chatId).members.find((one) => one.id === userid);
        return member !== undefined && member.nickname !== '营销策划部-示例';
      }),
    );
    expect(open).toHaveLength(wrong.length);
  };

  return { tenant, groups, people, step, expectGroups, expectWhole };
}

export type Traffic = Awaited<ReturnType<typeof openTraffic>>;
