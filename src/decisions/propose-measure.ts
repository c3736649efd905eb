import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { Person } from '../events/person.ts';
import { newId } from '../ids.ts';
import type { Guarded } from '../sanctions/guard.ts';
import type { Measure } from '../sanctions/measures.ts';
import { mayDecideNow } from './bench.ts';
import { type Came, type Deciding, type Doer, nothing, sealWords } from './deciding.ts';
import { type Held, holdMatter } from './hold-matter.ts';
import { openQuestion, writeQuestion } from './questions.ts';
import { beginStage } from './stage.ts';
import { openProposal } from './standing.ts';
import { heardOf } from './statements-of.ts';
import { tellReady } from './tell-ready.ts';
import { type Weighed, weigh } from './weigh.ts';

export interface ProposeOrder extends Doer {
  readonly caseId: string;
  readonly measure: Measure;
  /** For those who decide; the one it is about does not read it. */
  readonly note: string | null;
}

/** What is kept of a proposal. */
type Kept = 'asked-statement' | 'proposed' | 'alternative-only' | 'not-executed';
type Outcome = Kept | 'own-line' | 'not-entitled' | 'closed' | 'repeat';

export interface Proposed extends Came<Outcome> {
  readonly proposalId: string | null;
  /** What the law of the place says of it; null where it was not asked. */
  readonly guarded: Guarded | null;
  /** What the policy's ladder lets a person propose now; `alternative-only` may come from here, too. */
  readonly mayPropose: readonly Measure[];
  /** Until when the one it is about is waited for. */
  readonly statementUntil: Date | null;
}

/**
 * Somebody proposes what may follow. The ladder of the policy and the law of the place are asked first; what may not be proposed is
 * kept with its reasons and goes no further. What wants a statement waits for it: three working days from when he can have heard. Who is
 * being asked already is not asked twice: his answer, or his silence, is heard for this, too.
 */
export async function proposeMeasure(tx: Tx, deciding: Deciding, order: ProposeOrder): Promise<Proposed> {
  const held = await holdMatter(tx, deciding, order.caseId);
  if (!held || held.matter.closedAt) return stopped('closed');
  const { person, matter } = held;
  const may = await mayDecideNow(tx, deciding, held, order.by, { what: 'breach' });
  if (may !== 'yes') return stopped(may === 'himself' || may === 'his-own-line' ? 'own-line' : 'not-entitled');
  if (!person) return stopped('not-executed');
  const isOver = matter.stage === 'decided' || matter.stage === 'appealed' || matter.stage === 'reversed';
  if (isOver || (await openProposal(tx, deciding.corp, matter.id))) return stopped('repeat');
  const weighed = await weigh(tx, deciding, { ...held, person }, order, 'to-come');
  return keepProposal(tx, deciding, { ...held, person }, order, weighed);
}

const stopped = (outcome: Outcome): Proposed => ({
  ...nothing(outcome),
  proposalId: null,
  guarded: null,
  mayPropose: [],
  statementUntil: null,
});

async function keepProposal(
  tx: Tx,
  deciding: Deciding,
  held: Held & { readonly person: Person },
  order: ProposeOrder,
  weighed: Weighed,
): Promise<Proposed> {
  const { corp, at } = deciding;
  const { matter, person } = held;
  const id = newId();
  const outcome = await outcomeOf(tx, deciding, held, order.measure, weighed);
  await tx.proposal.create({
    data: {
      corp,
      id,
      caseId: matter.id,
      personId: person.id,
      measure: order.measure,
      note: sealWords(deciding, 'proposal', 'note', id, order.note),
      outcome,
      guarded: keptGuard(weighed),
      proposedBy: order.by.toLowerCase(),
      via: order.via,
      at,
    },
  });
  const entries: AuditEntry[] = [entryOf(deciding, held, order, { id, outcome, weighed })];
  const { guarded, mayPropose } = weighed;
  const answer = { outcome, proposalId: id, guarded, mayPropose };
  if (outcome === 'alternative-only' || outcome === 'not-executed') return { ...answer, entries, statementUntil: null };
  if (outcome === 'proposed') {
    entries.push(...(await beginStage(tx, deciding, held, 'ready')), ...(await tellReady(tx, deciding, held)));
    return { ...answer, entries, statementUntil: null };
  }
  const asked =
    (await openQuestion(tx, corp, matter.id)) ??
    (await writeQuestion(tx, deciding, held, { by: order.by, question: null, proposalId: id }));
  if ('entries' in asked) entries.push(...asked.entries);
  entries.push(...(await beginStage(tx, deciding, held, 'statement')));
  return { ...answer, entries, statementUntil: asked.dueAt };
}

async function outcomeOf(
  tx: Tx,
  deciding: Deciding,
  { matter, policy }: Held,
  measure: Measure,
  { guarded, mayPropose }: Weighed,
): Promise<Kept> {
  if (guarded.may !== 'propose') return guarded.may;
  if (!mayPropose.includes(measure) && measure !== 'note')
    return mayPropose.length > 0 ? 'alternative-only' : 'not-executed';
  if (measure === 'note') return 'proposed';
  const heard = await heardOf(tx, deciding, matter.id, policy.manners);
  return heard === 'given' || heard === 'over' ? 'proposed' : 'asked-statement';
}

/** What of the guard's answer is kept: what can be printed later as it was then. */
const keptGuard = ({ guarded, mayPropose, shown }: Weighed) => ({
  may: guarded.may,
  because: guarded.because.map(({ key, says, basis }) => ({
    key,
    says: { zh: says.zh, en: says.en },
    basis: basis.map(({ law, article }) => ({ law, article })),
  })),
  alternatives: [...guarded.alternatives],
  tell: [...guarded.whoMustBeTold],
  missing: [...guarded.proofMissing],
  ladder: [...mayPropose],
  shown: [...shown],
});

function entryOf(
  { keys }: Deciding,
  { matter, person }: Held & { readonly person: Person },
  { measure, by, via }: ProposeOrder,
  { id, outcome, weighed }: { readonly id: string; readonly outcome: Kept; readonly weighed: Weighed },
): AuditEntry {
  return {
    v: 1,
    kind: 'measure-proposed',
    caseId: matter.id,
    chatId: matter.chatId,
    proposalId: id,
    person: pseudonymOf(keys, person.id),
    measure,
    outcome,
    because: weighed.guarded.because.map(({ key }) => key),
    missing: [...weighed.guarded.proofMissing],
    by: pseudonymOf(keys, by),
    via,
  };
}
