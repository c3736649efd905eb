import type { Tx } from '../db/client.ts';
import { type Came, type Deciding, nothing } from '../decisions/deciding.ts';
import { holdMatter, isAbout } from '../decisions/hold-matter.ts';
import { decide } from './decide.ts';

interface OwnAnswer {
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
  deciding: Deciding,
  { caseId, by, says }: OwnAnswer,
): Promise<Came<'done' | 'repeat' | 'closed'>> {
  const { corp, keys, at } = deciding;
  const held = await holdMatter(tx, deciding, caseId);
  if (!held || !isAbout(held, by) || held.matter.closedAt) return nothing('closed');
  const { toldAt, openedAt } = await tx.case.findFirstOrThrow({ where: { corp, id: caseId } });
  // A reminder that is only to come has put no question yet.
  const askedAt = toldAt && toldAt <= at ? toldAt : openedAt;
  const { chatId } = held.matter;
  return decide(tx, corp, keys, { caseId, chatId, actor: by, action: says, via: 'page', askedAt, at });
}
