import { createHash } from 'node:crypto';
import type { GroupFacts } from '../events/facts.ts';
import { joinKey } from '../events/facts.ts';
import type { Member } from '../events/group.ts';
import type { Directory } from '../events/person.ts';
import { remembered } from '../rules/remembered.ts';

/**
 * Names what a judgement was made from: the policy, the moment, the group, and the directory as far as a rule may look.
 * Persons, departments and lists count as a whole (rules ask who is missing), contacts and identities as far as they
 * are members. The order in which anything was read does not matter.
 */
export function inputHash(policyHash: string, facts: GroupFacts): string {
  const { atMs, group, registered, members, directory, answers, unseen } = facts;
  const joins = new Set(members.map(joinKey));
  const hash = createHash('sha256');
  hash.update(`${policyHash}\n${directoryHash(directory)}\n`);
  hash.update(canonical([atMs, group, registered, sorted(unseen)]));
  hash.update(canonical(sorted(answers).filter(([key]) => joins.has(key))));
  for (const line of members.map((member) => memberLine(member, directory)).sort()) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/** Fixed places instead of names: half the bytes, and the same whatever order the fields were set in. */
function memberLine(member: Member, directory: Directory): string {
  const key = member.id.toLowerCase();
  const line = JSON.stringify([
    member.id,
    member.kind,
    member.personId,
    member.joinedAtMs,
    member.joinScene,
    member.inviter,
    member.joinState,
    member.nickname,
    member.shownName,
  ]);
  const contact = directory.contacts.get(key);
  const identity = directory.identities.get(key);
  return contact || identity ? `${line}${contact ? known(contact) : ''}|${identity ? known(identity) : ''}` : line;
}

/** A directory does not change while it is in use, so it is hashed once. */
const directoryHash = remembered((directory: Directory) => {
  const hash = createHash('sha256');
  hash.update(canonical(sorted(directory.lists)));
  for (const department of [...directory.departments.values()].sort((a, b) => a.id - b.id))
    hash.update(`${canonical(department)}\n`);
  for (const line of [...directory.persons.values()].map(known).sort()) hash.update(`${line}\n`);
  return hash.digest('hex');
});

const known = remembered((thing: object) => canonical(thing));

const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

/** JSON with the keys of every object in order; undefined is absent. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
