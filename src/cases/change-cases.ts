import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Finding } from '../policy/policy.ts';
import { type Judged, judgedBy } from './judged.ts';
import type { OpenCase } from './settle.ts';
import { writeFinding } from './write-finding.ts';

/** A case goes on, and what is wrong has changed: the row says the new words, the findings keep both. Nobody is told twice. */
export async function changeCases(
  tx: Tx,
  judged: Judged,
  changed: readonly { readonly open: OpenCase; readonly finding: Finding }[],
): Promise<AuditEntry[]> {
  const { corp, policy, facts, judgement } = judged;
  const { chatId } = facts.group;
  const entries: AuditEntry[] = [];
  for (const { open, finding } of changed) {
    const said = {
      says: finding.says,
      detail: finding.detail,
      policyVersion: policy.version,
      inputHash: judgement.inputHash,
    };
    await tx.case.updateMany({ where: { corp, id: open.id }, data: said });
    entries.push({ v: 1, kind: 'case-changed', caseId: open.id, chatId, ...judgedBy(judged), says: finding.says });
    await writeFinding(tx, judged, 'changed', finding, open.id);
  }
  return entries;
}
