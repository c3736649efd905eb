import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { recallVerdict } from './recall-verdict.ts';
import { giveStrikeBack } from './strikes.ts';
import { tellVerdict } from './tell-people.ts';

/** What follows when a decision is reversed on appeal. The entries belong into the trail. */
export async function reverse(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  decisionId: string,
  by: string,
): Promise<AuditEntry[]> {
  const { corp, at } = deciding;
  const { matter } = held;
  const entries: AuditEntry[] = [
    ...(await giveStrikeBack(tx, deciding, held, decisionId, 'reversed')),
    ...(await recallVerdict(tx, deciding, matter.id)),
  ];
  await tx.case.updateMany({ where: { corp, id: matter.id }, data: { stage: 'reversed' } });
  await tellVerdict(tx, deciding, held, {
    by,
    says: 'reversed',
    measure: null,
    appealUntil: null,
    notBefore: at,
  });
  return entries;
}
