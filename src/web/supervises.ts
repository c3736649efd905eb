import { officeNow } from '../cases/addressee.ts';
import type { Directory } from '../events/person.ts';
import type { Kind, Policy } from '../policy/policy.ts';

/** A kind of group and the policy that speaks of it. */
export interface SupervisedKind {
  readonly policy: Policy;
  readonly kind: Kind;
}

/** Offices of one duty each; whom they name sees to that duty, and not to groups. */
const OTHER_DUTIES = new Set(['hr', 'it']);

/**
 * The office that looks after groups of a kind: the one that it is filed with or that appoints its admins, where that is an office
 * for this; else the office named `supervising`. Pure.
 */
export function supervisingOffice({ offices }: Pick<Policy, 'offices'>, kind: Kind): string {
  const named = [kind.adminsFrom, kind.filedWith].find((id) => id !== null && offices.has(id) && !OTHER_DUTIES.has(id));
  return named ?? 'supervising';
}

/** The kinds that the holders of these accounts look after now. Pure. */
export const kindsSupervised = (
  policies: readonly Policy[],
  userids: readonly string[],
  directory: Directory,
): readonly SupervisedKind[] =>
  policies.flatMap((policy) =>
    [...policy.kinds.values()]
      .filter((kind) => isOfOffice(policy, supervisingOffice(policy, kind), userids, directory))
      .map((kind) => ({ policy, kind })),
  );

/** Whether one of these accounts is of an office of a policy now. Pure. */
export const isOfOffice = (
  policy: Policy,
  office: string,
  userids: readonly string[],
  directory: Directory,
): boolean => {
  const people = officeNow(policy, office, { directory });
  return userids.some((userid) => people.includes(userid));
};
