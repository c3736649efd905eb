import type { GroupFacts, Unseen } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Department, Directory, Person } from '../../events/person.ts';
import { keyOf } from '../naming/nickname-key.ts';
import { contactOf, identityOf, isHired, personOf } from '../personnel.ts';
import { namedBy } from '../selector.ts';
import type { Cap } from './size-settings.ts';

/** What a member takes a place of. `none`: he counts for no unit of this cap. */
export type Unit = { readonly key: string; readonly name: string } | 'none' | Unseen;

export function unitOf(member: Member, cap: Cap, facts: GroupFacts): Unit {
  if (cap.per === 'line' || cap.per === 'company')
    return member.kind === 'external' ? unitOfExternal(member, cap, facts) : 'none';
  if (member.kind !== 'employee') return 'none';
  const person = personOf(member, facts.directory);
  if (!person) return 'never-fetched';
  // Who has left is the matter of another rule and takes no place.
  if (!isHired(person, facts.atMs)) return 'none';
  const named = cap.who ? namedBy(cap.who, person, facts.directory) : 'named';
  if (named === 'relation-unknown') return named;
  if (named === 'not-named') return 'none';
  return departmentOf(person, cap.per, facts.directory);
}

function unitOfExternal(member: Member, cap: Cap, { directory }: GroupFacts): Unit {
  const identity = identityOf(member, directory);
  if (identity && identity.relation !== 'member') return 'none';
  const entry = identity?.entry;
  if (entry) {
    if (cap.list !== undefined && entry.list !== cap.list) return 'none';
    if (cap.per === 'line') return { key: `${entry.list}/${entry.key}`, name: entry.name || entry.key };
    const company = entry.companies[0] ?? '';
    if (keyOf(company) !== '') return { key: keyOf(company), name: company };
  }
  if (identity && cap.list !== undefined) return 'none';
  if (cap.per === 'line' || cap.list !== undefined) return 'identity-unknown';
  const contact = contactOf(member, directory);
  if (contact?.known && keyOf(contact.corpName) !== '') return { key: keyOf(contact.corpName), name: contact.corpName };
  return contact?.known ? 'identity-unknown' : 'no-contact-record';
}

function departmentOf(person: Person, per: 'mainDepartment' | 'topDepartment', directory: Directory): Unit {
  const id = person.mainDepartment ?? person.departments[0];
  const chain = id === undefined ? [] : chainAbove(id, directory);
  const at = per === 'mainDepartment' ? chain[0] : topOf(chain);
  return at ? { key: String(at.id), name: at.name } : 'none';
}

function chainAbove(departmentId: number, directory: Directory): Department[] {
  const chain: Department[] = [];
  let at = directory.departments.get(departmentId);
  for (; at && chain.length < 32; at = directory.departments.get(at.parent)) chain.push(at);
  return chain;
}

/** The one right under the company, whose own department has parent 0 and may be outside our sight. */
const topOf = (chain: readonly Department[]): Department | undefined =>
  chain.at(-1)?.parent === 0 && chain.length > 1 ? chain.at(-2) : chain.at(-1);
