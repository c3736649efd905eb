import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Judged } from '../cases/judged.ts';
import type { Change } from '../obligations/changes.ts';
import type { Line } from './lines.ts';

/** What the trail says when somebody begins to be waited for. */
export function openedEntry(
  { keys, policy, facts, judgement }: Judged,
  { obligation, use, waits, level }: Line,
  obligationId: string,
): AuditEntry {
  return {
    v: 1,
    kind: 'obligation-opened',
    obligationId,
    chatId: facts.group.chatId,
    policySlug: policy.slug,
    policyVersion: policy.version,
    inputHash: judgement.inputHash,
    rule: use.rule.id,
    instance: use.instance,
    clause: obligation.clause,
    opens: waits.opens,
    level,
    certainty: obligation.certainty,
    asker: pseudonymOf(keys, obligation.asker),
    awaited: obligation.awaited.map((id) => pseudonymOf(keys, id)),
    openedAt: new Date(obligation.openedAtMs).toISOString(),
  };
}

/** The same when one of its clocks, or the whole of it, became otherwise. */
export const changeEntry = (
  { policy, facts, judgement }: Judged,
  { clock, kind }: Change,
  obligationId: string,
): AuditEntry => ({
  v: 1,
  kind: 'obligation-changed',
  obligationId,
  chatId: facts.group.chatId,
  policySlug: policy.slug,
  policyVersion: policy.version,
  inputHash: judgement.inputHash,
  clock,
  change: kind,
});
