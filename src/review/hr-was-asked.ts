import type { ClosedBecause } from '../cases/close-cases.ts';
import { NOT_SHOWN } from '../cases/hr-asks.ts';
import type { OpenCase } from '../cases/settle.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

interface Closed {
  readonly open: OpenCase;
  readonly because: ClosedBecause;
}

/**
 * Whether somebody could have answered is HR's to say, once HR was asked: an answer that came too late ends no such case. It ends
 * when HR has decided, as waived where HR let it rest. What never was a miss is taken back all the same.
 */
export async function asHrDecided(tx: Tx, corp: Corp, closed: readonly Closed[]): Promise<Closed[]> {
  const isAsked = ({ open, because }: Closed): boolean =>
    because === 'fixed' && open.says === NOT_SHOWN && open.toldAt !== null;
  const asked = closed.filter(isAsked).map(({ open }) => open.id);
  if (asked.length === 0) return [...closed];
  const decided = await tx.decision.findMany({
    where: { corp, caseId: { in: asked }, action: { in: ['waived', 'confirmed'] } },
    orderBy: { at: 'asc' },
    select: { caseId: true, action: true },
  });
  const last = new Map(decided.map(({ caseId, action }) => [caseId, action]));
  return closed.flatMap((one): Closed[] => {
    if (!isAsked(one)) return [one];
    const action = last.get(one.open.id);
    if (action === undefined) return [];
    return [action === 'waived' ? { ...one, because: 'waived' } : one];
  });
}
