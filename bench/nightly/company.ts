import type { Tenant } from '../../simulator/tenant.ts';
import { changeGroup, type Group } from '../../simulator/world/groups.ts';

export const PEOPLE = 10_000;
export const GROUPS = 3_000;
export const MEMBERS = 150;
const CUSTOMERS_A_GROUP = 60;
export const CUSTOMERS = 12_000;
const DEPARTMENTS = 100;
/** Half of them look after the marketing groups, as policy A wants it; twenty manage. */
const MARKETERS = 5_000;
const MANAGERS = 20;

export const userOf = (n: number): string => `person-${n}`;
const unitOf = (n: number): number => (n < MARKETERS ? 0 : 1 + (n % (DEPARTMENTS - 1)));
const unitName = (unit: number): string => (unit === 0 ? '营销策划部' : `示例${unit}部`);
const nameOf = (n: number): string => `样本${String(n).padStart(5, '0')}`;
export const ownerOf = (group: number): number => (group * 7) % MANAGERS;

/** A company of ten thousand in a hundred departments, with three thousand customer groups of 150. The same every time. */
export async function settle(tenant: Tenant): Promise<{ readonly chatIds: string[]; readonly customers: string[] }> {
  const chatIds: string[] = [];
  const customers: string[] = [];
  await tenant.withoutCallbacks(async () => {
    for (let unit = 0; unit < DEPARTMENTS; unit += 1)
      await tenant.addDepartment({ id: unit + 10, name: unitName(unit) });
    for (let n = 0; n < PEOPLE; n += 1) await tenant.hire(newcomer(n));
    for (let n = 0; n < CUSTOMERS; n += 1) customers.push(tenant.addExternal({ name: `客户${n}` }));
    for (let n = 0; n < GROUPS; n += 1) chatIds.push(await openGroup(tenant, n, customers));
  });
  return { chatIds, customers };
}

const newcomer = (n: number) => ({
  userid: userOf(n),
  name: nameOf(n),
  department: unitOf(n) + 10,
  position: n < MANAGERS ? '营销经理' : '营销策划',
});

/** One member in fifty is not called as the policy wants. */
async function openGroup(tenant: Tenant, nthGroup: number, customers: readonly string[]): Promise<string> {
  const owner = ownerOf(nthGroup);
  const people = Array.from(
    { length: MEMBERS - CUSTOMERS_A_GROUP - 1 },
    (_, n) => ((nthGroup * 13 + 53 * n) % (MARKETERS - MANAGERS)) + MANAGERS,
  );
  const guests = Array.from(
    { length: CUSTOMERS_A_GROUP },
    (_, n) => customers[(nthGroup * 4 + n) % customers.length] as string,
  );
  const chatId = await tenant.createGroup({
    name: `样本项目${nthGroup}群`,
    owner: userOf(owner),
    members: [...people.map(userOf), ...guests],
  });
  const group = tenant.group(chatId) as Group;
  const called = [owner, ...people].map((n, nth): [string, string] => [
    userOf(n),
    nth % 50 === 7 ? '小太阳' : `${unitName(unitOf(n))}-${nameOf(n)}`,
  ]);
  const nicknames = new Map(called);
  // Before anybody looks, and at once: a change by a verb would keep what was before, a hundred times over.
  const members = group.members.map((member) => ({ ...member, nickname: nicknames.get(member.id) ?? '' }));
  changeGroup(group, new Date(0), { members });
  return chatId;
}

/** What a day brings: a hundred people get another name or title, without any event. */
export function aDayPasses(tenant: Tenant, day: number): void {
  for (let n = 0; n < PEOPLE / 100; n += 1) {
    const who = (day * 131 + n * 97 + MANAGERS) % PEOPLE;
    tenant.setProfile(userOf(who), n % 10 === 0 ? { name: `${nameOf(who)}改${day}` } : { position: `策划${day}级` });
  }
}
