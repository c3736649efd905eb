import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { accountNow } from '../directory/account-now.ts';
import { newId } from '../ids.ts';
import type { NoticeKind } from '../notices/content.ts';
import type { Guarded } from '../sanctions/guard.ts';
import { type Measure, WANTS_SECOND } from '../sanctions/measures.ts';
import { mayDecideNow, refusalOf } from './bench.ts';
import { type Came, type Deciding, type Doer, nothing, sealWords, type Via } from './deciding.ts';
import { type Held, holdMatter } from './hold-matter.ts';
import { closeQuestion, type OpenQuestion, openQuestion } from './questions.ts';
import { beginStage } from './stage.ts';
import { type OpenProposal, openProposal, settledBy } from './standing.ts';
import { countsAsStrike, writeStrike } from './strikes.ts';
import { tellVerdict } from './tell-people.ts';
import { weigh } from './weigh.ts';
import { appealableUntil, UNDO_MS } from './working-days.ts';

export type Says = 'confirmed' | 'waived' | 'withdrawn';

export interface DecideOrder extends Doer {
  readonly caseId: string;
  /** `waived` wants a reason. `withdrawn`: a proposal is taken back, and the case waits as before. */
  readonly says: Says;
  readonly reason: string | null;
  /** The same for all that are decided together. */
  readonly batchId?: string;
}

export type Decided =
  | 'done'
  | 'needs-statement'
  | 'needs-reason'
  | 'needs-second'
  | 'not-executed'
  | 'own-line'
  | 'not-entitled'
  | 'repeat'
  | 'closed';

export interface DecidedCase extends Came<Decided> {
  readonly decisionId: string | null;
  /** What the law of the place says against a confirmation; null where it was not asked, or says nothing. */
  readonly guarded: Guarded | null;
}

/**
 * A person decides of a case. What was proposed is weighed once more by what is there now: a statement, or its time over, and that he
 * was reached. A confirmed proposal about the member counts as a strike. The one it is about is told ten minutes later.
 */
export async function decideCase(tx: Tx, deciding: Deciding, order: DecideOrder): Promise<DecidedCase> {
  const held = await holdMatter(tx, deciding, order.caseId);
  const refused = held ? await refusalFor(tx, deciding, held, order) : 'closed';
  if (!held || refused) return stopped(refused ?? 'closed');
  const proposal = await openProposal(tx, deciding.corp, order.caseId);
  return (await missingFor(tx, deciding, held, order, proposal)) ?? effect(tx, deciding, held, order, proposal);
}

const stopped = (outcome: Decided, guarded: Guarded | null = null): DecidedCase => ({
  ...nothing(outcome),
  decisionId: null,
  guarded,
});

async function refusalFor(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  { by, says, reason }: DecideOrder,
): Promise<Decided | null> {
  const { matter } = held;
  if (matter.closedAt) return 'closed';
  const may = await mayDecideNow(tx, deciding, held, by, { what: 'breach' });
  if (may !== 'yes') return refusalOf(may);
  const settled = await settledBy(tx, deciding.corp, matter);
  if (settled) return settled === 'appeal' ? 'closed' : 'repeat';
  return says === 'waived' && (reason?.trim() ?? '') === '' ? 'needs-reason' : null;
}

/** What keeps a confirmation from counting; a waiver wants nothing but its reason. */
async function missingFor(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  order: DecideOrder,
  proposal: OpenProposal | null,
): Promise<DecidedCase | null> {
  const { says } = order;
  if (says === 'withdrawn') return proposal ? null : stopped('repeat');
  if (says === 'waived' || !proposal) return null;
  const proposedBy = await accountNow(tx, deciding.corp, held.directory, { by: proposal.proposedBy, at: proposal.at });
  if (wantsSecond(proposal.measure, proposedBy, order)) return stopped('needs-second');
  const { person } = held;
  if (!person) return stopped('not-executed');
  const of = { measure: proposal.measure, by: proposedBy ?? proposal.proposedBy };
  const { guarded, shown } = await weigh(tx, deciding, { ...held, person }, of, 'now');
  const asked = proposal.outcome === 'asked-statement' && !shown.includes('statement');
  if (asked || guarded.proofMissing.includes('statement')) return stopped('needs-statement', guarded);
  return guarded.may === 'propose' ? null : stopped('not-executed', guarded);
}

