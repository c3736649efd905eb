import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { holdGroup } from '../groups/hold-group.ts';
import type { Corp } from '../ids.ts';
import { decide } from './decide.ts';
import { type Owner, ownCases } from './own-cases.ts';

/** Who answers about himself, and when. */
interface Answering {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

interface OwnAnswer extends Owner {
  readonly caseId: string;
  /** His account. */
  readonly by: string;
  readonly says: 'wrong' | 'fixed';
}

/**
 * What somebody says of a case about himself on a page: the reminder is wrong, or it is put right. It counts as a press of his card's
 * button would; `closed`: it is over, or it is no case of his.
 */
export async function answerOwn(
  tx: Tx,
  { corp, keys, at }: Answering,
  { personId, caseId, by, says }: OwnAnswer,
): Promise<{ readonly outcome: 'done' | 'repeat' | 'closed'; readonly entries: readonly AuditEntry[] }> {
  const [own] = await ownCases(tx, corp, { personId }, 1, caseId);
  if (!own) return { outcome: 'closed', entries: [] };
  await holdGroup(tx, corp, own.chatId);
  const [open] = await tx.$queryRaw<{ toldAt: Date | null; openedAt: Date }[]>`
    select told_at as "toldAt", opened_at as "openedAt" from qungui."case"
    where corp = ${corp} and id = ${caseId}::uuid and closed_at is null for update`;
  if (!open) return { outcome: 'closed', entries: [] };
  // A reminder that is only to come has put no question yet.
  const askedAt = open.toldAt && open.toldAt <= at ? open.toldAt : open.openedAt;
  return decide(tx, corp, keys, { caseId, chatId: own.chatId, actor: by, action: says, via: 'page', askedAt, at });
}
