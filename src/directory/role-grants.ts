import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';

/** What HR or IT may make somebody by name. No policy text names an auditor, and few name a privacy officer. */
export const GRANTED_ROLES = ['it', 'auditor', 'union-observer', 'privacy-officer'] as const;
export type GrantedRole = (typeof GRANTED_ROLES)[number];

/** Nobody holds a role for ever because it was forgotten. */
const LONGEST_MS = 366 * 24 * 3_600_000;

export interface Granting {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
  /** The account of who does it. */
  readonly by: string;
}

export interface Wanted {
  readonly personId: string;
  readonly role: GrantedRole;
  /** The first moment at which he no longer holds it. */
  readonly endsAt: Date;
  readonly reason: string;
}

export interface Grant extends Wanted {
  readonly id: string;
  readonly grantedBy: string;
  readonly since: Date;
  /** When it was taken back before its end; null: it was not. */
  readonly until: Date | null;
  readonly endedBy: string | null;
}

export type Granted = 'done' | 'repeat' | 'own' | 'unknown-person' | 'no-reason' | 'wrong-day';

/** Grants a role until a day, at most a year away; nobody grants himself one. A later day for a role held replaces the grant. */
export async function grantRole(tx: Tx, { corp, keys, at, by }: Granting, wanted: Wanted): Promise<Granted> {
  const { personId, role, endsAt } = wanted;
  const reason = wanted.reason.trim();
  if (reason === '') return 'no-reason';
  if (endsAt <= at || endsAt.getTime() - at.getTime() > LONGEST_MS) return 'wrong-day';
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`role ${corp} ${personId} ${role}`}, 0))`;
  const account = await tx.account.findFirst({ where: { corp, personId, until: null } });
  if (!account) return 'unknown-person';
  if (account.userid === by.toLowerCase()) return 'own';
  const held = await tx.roleGrant.findFirst({ where: { corp, personId, role, until: null, endsAt: { gt: at } } });
  if (held?.endsAt.getTime() === endsAt.getTime()) return 'repeat';
  if (held) await tx.roleGrant.update({ where: { corp_id: { corp, id: held.id } }, data: { until: at, endedBy: by } });
  const id = newId();
  await tx.roleGrant.create({ data: { corp, id, personId, role, reason, grantedBy: by, since: at, endsAt } });
  await appendAudit(tx, corp, keys, at, [
    {
      v: 1,
      kind: 'role-granted',
      grantId: id,
      person: pseudonymOf(keys, personId),
      role,
      endsAt: endsAt.toISOString(),
      by: pseudonymOf(keys, by),
    },
  ]);
  return 'done';
}

/** Takes a role back at once; the row stays as history. */
export async function endGrant(tx: Tx, { corp, keys, at, by }: Granting, id: string): Promise<'done' | 'over'> {
  const { count } = await tx.roleGrant.updateMany({
    where: { corp, id, until: null, endsAt: { gt: at } },
    data: { until: at, endedBy: by },
  });
  if (count === 0) return 'over';
  await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'role-ended', grantId: id, by: pseudonymOf(keys, by) }]);
  return 'done';
}

/** The roles that a person holds by name at a moment. */
export async function grantedTo(tx: Tx, corp: Corp, personId: string, at: Date): Promise<readonly GrantedRole[]> {
  const rows = await tx.roleGrant.findMany({
    where: { corp, personId, until: null, since: { lte: at }, endsAt: { gt: at } },
    select: { role: true },
  });
  return GRANTED_ROLES.filter((role) => rows.some((row) => row.role === role));
}

/** Every grant there ever was, the latest first. */
export async function allGrants(tx: Tx, corp: Corp): Promise<Grant[]> {
  const rows = await tx.roleGrant.findMany({ where: { corp }, orderBy: [{ since: 'desc' }, { id: 'asc' }], take: 200 });
  return rows.map((row) => ({ ...row, role: GRANTED_ROLES.find((role) => role === row.role) ?? 'auditor' }));
}
