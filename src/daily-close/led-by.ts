import type { Directory } from '../events/person.ts';

const MOST_LEVELS = 32;

/** Whom an account leads: those who name it as direct leader, and everybody in departments it leads, down the tree. Pure. */
export function ledBy(userid: string, { byAccount, departments }: Directory): ReadonlySet<string> {
  const leads = (id: number): boolean => {
    let at = departments.get(id);
    for (let level = 0; at && level < MOST_LEVELS; level += 1) {
      if (at.leaders.some((leader) => leader.toLowerCase() === userid)) return true;
      at = departments.get(at.parent);
    }
    return false;
  };
  const led = [...byAccount].filter(
    ([account, person]) =>
      account !== userid && (person.directLeader?.toLowerCase() === userid || person.departments.some(leads)),
  );
  return new Set(led.map(([account]) => account));
}
