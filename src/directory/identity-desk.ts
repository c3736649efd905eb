import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Identity } from '../events/person.ts';
import { type Corp, newId } from '../ids.ts';
import { lookWhereTheyAre } from './look-where-they-are.ts';

export interface IdentityDecision {
  readonly memberId: string;
  readonly relation: Identity['relation'];
  /** The line of a named list that he is; null when none. */
  readonly line: { readonly list: string; readonly key: string } | null;
  readonly by: string;
}

/** A person of the company says who a member is; his groups are looked at again. The trail says who said so. */
export async function decideIdentity(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  decision: IdentityDecision,
  at: Date,
): Promise<void> {
  const { memberId, relation, line, by } = decision;
  await tx.identity.updateMany({ where: { corp, memberId, until: null }, data: { until: at } });
  await tx.identity.create({
    data: {
      corp,
      id: newId(),
      memberId,
      relation,
      list: line?.list ?? null,
      entry: line?.key ?? null,
      since: at,
      decidedBy: by,
    },
  });
  await lookWhereTheyAre(tx, corp, { memberId }, at);
  const member = pseudonymOf(keys, memberId);
  await appendAudit(tx, corp, keys, at, [
    { v: 1, kind: 'identity-decided', member, relation, by: pseudonymOf(keys, by) },
  ]);
}
