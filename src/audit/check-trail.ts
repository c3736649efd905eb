import { timingSafeEqual } from 'node:crypto';
import type { Db, Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import type { Tip } from './chain.ts';
import type { AuditEntry } from './entry.ts';
import { type Verdict, verifyAudit } from './verify.ts';

/** What a look at the trail came to. `read`: from its first record, or what came since the look before. */
export interface Checked {
  readonly verdict: Verdict;
  readonly read: 'all' | 'since-last';
}

/**
 * Verifies the trail by itself: what came since the look before, and all of it when `wholeSince` is later than the last such look, or
 * that look found something. The tip of the look before is kept with the corp's seal, so that a chain rebuilt meanwhile contradicts it.
 */
export async function checkTrail(db: Db, corp: Corp, keys: CorpKeys, wholeSince: Date): Promise<Checked> {
  const before = await db.withCorp(corp, (tx) => tx.auditCheck.findUnique({ where: { corp } }));
  if (!before) return { verdict: await verifyAudit(db, corp, keys), read: 'all' };
  const seq = Number(before.seq);
  const [hash = '', seal = ''] = before.hash.split('.');
  if (!isSame(seal, sealOf(keys, { seq, hash })))
    return { verdict: { state: 'broken', seq, fault: 'anchor differs' }, read: 'all' };
  if (before.brokenAt !== null || before.wholeAt < wholeSince)
    return { verdict: await verifyAudit(db, corp, keys, [{ seq, hash }]), read: 'all' };
  return { verdict: await verifyAudit(db, corp, keys, [], { seq, hash }), read: 'since-last' };
}

/** Keeps what a look came to; answers the entry for a fault that was not known before. What was verified stays the tip when something is wrong. */
export async function writeChecked(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { verdict, read }: Checked,
  at: Date,
): Promise<AuditEntry[]> {
  const before = await tx.auditCheck.findUnique({ where: { corp } });
  const fault = verdict.state === 'broken' ? { brokenAt: BigInt(verdict.seq), fault: verdict.fault } : WHOLE;
  const tip = verdict.state === 'whole' ? verdict.head : { seq: 0, hash: '' };
  const known = { ...fault, checkedAt: at, ...(read === 'all' && { wholeAt: at }) };
  const reached = { seq: BigInt(tip.seq), hash: `${tip.hash}.${sealOf(keys, tip)}` };
  await tx.auditCheck.upsert({
    where: { corp },
    create: { corp, ...reached, ...known, wholeAt: at },
    update: verdict.state === 'whole' ? { ...known, ...reached } : known,
  });
  if (verdict.state === 'whole' || (before?.brokenAt === fault.brokenAt && before.fault === fault.fault)) return [];
  return [{ v: 1, kind: 'trail-broken', seq: verdict.seq, fault: verdict.fault }];
}

const WHOLE = { brokenAt: null, fault: null } as const;

const sealOf = (keys: Pick<CorpKeys, 'sign'>, { seq, hash }: Tip): string => keys.sign('audit-check', `${seq} ${hash}`);

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
