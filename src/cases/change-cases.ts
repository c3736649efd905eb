import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { newId } from '../ids.ts';
import type { Finding } from '../policy/policy.ts';
import { subjectKey } from '../rules/rule.ts';
import { type Judged, judgedBy } from './judged.ts';
import type { OpenCase } from './settle.ts';

/** A case goes on, and what is wrong has changed: the row says the new words, the findings keep both. Nobody is told twice. */
export async function changeCases(
  tx: Tx,
  judged: Judged,
  changed: readonly { readonly open: OpenCase; readonly finding: Finding }[],
): Promise<AuditEntry[]> {
  const { corp, policy, facts, judgement, at } = judged;
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
    if (finding.nature !== 'breach') continue;
    await tx.finding.create({
      data: {
        corp,
        id: newId(),
        caseId: open.id,
        change: 'changed',
        rule: finding.rule,
        clause: finding.clause,
        chatId,
        subject: subjectKey(finding.subject),
        level: finding.level,
        policySlug: policy.slug,
        at,
        ...said,
      },
    });
  }
  return entries;
}
