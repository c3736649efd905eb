import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Deciding } from '../decisions/deciding.ts';
import { writePrivately } from '../legal/private-card.ts';
import { REASON_QUESTION, reasonText } from '../notices/docket-reasons.ts';
import type { Selected } from '../register/inventory/answer.ts';
import { sayOfPack } from './release-pack.ts';
import { WHY_NOT } from './request-cards.ts';

interface Pressing extends Deciding {
  /** His account. */
  readonly by: string;
  readonly selected: readonly Selected[];
}

interface Came {
  /** `answered`: nothing changed, and he was told that a reason is to be chosen. */
  readonly outcome: 'done' | 'repeat' | 'closed' | 'not-entitled' | 'answered';
  readonly entries: readonly AuditEntry[];
}

/** Somebody lets evidence leave the house or keeps it there, on a card that was written to him. Whether he may is asked anew. */
export async function pressPack(
  tx: Tx,
  { corp, keys, at, by, selected }: Pressing,
  id: string,
  action: 'pack-release' | 'pack-refuse',
): Promise<Came> {
  const deciding = { corp, keys, at };
  const because = reasonText(selected.find(({ question }) => question === REASON_QUESTION)?.options[0]);
  if (action === 'pack-refuse' && because === null) {
    await writePrivately(tx, deciding, [by], WHY_NOT);
    return { outcome: 'answered', entries: [] };
  }
  const says = action === 'pack-release' ? 'released' : 'refused';
  const { outcome, entries } = await sayOfPack(tx, deciding, {
    id,
    says,
    by,
    because: says === 'refused' ? because : null,
  });
  if (outcome === 'over') return { outcome: await whyOver(tx, deciding, id), entries };
  return { outcome: CAME[outcome], entries };
}

const CAME = { done: 'done', own: 'not-entitled', 'not-entitled': 'not-entitled' } as const;

/** Somebody had said so before, or its time is over. */
const whyOver = async (tx: Tx, { corp }: Deciding, id: string): Promise<'repeat' | 'closed'> =>
  (await tx.packRequest.count({ where: { corp, id, says: { not: null } } })) > 0 ? 'repeat' : 'closed';
