import type { Directory } from '../events/person.ts';
import type { Policy } from '../policy/policy.ts';
import { isOfOffice, kindsSupervised } from './supervises.ts';
import type { Visitor } from './visitor.ts';

type Reader = Pick<Visitor, 'roles' | 'names'>;

/** Of which policies a visitor sees wishes to be spared: HR of all (`undefined`), others of those whose supervising office they are of. Pure. */
export function policiesSeen(
  { roles, names }: Reader,
  policies: readonly Policy[],
  directory: Directory,
): readonly string[] | undefined {
  if (roles.has('hr')) return undefined;
  return policies.filter((policy) => isOfOffice(policy, 'supervising', names, directory)).map(({ slug }) => slug);
}

/** Whether he may see what is of this policy. Pure. */
export const seesCasesOf = (seen: readonly string[] | undefined, slug: string): boolean =>
  seen === undefined || seen.includes(slug);

/** How a kind of a policy is written for who asks for cases; null: of groups that are registered as none. */
export const keyOfKind = (slug: string, kind: string | null): string => `${slug}/${kind ?? ''}`;

/**
 * Of which kinds of groups a visitor sees cases: HR of all (`undefined`), others of the kinds they look after; of groups that are
 * registered as no kind the office named `supervising`. Pure.
 */
export function kindsSeen(
  reader: Reader,
  policies: readonly Policy[],
  directory: Directory,
): readonly string[] | undefined {
  const unregistered = policiesSeen(reader, policies, directory);
  if (unregistered === undefined) return undefined;
  const kinds = kindsSupervised(policies, reader.names, directory);
  return [
    ...kinds.map(({ policy, kind }) => keyOfKind(policy.slug, kind.id)),
    ...unregistered.map((slug) => keyOfKind(slug, null)),
  ];
}
