import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { dissolveGroup } from '../groups/apply-event.ts';
import { loadFacts } from '../groups/load-facts.ts';
import { reachOf, setReach } from '../groups/reach.ts';
import type { Corp } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce, policyFor } from '../review/policies.ts';
import { closeMatters, openMatter } from './matters.ts';

interface Asking {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

const NAME = 'managed/predecessor';

/** Asks who looks after the hand-made group to close it, now that the new one is there. */
export async function askForClosing(
  tx: Tx,
  { corp, keys, at }: Asking,
  chatId: string,
  newName: string,
): Promise<AuditEntry[]> {
  const facts = await loadFacts(tx, corp, chatId, await directoryOf(tx, corp, at.getTime()), at);
  const policy = policyFor(await policiesInForce(tx, corp, at), facts?.registered?.kind ?? null);
  const kind = policy?.kinds.get(facts?.registered?.kind ?? '') ?? [...(policy?.kinds.values() ?? [])][0];
  if (!facts || !policy || !kind) return [];
  return openMatter(
    tx,
    { corp, keys, policy, kind, facts, at },
    { name: NAME, says: 'replaced', subject: 'group', nature: 'task', detail: { group: newName }, tell: 'admin' },
  );
}

/**
 * Closes the task when the old group is gone. Of a group that no API shows, its keeper's word counts: it is then held for
 * dissolved, and said so.
 */
export async function settlePredecessor(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<AuditEntry[]> {
  const open = await tx.case.findFirst({ where: { corp, chatId, instance: NAME, closedAt: null } });
  if (!open) return [];
  const group = await tx.chatGroup.findUnique({ where: { corp_chatId: { corp, chatId } } });
  const declared = await tx.decision.findFirst({ where: { corp, caseId: open.id, action: 'done' } });
  const { reach } = await reachOf(tx, corp, chatId, 'now');
  const seen = reach === 'customer' || reach === 'managed';
  if (!group?.dissolvedAt && (seen || !declared)) return [];
  if (!group?.dissolvedAt) {
    await dissolveGroup(tx, corp, chatId, at);
    await setReach(tx, corp, chatId, { reach, evidence: 'declared dissolved by who looks after it' }, at);
  }
  return closeMatters(tx, { corp, at }, chatId, [NAME], new Set());
}
