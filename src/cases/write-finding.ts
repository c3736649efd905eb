import type { Tx } from '../db/client.ts';
import type { Case } from '../db/generated/client.ts';
import { newId } from '../ids.ts';
import type { Finding } from '../policy/policy.ts';
import { subjectKey } from '../rules/rule.ts';
import type { Closing } from './close-cases.ts';
import { type Judged, judgedBy } from './judged.ts';

/** Keeps that a judgement found a fault, or found it changed. Tasks and questions are nobody's fault, and no findings. */
export async function writeFinding(
  tx: Tx,
  judged: Judged,
  change: 'found' | 'changed',
  finding: Finding,
  caseId: string,
): Promise<void> {
  const { corp, facts, at } = judged;
  const { nature, rule, clause, says, detail, level } = finding;
  if (nature !== 'breach') return;
  const subject = subjectKey(finding.subject);
  const about = { rule, clause, chatId: facts.group.chatId, subject, says, detail, level };
  await tx.finding.create({ data: { corp, id: newId(), caseId, change, ...about, ...judgedBy(judged), at } });
}

/** Keeps that the fault of a case is gone; where nothing was judged, under the judgement that knew it last. */
export async function writeGone(tx: Tx, { corp, at, judged }: Closing, row: Case): Promise<void> {
  const { nature, rule, clause, chatId, subject, says, detail, level, policySlug, policyVersion, inputHash } = row;
  if (nature !== 'breach') return;
  const about = { rule, clause, chatId, subject, says, detail: detail ?? {}, level };
  const by = judged ?? { policySlug, policyVersion, inputHash };
  await tx.finding.create({ data: { corp, id: newId(), caseId: row.id, change: 'gone', ...about, ...by, at } });
}
