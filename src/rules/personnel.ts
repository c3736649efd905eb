import type { Member } from '../events/group.ts';
import type { Contact, Directory, Identity, Person } from '../events/person.ts';
import { plainText } from './plain-text.ts';
import type { Resolved } from './selector.ts';
import { selects } from './selector.ts';

/** The hire whose stay this is; undefined while the directory has not named him. An account that was reused is not followed. */
export const personOf = ({ kind, personId }: Member, directory: Directory): Person | undefined =>
  kind === 'external' || personId === null ? undefined : directory.persons.get(personId);

/** Who the identity desk says an external member is; undefined while nobody has said. */
export const identityOf = (member: Member, directory: Directory): Identity | undefined =>
  directory.identities.get(member.id.toLowerCase());

export const contactOf = (member: Member, directory: Directory): Contact | undefined =>
  directory.contacts.get(member.id.toLowerCase());

/** True while the hire lasts: neither the account nor its end date says otherwise. */
export const isHired = (person: Person, atMs: number): boolean =>
  person.status !== 'left' && (person.leftAtMs === null || person.leftAtMs > atMs);

/**
 * Since when somebody has been one of those a selector names, as titles, departments, leading and tags show it: the day of a
 * promotion, else the hire. Departments are taken as they lie now.
 */
export function namedSinceMs(who: Resolved, person: Person, directory: Directory): number {
  let sinceMs = person.shownSinceMs;
  for (const post of person.before) {
    if (!selects(who, { ...person, ...post }, directory)) return sinceMs;
    sinceMs = post.sinceMs;
  }
  return person.hiredAtMs;
}

/** What people call a member, for a sentence: the real name where it is known, else what the client shows. */
export function calledName(member: Member, directory: Directory): string {
  const known = personOf(member, directory)?.name || identityOf(member, directory)?.entry?.name;
  const shown = known || contactOf(member, directory)?.name || member.shownName || member.nickname;
  return plainText(shown || member.id, 20);
}
