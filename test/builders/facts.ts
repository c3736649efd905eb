import type { GroupFacts } from '../../src/events/facts.ts';
import { aGroup, aRegistered } from './group.ts';
import type { DirectoryParts } from './person.ts';
import { aDirectory } from './person.ts';

/** Thursday morning of a working week, in China. */
export const thursdayMs = Date.parse('2026-11-26T10:00:00+08:00');

/** The facts of a group in which everything is as usual but what the test says; `directory` is built from its parts. */
export function facts(over: Partial<GroupFacts> & DirectoryParts = {}): GroupFacts {
  const { persons, departments, contacts, identities, lists, ...rest } = over;
  return {
    atMs: thursdayMs,
    group: aGroup(),
    registered: aRegistered(),
    members: [],
    directory: aDirectory(defined({ persons, departments, contacts, identities, lists })),
    answers: new Map(),
    unseen: new Map(),
    ...rest,
  };
}

const defined = (parts: { [Key in keyof DirectoryParts]: DirectoryParts[Key] | undefined }): DirectoryParts =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
