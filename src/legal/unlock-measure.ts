import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { HouseError } from '../errors.ts';
import { type Corp, newId } from '../ids.ts';
import type { Measure } from '../sanctions/measures.ts';
import { Unlock } from '../sanctions/unlock.ts';
import { corpJurisdiction } from './jurisdictions.ts';

interface Writing {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/**
 * Somebody answers by name for a measure that is off by default; an earlier answer for it ends. Nobody answers for what no approval
 * helps, or what needs none. [E-UNLOCK] [E-UNLOCK-NEVER]
 */
export async function unlockMeasure(
  tx: Tx,
  { corp, keys, at }: Writing,
  said: unknown,
  by: string,
): Promise<{ readonly id: string; readonly entries: AuditEntry[] }> {
  const read = Unlock.safeParse(said);
  if (!read.success)
    throw unsaid(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  const { measure, approver, reason, on, until } = read.data;
  mustHelp(corp, measure);
  await tx.unlock.updateMany({ where: { corp, measure, until: null }, data: { until: at, endedBy: by } });
  const id = newId();
  const names = { approverId: approver.person, approverName: approver.name, approverPost: approver.post };
  await tx.unlock.create({
    data: { corp, id, measure, ...names, reason, onDay: on, untilDay: until, since: at, setBy: by },
  });
  const who = { approver: pseudonymOf(keys, approver.person), by: pseudonymOf(keys, by) };
  return {
    id,
    entries: [{ v: 1, kind: 'measure-unlocked', unlockId: id, measure, on, until, change: 'given', ...who }],
  };
}

/** Takes an unlock back before its day. */
export async function lockMeasure(
  tx: Tx,
  { corp, keys, at }: Writing,
  measure: Measure,
  by: string,
): Promise<{ readonly state: 'locked' | 'unchanged'; readonly entries: AuditEntry[] }> {
  const row = await tx.unlock.findFirst({ where: { corp, measure, until: null } });
  if (!row) return { state: 'unchanged', entries: [] };
  await tx.unlock.updateMany({ where: { corp, id: row.id }, data: { until: at, endedBy: by } });
  const of = { unlockId: row.id, measure, on: row.onDay, until: row.untilDay };
  const who = { approver: pseudonymOf(keys, row.approverId), by: pseudonymOf(keys, by) };
  return { state: 'locked', entries: [{ v: 1, kind: 'measure-unlocked', ...of, change: 'taken-back', ...who }] };
}

function mustHelp(corp: Corp, measure: Measure): void {
  const { verdict, why } = corpJurisdiction(corp).measures[measure];
  if (verdict === 'blocked-unless-unlocked') return;
  throw new HouseError({
    code: 'E-UNLOCK-NEVER',
    what: verdict === 'never' ? `no approval helps for ${measure}` : `${measure} wants no unlock`,
    why: why.en,
    remedy: 'measures list says which measures are off until somebody answers for them',
    retry: 'never',
  });
}

const unsaid = (why: string) =>
  new HouseError({
    code: 'E-UNLOCK',
    what: 'the unlock says too little, or its dates cannot be',
    why,
    remedy: 'name who approves it with his post, a reason of ten signs or more, and two days',
    retry: 'never',
  });
