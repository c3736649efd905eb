import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { decidedBy, mayDecideNow, refusalOf } from './bench.ts';
import { decisionEntry, writeDecision } from './decide-case.ts';
import { type Came, type Deciding, type Doer, nothing } from './deciding.ts';
import { type Held, holdMatter } from './hold-matter.ts';
import { reverse } from './reverse.ts';
import { tellVerdict } from './tell-people.ts';

export interface AppealOrder extends Doer {
  readonly appealId: string;
  readonly says: 'upheld' | 'reversed';
  readonly reason: string;
}

type Outcome = 'done' | 'needs-reason' | 'own-line' | 'not-entitled' | 'repeat';

/**
 * Another person decides of an appeal: not who decided first, nor anybody of his line or of the subject's. `reversed`: the strike is
 * given back, whoever was told of the matter is corrected, and it counts against the rule.
 */
export async function decideAppeal(tx: Tx, deciding: Deciding, order: AppealOrder): Promise<Came<Outcome>> {
  const { corp } = deciding;
  const found = await tx.appeal.findFirst({ where: { corp, id: order.appealId } });
  const held = found ? await holdMatter(tx, deciding, found.caseId) : null;
  if (!found || !held) return nothing('not-entitled');
  const open = await tx.appeal.findFirst({ where: { corp, id: order.appealId, says: null } });
  if (!open) return nothing('repeat');
  const first = await tx.decision.findFirstOrThrow({ where: { corp, id: found.decisionId } });
  const earlier = await decidedBy(tx, corp, first);
  const may = await mayDecideNow(tx, deciding, held, order.by, { what: 'appeal', earlier });
  if (may !== 'yes') return nothing(refusalOf(may));
  if (order.reason.trim() === '') return nothing('needs-reason');
  return { outcome: 'done', entries: await effect(tx, deciding, held, order, first.id) };
}

async function effect(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  { appealId, says, reason, by, via }: AppealOrder,
  firstId: string,
): Promise<AuditEntry[]> {
  const { corp, keys, at } = deciding;
  const { matter } = held;
  const undoes = says === 'reversed' ? firstId : null;
  const decisionId = await writeDecision(tx, deciding, held, {
    action: says,
    by,
    via,
    reason,
    proposalId: null,
    undoes,
  });
  await tx.appeal.updateMany({
    where: { corp, id: appealId },
    data: { says, decidedBy: by.toLowerCase(), decidedAt: at },
  });
  const made = { appealId, decisionId: firstId, says, by: pseudonymOf(keys, by), via };
  const entries: AuditEntry[] = [
    decisionEntry(deciding, held, { decisionId, action: says, by, via }),
    { v: 1, kind: 'appeal-decided', caseId: matter.id, chatId: matter.chatId, ...made },
  ];
  if (says === 'reversed') return [...entries, ...(await reverse(tx, deciding, held, firstId, by))];
  await tx.case.updateMany({ where: { corp, id: matter.id }, data: { stage: 'decided' } });
  await tellVerdict(tx, deciding, held, { by, says, measure: null, appealUntil: null, notBefore: at });
  return entries;
}