/** A grave measure is confirmed by another than who proposed it, and by itself. */
const wantsSecond = (measure: Measure, proposedBy: string | null, { by, batchId }: DecideOrder): boolean =>
  WANTS_SECOND.has(measure) && (proposedBy === by.toLowerCase() || batchId !== undefined);

async function effect(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  order: DecideOrder,
  proposal: OpenProposal | null,
): Promise<DecidedCase> {
  const { corp, at } = deciding;
  const { matter, policy } = held;
  const { says, by } = order;
  const asked = await openQuestion(tx, corp, matter.id);
  const decisionId = await writeDecision(tx, deciding, held, {
    ...order,
    action: says,
    proposalId: proposal?.id ?? null,
    undoes: null,
  });
  const entries: AuditEntry[] = [decisionEntry(deciding, held, { decisionId, action: says, by, via: order.via })];
  if (says === 'confirmed' && proposal && countsAsStrike(proposal.measure) === 'strike')
    entries.push(...(await writeStrike(tx, deciding, held, decisionId)));
  const waits = await openQuestion(tx, corp, matter.id);
  if (asked && !waits) entries.push(...(await closeQuestion(tx, deciding, held, asked)));
  const back = waits ? 'statement' : null;
  entries.push(...(await beginStage(tx, deciding, held, says === 'withdrawn' ? back : 'decided')));
  const notBefore = new Date(at.getTime() + UNDO_MS);
  const appealUntil = says === 'confirmed' ? appealableUntil(at, policy.manners) : null;
  const measure = says === 'confirmed' ? (proposal?.measure ?? null) : null;
  if (await concernsHim(tx, deciding, held, { says, proposal, waits }))
    await tellVerdict(tx, deciding, held, { by, says, measure, appealUntil, notBefore });
  return { outcome: 'done', entries, decisionId, guarded: null };
}

interface About {
  readonly says: Says;
  readonly proposal: OpenProposal | null;
  readonly waits: OpenQuestion | null;
}

/** Who never heard of it needs no word that it rests; a proposal that is withdrawn concerns who was asked for it, and is asked no more. */
async function concernsHim(tx: Tx, deciding: Deciding, held: Held, { says, proposal, waits }: About): Promise<boolean> {
  if (says === 'withdrawn') return !waits && (await wasTold(tx, deciding, held, ['hearing']));
  return proposal !== null || (await wasTold(tx, deciding, held, ['reminder', 'question', 'hearing']));
}

async function wasTold(
  tx: Tx,
  { corp }: Deciding,
  { matter, person }: Held,
  kinds: readonly NoticeKind[],
): Promise<boolean> {
  const told = await tx.$queryRaw<unknown[]>`
    select from qungui.notice n join qungui.notice_case l on l.corp = n.corp and l.notice_id = n.id
    where n.corp = ${corp} and l.case_id = ${matter.id}::uuid and n.to_userid = ${person?.userid ?? ''}
      and n.kind = any(${[...kinds]}::text[]) and n.first_tried_at is not null limit 1`;
  return told.length > 0;
}

interface Writing {
  readonly action: string;
  readonly by: string;
  readonly via: Via;
  readonly reason: string | null;
  readonly proposalId: string | null;
  readonly undoes: string | null;
  readonly batchId?: string;
}

/** Writes a decision; its reason is sealed in its row. */
export async function writeDecision(tx: Tx, deciding: Deciding, { matter }: Held, of: Writing): Promise<string> {
  const { corp, at } = deciding;
  const id = newId();
  await tx.decision.create({
    data: {
      corp,
      id,
      caseId: matter.id,
      actor: of.by.toLowerCase(),
      action: of.action,
      reason: sealWords(deciding, 'decision', 'reason', id, of.reason),
      via: of.via,
      at,
      proposalId: of.proposalId,
      undoes: of.undoes,
      batchId: of.batchId ?? null,
    },
  });
  return id;
}

/** What the trail says of a decision. */
export function decisionEntry(
  { keys }: Deciding,
  { matter }: Held,
  made: { readonly decisionId: string; readonly action: string; readonly by: string; readonly via: Via },
): AuditEntry {
  const { policySlug, policyVersion, inputHash } = matter;
  return {
    v: 1,
    kind: 'decision-made',
    caseId: matter.id,
    chatId: matter.chatId,
    decisionId: made.decisionId,
    actor: pseudonymOf(keys, made.by),
    action: made.action,
    via: made.via,
    policySlug,
    policyVersion,
    inputHash,
  };
}
