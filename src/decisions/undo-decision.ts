import type { Tx } from '../db/client.ts';
import { mayDecideNow } from './bench.ts';
import { decisionEntry, UNDO_MS, writeDecision } from './decide-case.ts';
import { type Came, type Deciding, type Doer, nothing } from './deciding.ts';
import { type Held, holdMatter } from './hold-matter.ts';
import { recallVerdict } from './recall-verdict.ts';
import { beginStage } from './stage.ts';
import { openProposal, standingDecision } from './standing.ts';
import { heardOf } from './statements-of.ts';
import { giveStrikeBack } from './strikes.ts';

export interface UndoOrder extends Doer {
  readonly decisionId: string;
}

/**
 * Takes a decision back within ten minutes: nobody was told of it yet. Its strike is given back, what had been proposed may be decided
 * again. `repeat`: it was taken back already; `over`: it is appealed, and others decide of that.
 */
export async function undoDecision(
  tx: Tx,
  deciding: Deciding,
  { decisionId, by, via }: UndoOrder,
): Promise<Came<'done' | 'too-late' | 'over' | 'repeat' | 'not-entitled'>> {
  const { corp, at } = deciding;
  const found = await tx.decision.findFirst({ where: { corp, id: decisionId }, select: { caseId: true, at: true } });
  const held = found ? await holdMatter(tx, deciding, found.caseId) : null;
  if (!found || !held) return nothing('not-entitled');
  if ((await mayDecideNow(tx, deciding, held, by, { what: 'breach' })) !== 'yes') return nothing('not-entitled');
  const standing = await standingDecision(tx, corp, held.matter.id);
  if (standing?.id !== decisionId) return nothing('repeat');
  if (at.getTime() - found.at.getTime() >= UNDO_MS || held.matter.closedAt) return nothing('too-late');
  // Who saw it early may have appealed already: what he began is not taken from him.
  if (await tx.appeal.findFirst({ where: { corp, decisionId }, select: { id: true } })) return nothing('over');
  const undone = await writeDecision(tx, deciding, held, {
    action: 'undone',
    by,
    via,
    reason: null,
    proposalId: null,
    undoes: decisionId,
  });
  return {
    outcome: 'done',
    entries: [
      decisionEntry(deciding, held, { decisionId: undone, action: 'undone', by, via }),
      ...(await giveStrikeBack(tx, deciding, held, decisionId, 'undone')),
      ...(await beginStage(tx, deciding, held, await stageBefore(tx, deciding, held))),
      ...(await recallVerdict(tx, deciding, held.matter.id)),
    ],
  };
}

/** Where it was before: what waits for a statement still waits for it. */
async function stageBefore(
  tx: Tx,
  deciding: Deciding,
  { matter, policy }: Held,
): Promise<'ready' | 'statement' | null> {
  const heard = await heardOf(tx, deciding, matter.id, policy.manners);
  if (heard === 'waits') return 'statement';
  return heard !== 'not-asked' || (await openProposal(tx, deciding.corp, matter.id)) ? 'ready' : null;
}
