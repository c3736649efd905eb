import { officeNow } from '../cases/addressee.ts';
import type { Directory } from '../events/person.ts';
import type { Kind, Policy } from '../policy/policy.ts';
import { supervisingOffice } from '../policy/supervising-office.ts';

/** A kind of group and the policy that speaks of it. */
export interface SupervisedKind {
  readonly policy: Policy;
  readonly kind: Kind;
}

/** The kinds that the holders of these accounts look after now. Pure. */
export const kindsSupervised = (
  policies: readonly Policy[],
  userids: readonly string[],
  directory: Directory,
): readonly SupervisedKind[] =>
  policies.flatMap((policy) =>
    [...policy.kinds.values()]
      .filter((kind) => isOfOffice(policy, supervisingOffice(policy, kind.id), userids, directory))
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
