import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Measure } from '../sanctions/measures.ts';

/** A decision about the whole matter, as far as nobody has taken it back. */
export interface StandingDecision {
  readonly id: string;
  readonly action: string;
  readonly actor: string;
  readonly at: Date;
  readonly proposalId: string | null;
}

/** Decisions that end a matter for those who decide; the buttons of members and admins are others. */
export const ENDING = ['confirmed', 'waived', 'withdrawn'] as const;

/** The last decision of a case that holds still. */
export async function standingDecision(tx: Tx, corp: Corp, caseId: string): Promise<StandingDecision | null> {
  const rows = await tx.$queryRaw<StandingDecision[]>`
    select d.id::text, d.action, d.actor, d.at, d.proposal_id::text as "proposalId" from qungui.decision d
    where d.corp = ${corp} and d.case_id = ${caseId}::uuid and d.action in ('confirmed', 'waived', 'withdrawn')
      and not exists (select from qungui.decision u where u.corp = d.corp and u.undoes = d.id)
    order by d.at desc, d.id desc limit 1`;
  return rows[0] ?? null;
}

/**
 * Whether nobody decides of a case any more: a decision holds, or an appeal has reversed it, which no other decision takes back. A proposal
 * that was withdrawn settled nothing.
 */
export async function settledBy(
  tx: Tx,
  corp: Corp,
  { id, stage }: { readonly id: string; readonly stage: string | null },
): Promise<'decision' | 'appeal' | null> {
  if (stage === 'reversed') return 'appeal';
  const standing = await standingDecision(tx, corp, id);
  return standing && standing.action !== 'withdrawn' ? 'decision' : null;
}

/** A proposal that waits to be decided. */
export interface OpenProposal {
  readonly id: string;
  readonly measure: Measure;
  readonly outcome: 'asked-statement' | 'proposed';
  readonly proposedBy: string;
  readonly at: Date;
}

/** The proposal of a case of which nobody has decided; null: there is none. */
export async function openProposal(tx: Tx, corp: Corp, caseId: string): Promise<OpenProposal | null> {
  const rows = await tx.$queryRaw<OpenProposal[]>`
    select p.id::text, p.measure, p.outcome, p.proposed_by as "proposedBy", p.at from qungui.proposal p
    where p.corp = ${corp} and p.case_id = ${caseId}::uuid and p.outcome in ('asked-statement', 'proposed')
      and not exists (select from qungui.decision d where d.corp = p.corp and d.proposal_id = p.id
                        and not exists (select from qungui.decision u where u.corp = d.corp and u.undoes = d.id))
    order by p.at desc, p.id desc limit 1`;
  return rows[0] ?? null;
}
