import type { Directory, Person } from '../events/person.ts';
import type { PersonId } from '../ids.ts';

/**
 * Everybody above somebody: his direct leader, the leaders of his departments and of their parents, and so on up from each of them.
 * He himself is not above himself, though he leads. Pure.
 */
export function above(subject: PersonId, directory: Directory): ReadonlySet<PersonId> {
  const found = new Set<PersonId>();
  const waiting: Person[] = [directory.persons.get(subject)].flatMap((one) => one ?? []);
  for (let person = waiting.pop(); person; person = waiting.pop())
    for (const leader of leadersOf(person, directory)) {
      if (leader.id === subject || found.has(leader.id)) continue;
      found.add(leader.id);
      waiting.push(leader);
    }
  return found;
}

function leadersOf({ directLeader, departments }: Person, directory: Directory): Person[] {
  const accounts = [...(directLeader === null ? [] : [directLeader]), ...departmentLeaders(departments, directory)];
  return accounts.flatMap((account) => directory.byAccount.get(account.toLowerCase()) ?? []);
}

/** Leaders of the departments and of those above them; a tree that runs in a circle ends. */
function departmentLeaders(ids: readonly number[], { departments }: Directory): string[] {
  const seen = new Set<number>();
  const accounts: string[] = [];
  for (const id of ids)
    for (let at = departments.get(id); at && !seen.has(at.id); at = departments.get(at.parent)) {
      seen.add(at.id);
      accounts.push(...at.leaders);
    }
  return accounts;
}

/** How two people stand in the lines of the company; leading one another in a circle counts as both. */
export const lineBetween = (who: PersonId, subject: PersonId, directory: Directory): ReadonlySet<'above' | 'below'> =>
  new Set([
    ...(above(subject, directory).has(who) ? (['above'] as const) : []),
    ...(above(who, directory).has(subject) ? (['below'] as const) : []),
  ]);

/** Whether somebody leads anybody: a department, or people whose direct leader he is. */
export function leads(subject: PersonId, { persons }: Directory): 'leads' | 'leads-nobody' {
  const person = persons.get(subject);
  if (!person) return 'leads-nobody';
  const direct = [...persons.values()].some(({ directLeader }) => directLeader?.toLowerCase() === person.userid);
  return person.leaderIn.length > 0 || (person.userid !== null && direct) ? 'leads' : 'leads-nobody';
}
