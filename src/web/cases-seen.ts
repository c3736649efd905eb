import type { Directory } from '../events/person.ts';
import type { Policy } from '../policy/policy.ts';
import { isOfOffice } from './supervises.ts';
import type { Visitor } from './visitor.ts';

type Reader = Pick<Visitor, 'roles' | 'names'>;

/** Of which policies a visitor sees cases: HR of all (`undefined`), others of those whose supervising office they are of. Pure. */
export function policiesSeen(
  { roles, names }: Reader,
  policies: readonly Policy[],
  directory: Directory,
): readonly string[] | undefined {
  if (roles.has('hr')) return undefined;
  return policies.filter((policy) => isOfOffice(policy, 'supervising', names, directory)).map(({ slug }) => slug);
}

/** Whether he may open a case of this policy. Pure. */
export const seesCasesOf = (seen: readonly string[] | undefined, slug: string): boolean =>
  seen === undefined || seen.includes(slug);
