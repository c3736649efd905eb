import type { Tx } from '../db/client.ts';
import type { Measure } from '../sanctions/measures.ts';
import { type Deciding, openWords } from './deciding.ts';
import { openQuestion } from './questions.ts';

export interface ShownDecision {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly via: string;
  readonly reason: string | null;
  readonly proposalId: string | null;
  readonly undoes: string | null;
  readonly batchId: string | null;
}

/** What of the guard's answer was kept with a proposal. */
export interface KeptGuard {
  readonly may: 'propose' | 'alternative-only' | 'not-executed';
  readonly because: readonly {
    readonly key: string;
    readonly says: { readonly zh: string; readonly en: string };
    readonly basis: readonly { readonly law: string; readonly article: string }[];
  }[];
  readonly alternatives: readonly Measure[];
  readonly tell: readonly string[];
  readonly missing: readonly string[];
  readonly ladder: readonly Measure[];
  readonly shown: readonly string[];
}

export interface ShownProposal {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly via: string;
  readonly measure: Measure;
  readonly note: string | null;
  readonly outcome: 'asked-statement' | 'proposed' | 'alternative-only' | 'not-executed';
  readonly guarded: KeptGuard;
}

/** Everything that was ever proposed about a case, the oldest first. */
export async function shownProposals(tx: Tx, deciding: Deciding, caseId: string): Promise<ShownProposal[]> {
  const rows = await tx.proposal.findMany({
    where: { corp: deciding.corp, caseId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, at, proposedBy, via, measure, note, outcome, guarded }) => ({
    id,
    at,
    by: proposedBy,
    via,
    measure: measure as Measure,
    note: openWords(deciding, 'proposal', 'note', id, note),
    outcome: outcome as ShownProposal['outcome'],
    guarded: guarded as unknown as KeptGuard,
  }));
}

export interface ShownStatement {
  readonly id: string;
  readonly askedBy: string | null;
  readonly askedAt: Date | null;
  readonly question: string | null;
  readonly dueAt: Date | null;
  readonly givenBy: string | null;
  readonly givenAt: Date | null;
  readonly via: string | null;
  readonly text: string | null;
  /** `closed`: nobody waits for it any more, and he said nothing. */
  readonly standing: 'given' | 'waits' | 'closed';
}

/** What the one it is about was asked and said, the oldest first. */
export async function shownStatements(tx: Tx, deciding: Deciding, caseId: string): Promise<ShownStatement[]> {
  const rows = await tx.statement.findMany({ where: { corp: deciding.corp, caseId } });
  const open = await openQuestion(tx, deciding.corp, caseId);
  return rows
    .map(({ id, askedBy, askedAt, question, dueAt, givenBy, givenAt, via, text }) => ({
      id,
      askedBy,
      askedAt,
      question: openWords(deciding, 'statement', 'question', id, question),
      dueAt,
      givenBy,
      givenAt,
      via,
      text: openWords(deciding, 'statement', 'text', id, text),
      standing: givenAt ? ('given' as const) : open?.id === id ? ('waits' as const) : ('closed' as const),
    }))
    .sort((a, b) => beganMs(a) - beganMs(b) || (a.id < b.id ? -1 : 1));
}

const beganMs = ({ askedAt, givenAt }: Pick<ShownStatement, 'askedAt' | 'givenAt'>): number =>
  (askedAt ?? givenAt)?.getTime() ?? 0;

export interface ShownAppeal {
  readonly id: string;
  readonly decisionId: string;
  readonly by: string;
  readonly at: Date;
  readonly text: string | null;
  readonly dueAt: Date;
  readonly says: 'upheld' | 'reversed' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** The appeals of a case, the oldest first; one a decision. */
export async function shownAppeals(tx: Tx, deciding: Deciding, caseId: string): Promise<ShownAppeal[]> {
  const rows = await tx.appeal.findMany({ where: { corp: deciding.corp, caseId }, orderBy: { at: 'asc' } });
  return rows.map(({ id, decisionId, by, at, text, dueAt, says, decidedBy, decidedAt }) => ({
    id,
    decisionId,
    by,
    at,
    text: openWords(deciding, 'appeal', 'text', id, text),
    dueAt,
    says: says as ShownAppeal['says'],
    decidedBy,
    decidedAt,
  }));
}
