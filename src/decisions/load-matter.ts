import type { Tx } from '../db/client.ts';
import { type Deciding, openWords } from './deciding.ts';
import { type MatterHead, matterHead } from './matter-head.ts';
import {
  type ShownAppeal,
  type ShownDecision,
  type ShownProposal,
  type ShownStatement,
  shownAppeals,
  shownProposals,
  shownStatements,
} from './matter-parts.ts';
import { ENDING } from './standing.ts';
import { appealableUntil, UNDO_MS } from './working-days.ts';

/** What is still to happen, and until when; null: nothing of the kind is waited for. */
export interface Deadlines {
  readonly statementUntil: Date | null;
  readonly undoUntil: Date | null;
  readonly appealUntil: Date | null;
  readonly appealDecidedBy: Date | null;
}

/** The file of one case, with everything that people wrote in it opened. Who may read it is the door's to ask. */
export interface CaseFile extends MatterHead {
  readonly findings: readonly {
    readonly at: Date;
    readonly change: string;
    readonly says: string;
    readonly policyVersion: number;
  }[];
  readonly told: readonly {
    readonly number: bigint;
    readonly kind: string;
    readonly to: string;
    readonly state: string;
    readonly sentAt: Date | null;
  }[];
  readonly decisions: readonly ShownDecision[];
  readonly proposals: readonly ShownProposal[];
  /** The one that waits to be decided, or was decided last. */
  readonly proposal: ShownProposal | null;
  readonly statements: readonly ShownStatement[];
  readonly appeal: ShownAppeal | null;
  readonly strike: {
    readonly category: string;
    readonly at: Date;
    readonly days: number;
    readonly givenBackAt: Date | null;
    readonly givenBackBecause: string | null;
  } | null;
  readonly assignee: string | null;
  readonly deadlines: Deadlines;
}

/** Reads the file of a case; null: there is none. Nothing is held. */
export async function loadMatter(tx: Tx, deciding: Deciding, caseId: string): Promise<CaseFile | null> {
  const { corp } = deciding;
  const found = await matterHead(tx, deciding, caseId);
  if (!found) return null;
  const { head, policy } = found;
  const decisions = await decisionsOf(tx, deciding, caseId);
  const proposals = await shownProposals(tx, deciding, caseId);
  const statements = await shownStatements(tx, deciding, caseId);
  const appeals = await shownAppeals(tx, deciding, caseId);
  const strike = await tx.strike.findFirst({ where: { corp, caseId }, orderBy: { at: 'desc' } });
  const assigned = await tx.assignment.findFirst({ where: { corp, caseId, until: null }, select: { to: true } });
  const appealed = appeals.at(-1) ?? null;
  const standing = decisions
    .filter((one) => isEnding(one.action) && !decisions.some(({ undoes }) => undoes === one.id))
    .at(-1);
  return {
    ...head,
    findings: await tx.finding.findMany({
      where: { corp, caseId },
      select: { at: true, change: true, says: true, policyVersion: true },
      orderBy: { at: 'asc' },
    }),
    told: await toldOf(tx, deciding, caseId),
    decisions,
    proposals,
    proposal: proposals.filter(({ outcome }) => outcome === 'asked-statement' || outcome === 'proposed').at(-1) ?? null,
    statements,
    appeal: appealed,
    strike,
    assignee: assigned?.to ?? null,
    deadlines: {
      statementUntil: statements.find(({ standing: asked }) => asked === 'waits')?.dueAt ?? null,
      undoUntil: standing ? later(new Date(standing.at.getTime() + UNDO_MS), deciding.at) : null,
      appealUntil:
        standing?.action === 'confirmed' && appealed?.decisionId !== standing.id && policy
          ? later(appealableUntil(standing.at, policy.manners), deciding.at)
          : null,
      appealDecidedBy: appealed?.says === null ? appealed.dueAt : null,
    },
  };
}

const isEnding = (action: string): boolean => (ENDING as readonly string[]).includes(action);
const later = (until: Date, at: Date): Date | null => (until > at ? until : null);

async function decisionsOf(tx: Tx, deciding: Deciding, caseId: string): Promise<ShownDecision[]> {
  const rows = await tx.decision.findMany({
    where: { corp: deciding.corp, caseId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, at, actor, action, via, reason, proposalId, undoes, batchId }) => ({
    id,
    at,
    actor,
    action,
    via,
    reason: openWords(deciding, 'decision', 'reason', id, reason),
    proposalId,
    undoes,
    batchId,
  }));
}

const toldOf = (tx: Tx, { corp }: Deciding, caseId: string) => tx.$queryRaw<CaseFile['told'][number][]>`
  select n.number, n.kind, n.to_userid as "to", n.state, n.sent_at as "sentAt" from qungui.notice n
  join qungui.notice_case l on l.corp = n.corp and l.notice_id = n.id
  where n.corp = ${corp} and l.case_id = ${caseId}::uuid order by n.number`;
