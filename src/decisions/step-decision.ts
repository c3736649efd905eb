import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { armTimer } from '../timers/arm.ts';
import { askedOf } from './bench.ts';
import type { Deciding } from './deciding.ts';
import { holdMatter } from './hold-matter.ts';
import { beginStage } from './stage.ts';
import { heardOf } from './statements-of.ts';
import { tellReady, waitingNow } from './tell-ready.ts';
import { tellWhoDecides } from './who-decides.ts';
import { workingDaysAfter } from './working-days.ts';

/**
 * A time that was given is over: who was asked and said nothing is waited for no longer, and of an appeal that nobody has decided those
 * who may are told again, each working day. Nothing is decided by it. The entries belong into the trail.
 */
export async function stepDecision(tx: Tx, deciding: Deciding, caseId: string): Promise<AuditEntry[]> {
  const held = await holdMatter(tx, deciding, caseId);
  if (!held) return [];
  const { corp, at } = deciding;
  const { matter, policy } = held;
  const again = workingDaysAfter(at.getTime(), 1, policy.manners);
  if (matter.stage === 'statement' && !matter.closedAt) {
    if ((await heardOf(tx, deciding, caseId, policy.manners)) === 'waits') {
      await armTimer(tx, corp, { kind: 'decision-step', subject: caseId, dueAt: again, at });
      return [];
    }
    const ready = { ...held, matter: { ...matter, stage: 'ready' as const } };
    return [...(await beginStage(tx, deciding, held, 'ready')), ...(await tellReady(tx, deciding, ready))];
  }
  if (matter.stage !== 'appealed') return [];
  await armTimer(tx, corp, { kind: 'decision-step', subject: caseId, dueAt: again, at });
  return tellWhoDecides(tx, deciding, held, await askedOf(tx, deciding, held), await waitingNow(tx, deciding, held));
}
