import type { Chance } from '../../simulator/chance.ts';
import type { Tenant } from '../../simulator/tenant.ts';
import { type Small, settleSmall } from '../../simulator/worlds/small.ts';
import { marketingPermits, registration, type World } from '../../simulator/worlds/world.ts';

/** A company whose people come, go and rename groups for as long as it is asked to. */
export interface Busy {
  readonly tenant: Tenant;
  readonly world: World;
  readonly groups: readonly string[];
  /** One thing happens: seven times of nine somebody joins or leaves, else a group is renamed. */
  step(): Promise<void>;
}

const PEOPLE = 40;
const BY_RIGHT = '营销策划部-示例';

/** The smallest company under policy A, with so many registered groups of it. Nothing is called back while it is built. */
export async function settleBusy(tenant: Tenant, groupCount: number, chance: Chance): Promise<Busy> {
  const world = await settleSmall(tenant);
  const people = Array.from({ length: PEOPLE }, (_, nth) => `shi.ren${nth}`);
  const groups = [world.group];
  await tenant.withoutCallbacks(async () => {
    for (const userid of people) await tenant.hire({ userid, name: '示例', department: 5 });
    for (let nth = 1; nth < groupCount; nth += 1) groups.push(await oneGroup(tenant, nth));
  });
  let renames = 0;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance.next() * from.length)] as T;

  const comeOrGo = async (): Promise<void> => {
    const chatId = pick(groups);
    const userid = pick(people);
    if (tenant.group(chatId).members.some((member) => member.id === userid)) return tenant.leave(chatId, userid);
    await tenant.join(chatId, userid, { inviter: 'sun.jingli' });
    // One in twenty forgets it: a case is opened, and closed when he leaves.
    if (chance.next() < 0.95) await tenant.setNickname(chatId, userid, BY_RIGHT);
  };
  /** Each group in its turn: two renames of one second would be one event to WeCom as well. */
  const rename = async (): Promise<void> => {
    renames += 1;
    await tenant.rename(groups[renames % groups.length] ?? world.group, `示范第${renames}营销群`);
  };
  return {
    tenant,
    groups,
    world: { ...world, registrations: groups.map((chatId) => lineOf(world, chatId)) },
    step: () => (chance.next() < 7 / 9 ? comeOrGo() : rename()),
  };
}

async function oneGroup(tenant: Tenant, nth: number): Promise<string> {
  const chatId = await tenant.createGroup({
    name: `示范第${nth}营销群`,
    owner: 'sun.jingli',
    members: ['qian.xiaoshou'],
  });
  await tenant.setNickname(chatId, 'sun.jingli', '营销策划部-孙示例');
  await tenant.setNickname(chatId, 'qian.xiaoshou', '营销策划部-钱销售');
  return chatId;
}

const lineOf = ({ registrations }: Small, chatId: string) =>
  registrations.find((line) => line.chatId === chatId) ??
  registration(
    {
      chatId,
      reach: 'customer',
      kind: 'marketing',
      ownerDepartment: '营销策划部',
      purpose: '客户沟通',
      ...marketingPermits,
    },
    [{ userid: 'sun.jingli', by: '营销副总' }],
  );
