import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { verbWord } from '../events/spoken.ts';
import { REASON_QUESTION, reasonText } from '../notices/docket-reasons.ts';
import type { Selected } from '../register/inventory/answer.ts';
import type { Deciding } from './deciding.ts';
import { tellBack } from './hear-words.ts';
import { words } from './lines.ts';
import { type Order, perform } from './perform.ts';
import type { Outcome } from './say-back.ts';
import { UNSAID_DAYS } from './wish-exemption.ts';

/** Buttons by which people decide of a case, and by which the one it is about is told how to speak. */
export const DECIDING = ['confirm', 'waive', 'ask-him', 'pass-on', 'explain', 'exempt', 'uphold', 'reverse'] as const;
export type DecidingAction = (typeof DECIDING)[number];

interface Pressing extends Deciding {
  readonly by: string;
  readonly card: { readonly id: string; readonly caseIds: readonly string[] };
  readonly selected: readonly Selected[];
}

export interface PressedDecision {
  /** `answered`: nothing changed, and he was told why or how. */
  readonly outcome: 'done' | 'repeat' | 'closed' | 'not-entitled' | 'no-such-case' | 'answered';
  readonly entries: readonly AuditEntry[];
}

const VERBS: Readonly<Record<DecidingAction, Order['verb']>> = {
  confirm: 'confirm',
  waive: 'waive',
  'ask-him': 'ask',
  'pass-on': 'pass-on',
  explain: 'state',
  exempt: 'exempt',
  uphold: 'uphold',
  reverse: 'reverse',
};

/**
 * A press of one of these on one of our cards, by its reader. Everything that a decision asks is asked now; what a card cannot hold, such
 * as words, is asked for by a message.
 */
export async function pressDecision(
  tx: Tx,
  pressing: Pressing,
  caseId: string,
  action: DecidingAction,
): Promise<PressedDecision> {
  const { corp, by, card, selected } = pressing;
  if (!card.caseIds.includes(caseId)) return { outcome: 'no-such-case', entries: [] };
  const text = reasonText(selected.find(({ question }) => question === REASON_QUESTION)?.options[0]) ?? '';
  const docket = await tx.notice.count({ where: { corp, id: card.id, kind: 'docket' } });
  const wordless = action === 'explain' || action === 'exempt' || action === 'pass-on' || action === 'ask-him';
  const order = { verb: VERBS[action], caseId, text: wordless ? '' : text, by, via: 'card' } as const;
  const came = await perform(tx, pressing, order);
  const outcome = pressOf(came.outcome);
  if (outcome === 'answered' || (docket > 0 && SAYS_MORE.has(came.outcome)))
    await tellBack(tx, pressing, by, howTo(action, came.outcome, came.says, await numberOf(tx, pressing, caseId)));
  return { outcome, entries: came.entries };
}

/** After these he is told what the card has no room for: until when it can be undone, or is waited for. */
const SAYS_MORE: ReadonlySet<Outcome> = new Set(['decided', 'asked']);

/** Somebody was before him: the card shows it. */
const NOTHING_NEW: ReadonlySet<Outcome> = new Set(['repeat', 'over', 'settled', 'no-more']);

function pressOf(outcome: Outcome): PressedDecision['outcome'] {
  if (NOTHING_NEW.has(outcome)) return 'repeat';
  if (outcome === 'closed' || outcome === 'not-entitled') return outcome;
  return outcome === 'done' || outcome === 'decided' || outcome === 'asked' ? 'done' : 'answered';
}

function howTo(
  action: DecidingAction,
  outcome: Outcome,
  says: Awaited<ReturnType<typeof perform>>['says'],
  number: string,
) {
  if (outcome === 'needs-reason')
    return [words(() => ({ key: 'heardChooseReason', places: { number, verb: verbWord(VERBS[action]) } }))];
  if (outcome !== 'needs-words') return says;
  const key = action === 'exempt' ? 'heardExemptHow' : 'heardExplain';
  return [words(() => ({ key, places: { number, days: String(UNSAID_DAYS) } }))];
}

async function numberOf(tx: Tx, { corp }: Pressing, caseId: string): Promise<string> {
  const row = await tx.case.findFirst({ where: { corp, id: caseId }, select: { number: true } });
  return String(row?.number ?? '?');
}
