import { officeNow } from '../cases/addressee.ts';
import type { Directory } from '../events/person.ts';
import type { Policy } from '../policy/policy.ts';
import { holdersOf } from './bench.ts';

/** Kinds of groups as `policy/kind`, or `policy/` of groups that are registered as none and of what is about no one group; `undefined`: all. */
export type Grounds = readonly string[] | undefined;

/** Of which kinds of groups one of these accounts holds the duty to decide, and so sees the cases: HR of all, others of those they look after. Pure. */
export function groundsOf(policies: readonly Policy[], userids: readonly string[], directory: Directory): Grounds {
  const isOfHr = (policy: Policy): boolean =>
    officeNow(policy, 'hr', { directory }).some((userid) => userids.includes(userid));
  if (policies.some(isOfHr)) return undefined;
  const people = userids.flatMap((userid) => directory.byAccount.get(userid)?.id ?? []);
  return policies.flatMap((policy) =>
    [null, ...policy.kinds.keys()]
      .filter((kind) => holdersOf({ policy, kind }, directory).some((id) => people.includes(id)))
      .map((kind) => keyOf(policy.slug, kind)),
  );
}

/** Whether groups of a kind are among them. Pure. */
export const isAmong = (grounds: Grounds, slug: string, kind: string | null): boolean =>
  grounds === undefined || grounds.includes(keyOf(slug, kind));

const keyOf = (slug: string, kind: string | null): string => `${slug}/${kind ?? ''}`;
