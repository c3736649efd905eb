import type { Tx } from '../db/client.ts';
import { mayDecideNow } from './bench.ts';
import { decisionEntry, writeDecision } from './decide-case.ts';
import { type Came, type Deciding, type Doer, nothing } from './deciding.ts';
import { type Held, holdMatter } from './hold-matter.ts';
import { openQuestion, reopenQuestion } from './questions.ts';
import { recallUnsent } from './recall-unsent.ts';
import { beginStage } from './stage.ts';
import { openProposal, standingDecision } from './standing.ts';
import { heardOf } from './statements-of.ts';
import { giveStrikeBack } from './strikes.ts';
import { UNDO_MS } from './working-days.ts';

export interface UndoOrder extends Doer {
  readonly decisionId: string;
}

/**
 * Takes a decision back within ten minutes: nobody was told of it yet. Its strike is given back, what had been proposed may be decided
 * again, and who was asked is asked again. `repeat`: it was taken back already; `under-appeal`: others decide of it.
 */
export async function undoDecision(
  tx: Tx,
  deciding: Deciding,
  { decisionId, by, via }: UndoOrder,
): Promise<Came<'done' | 'too-late' | 'under-appeal' | 'repeat' | 'not-entitled'>> {
  const { corp, at } = deciding;
  const found = await tx.decision.findFirst({ where: { corp, id: decisionId }, select: { caseId: true, at: true } });
  const held = found ? await holdMatter(tx, deciding, found.caseId) : null;
  if (!found || !held) return nothing('not-entitled');
  if ((await mayDecideNow(tx, deciding, held, by, { what: 'breach' })) !== 'yes') return nothing('not-entitled');
  const standing = await standingDecision(tx, corp, held.matter.id);
  if (standing?.id !== decisionId) return nothing('repeat');
  // Who saw it early may have appealed already: what he began is not taken from him.
  if (await tx.appeal.findFirst({ where: { corp, decisionId }, select: { id: true } })) return nothing('under-appeal');
  if (at.getTime() - found.at.getTime() >= UNDO_MS || held.matter.closedAt) return nothing('too-late');
  const asked = await openQuestion(tx, corp, held.matter.id);
  const undone = await writeDecision(tx, deciding, held, {
    action: 'undone',
    by,
    via,
    reason: null,
    proposalId: null,
    undoes: decisionId,
  });
  const question = await openQuestion(tx, corp, held.matter.id);
  return {
    outcome: 'done',
    entries: [
      decisionEntry(deciding, held, { decisionId: undone, action: 'undone', by, via }),
      ...(await giveStrikeBack(tx, deciding, held, decisionId, 'undone')),
      ...(await beginStage(tx, deciding, held, await stageBefore(tx, deciding, held))),
      ...(question && !asked ? await reopenQuestion(tx, deciding, held, question) : []),
      ...(await recallUnsent(tx, deciding, held.matter.id, 'verdict')),
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
