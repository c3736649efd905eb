import { appendAudit } from '../../audit/append.ts';
import type { AuditEntry } from '../../audit/entry.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import type { Writing } from '../../groups/register.ts';
import type { Corp } from '../../ids.ts';
import { policiesInForce } from '../../review/policies.ts';
import { timerFired } from '../../timers/claim.ts';
import { askOwners } from './ask-owners.ts';
import { ownGroupsUrl } from './page-link.ts';

/** The second and last card to owners who have something left to answer; none when the round is over. Ends its timer. */
export async function askOwnersAgain(
  deps: Pick<Deps, 'db' | 'keys' | 'bell' | 'config'>,
  corp: Corp,
  inventoryId: string,
  timerId: string,
): Promise<void> {
  const keys = await deps.keys.of(corp);
  const config = deps.config.corps.get(corp);
  const place = { timeZone: config?.timeZone ?? 'Asia/Shanghai', pageUrl: config ? ownGroupsUrl(config) : null };
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    if ((await timerFired(tx, corp, timerId, at)) === 'gone') return;
    await appendAudit(tx, corp, keys, at, await secondCards(tx, { corp, keys, at }, inventoryId, place));
  });
  await deps.bell.ring('notices', corp);
}

async function secondCards(
  tx: Tx,
  writing: Omit<Writing, 'by'>,
  inventoryId: string,
  where: { readonly timeZone: string; readonly pageUrl: string | null },
): Promise<AuditEntry[]> {
  const { corp, at } = writing;
  const round = await tx.inventory.findFirst({ where: { corp, id: inventoryId, endedAt: null } });
  const already = await tx.inventoryCard.count({ where: { corp, inventoryId, place: 2 } });
  if (!round || already > 0) return [];
  const policies = await policiesInForce(tx, corp, at);
  const kinds = policies.flatMap((policy) => [...policy.kinds.values()]);
  return askOwners(tx, { ...writing, by: round.startedBy }, { inventoryId, kinds, ...where, place: 2 });
}
