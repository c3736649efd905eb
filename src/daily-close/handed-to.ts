import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { type OpenMatter, openMatters } from './open-matters.ts';

export interface Handed {
  readonly matter: OpenMatter;
  readonly from: string;
}

/** Matters that others want to hand to somebody, and of which he has said nothing yet. */
export async function handedTo(tx: Tx, corp: Corp, userid: string): Promise<readonly Handed[]> {
  const presses = await tx.obligationPress.findMany({
    where: { corp, says: 'handed-over', toUserid: userid },
    orderBy: { at: 'asc' },
  });
  if (presses.length === 0) return [];
  const answered = await tx.obligationPress.findMany({
    where: {
      corp,
      byUserid: userid,
      says: { in: ['accepts', 'declines'] },
      onId: { in: presses.map(({ onId }) => onId) },
    },
  });
  const open = await openMatters(tx, corp, { chatIds: [...new Set(presses.map(({ chatId }) => chatId))] });
  return presses.flatMap(({ onId, byUserid, at }) => {
    if (answered.some((one) => one.onId === onId && one.at >= at)) return [];
    const matter = open.find(({ messages, awaited }) => messages.includes(onId) && awaited.includes(byUserid));
    return matter ? [{ matter, from: byUserid }] : [];
  });
}
