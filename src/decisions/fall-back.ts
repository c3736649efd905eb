import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { newId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { policiesInForce } from '../review/policies.ts';
import type { Deciding } from './deciding.ts';
import { unreliableUses } from './rule-precision.ts';

/**
 * Uses of rules that people found wrong too often only observe from now on, by themselves, until another version of their policy is in
 * force; HR reads it in the digest. The entries belong into the trail.
 */
export async function fallBackWhereWrong(tx: Tx, { corp, at }: Pick<Deciding, 'corp' | 'at'>): Promise<AuditEntry[]> {
  const bad = await unreliableUses(tx, corp);
  if (bad.length === 0) return [];
  const policies = await policiesInForce(tx, corp, at);
  const entries: AuditEntry[] = [];
  for (const { policySlug, instance, right, wrong } of bad) {
    const policy = policies.find(({ slug }) => slug === policySlug);
    if (!policy || !speaks(policy, instance)) continue;
    const of = { policySlug, policyVersion: policy.version, instance };
    const { count } = await tx.fallback.createMany({
      data: [{ corp, id: newId(), ...of, right, wrong, since: at }],
      skipDuplicates: true,
    });
    if (count > 0) entries.push({ v: 1, kind: 'rule-fell-back', ...of, right, wrong });
  }
  return entries;
}

const speaks = ({ uses }: Policy, instance: string): boolean =>
  uses.some((use) => use.instance === instance && (use.level === 'remind' || use.level === 'propose'));
