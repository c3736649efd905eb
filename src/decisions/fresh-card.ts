import type { Tx } from '../db/client.ts';
import { askedOf, mayDecideNow } from './bench.ts';
import type { Deciding } from './deciding.ts';
import { seeMatter } from './hold-matter.ts';
import { queueStateOf } from './queue-state.ts';
import { tellDeciders } from './tell-people.ts';
import { waitingNow } from './tell-ready.ts';

/** Who pressed a button that works no longer, about a case that still waits for him, gets a card of today; that press counts for nothing. */
export async function freshCard(
  tx: Tx,
  deciding: Deciding & { readonly by: string; readonly card: { readonly caseIds: readonly string[] } },
  caseId: string,
): Promise<void> {
  const held = deciding.card.caseIds.includes(caseId) ? await seeMatter(tx, deciding, caseId) : null;
  if (!held || OVER.has(queueStateOf(held.matter))) return;
  if ((await mayDecideNow(tx, deciding, held, deciding.by, await askedOf(tx, deciding, held))) !== 'yes') return;
  await tellDeciders(tx, deciding, held, [deciding.by], await waitingNow(tx, deciding, held));
}

const OVER: ReadonlySet<string> = new Set(['decided', 'over']);
