import { officeNow } from '../cases/addressee.ts';
import type { Directory } from '../events/person.ts';
import type { Policy } from '../policy/policy.ts';
import { supervisingOffice } from '../policy/supervising-office.ts';
import type { Sentence } from '../rules/rule.ts';
import { OF_OFFICES, type Role } from './roles.ts';

/** An office of a policy, what it makes its people, and who they are now. */
export interface PolicyHolders {
  readonly role: Role;
  readonly office: Sentence;
  readonly names: readonly string[];
}

/** Whom the policies in force make something by their office. Pure. */
export function policyHolders(policies: readonly Policy[], directory: Directory): readonly PolicyHolders[] {
  return policies.flatMap((policy) => {
    const supervising = new Set([null, ...policy.kinds.keys()].map((kind) => supervisingOffice(policy, kind)));
    const offices: (readonly [Role, string])[] = [
      ...OF_OFFICES.map((role) => [role, role] as const),
      ...[...supervising].filter((office) => office !== 'hr').map((office) => ['supervisor', office] as const),
    ];
    return offices.flatMap(([role, id]) => {
      const office = policy.offices.get(id);
      if (!office) return [];
      const names = officeNow(policy, id, { directory }).map(
        (userid) => directory.byAccount.get(userid.toLowerCase())?.name || userid,
      );
      return [{ role, office: office.name, names }];
    });
  });
}
