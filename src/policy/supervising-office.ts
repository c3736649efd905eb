import type { Policy } from './policy.ts';

/** Offices of one duty each; whom they name sees to that duty, and not to groups. */
export const OTHER_DUTIES: ReadonlySet<string> = new Set([
  'hr',
  'hr-head',
  'counsel',
  'it',
  'auditor',
  'union-observer',
  'privacy-officer',
]);

/**
 * The office that looks after groups of a kind: the one the policy names for it; else the one that appoints its admins or with which it is
 * filed, where that is an office for this; else, and for groups that are registered as none of its kinds, the office named `supervising`. Pure.
 */
export function supervisingOffice({ offices, kinds }: Pick<Policy, 'offices' | 'kinds'>, kind: string | null): string {
  const of = kind === null ? undefined : kinds.get(kind);
  if (!of) return 'supervising';
  if (of.supervisedBy !== null) return of.supervisedBy;
  const named = [of.adminsFrom, of.filedWith].find((id) => id !== null && offices.has(id) && !OTHER_DUTIES.has(id));
  return named ?? 'supervising';
}

/** The offices that decide of what happens in groups of a kind: HR of all, and whoever looks after this kind. Pure. */
export const decidingOffices = (policy: Pick<Policy, 'offices' | 'kinds'>, kind: string | null): readonly string[] => [
  ...new Set(['hr', supervisingOffice(policy, kind)]),
];
