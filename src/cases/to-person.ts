import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { seeMatter } from '../decisions/hold-matter.ts';
import { tellWhoDecides } from '../decisions/who-decides.ts';
import type { Finding } from '../policy/policy.ts';
import type { Judged } from './judged.ts';

/**
 * 转人工: nobody is reminded of it any more, a person of the supervising office looks. Where the rule may lead to a proposal he gets a card of
 * his own; HR reads of all of them in the digest. The entries belong into the trail.
 */
export async function toPerson(
  tx: Tx,
  { corp, keys, facts, at }: Judged,
  { id, finding }: { readonly id: string; readonly finding: Finding },
): Promise<AuditEntry[]> {
  await tx.case.updateMany({ where: { corp, id }, data: { state: 'escalated' } });
  const { chatId } = facts.group;
  const escalated: AuditEntry = { v: 1, kind: 'case-escalated', caseId: id, chatId, to: 'supervising' };
  const deciding = { corp, keys, at };
  const held = finding.level === 'propose' ? await seeMatter(tx, deciding, id) : null;
  if (!held) return [escalated];
  return [escalated, ...(await tellWhoDecides(tx, deciding, held, { what: 'breach' }, { what: 'to-do' }))];
}
