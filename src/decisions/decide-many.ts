import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { newId } from '../ids.ts';
import { type Decided, decideCase, type Says } from './decide-case.ts';
import type { Came, Deciding, Doer } from './deciding.ts';
import { inOrder } from './in-order.ts';

export interface DecideManyOrder extends Doer {
  readonly caseIds: readonly string[];
  readonly says: Says;
  /** One for all of them. */
  readonly reason: string;
}

/** More than this at once is a policy to be changed. */
export const MOST_AT_ONCE = 200;

export interface DecidedMany extends Came<'done' | 'partly' | 'nothing'> {
  /** What each came to, in the order in which they were named. */
  readonly each: readonly { readonly caseId: string; readonly outcome: Decided }[];
}

/** Decides many alike with one reason: one decision a case, each by all the rules of one, and one entry with the list of them. */
export async function decideMany(tx: Tx, deciding: Deciding, order: DecideManyOrder): Promise<DecidedMany> {
  const { corp, keys } = deciding;
  const { says, reason, by, via } = order;
  const batchId = newId();
  const chosen = [...new Set(order.caseIds)].slice(0, MOST_AT_ONCE);
  const each = new Map<string, Decided>();
  const entries: AuditEntry[] = [];
  const made: { caseId: string; decisionId: string }[] = [];
  for (const caseId of await inOrder(tx, corp, chosen)) {
    const came = await decideCase(tx, deciding, { caseId, says, reason, by, via, batchId });
    each.set(caseId, came.outcome);
    if (came.decisionId === null) continue;
    made.push({ caseId, decisionId: came.decisionId });
    entries.push(...came.entries.filter(({ kind }) => kind !== 'decision-made'));
  }
  const list: AuditEntry[] =
    made.length === 0
      ? []
      : [{ v: 1, kind: 'decisions-made', batchId, action: says, via, by: pseudonymOf(keys, by), cases: made }];
  return {
    outcome: made.length === 0 ? 'nothing' : made.length < chosen.length ? 'partly' : 'done',
    entries: [...list, ...entries],
    each: chosen.map((caseId) => ({ caseId, outcome: each.get(caseId) ?? 'closed' })),
  };
}
