import type { AuditEntry } from '../audit/entry.ts';
import type { Judged } from '../cases/judged.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/**
 * Ends all rows of these groups that are open under no rule that still waits there: the group was dissolved, or its policy knows
 * no such rule for it any more (renamed, off, of other kinds, or it is registered no more). Nobody is waited for by what nobody
 * judges. Answers what the trail says of it.
 */
export async function endUnawaited(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  still: readonly string[],
  at: Date,
): Promise<AuditEntry[]> {
  if (chatIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string; chatId: string; because: 'rule-gone' | 'group-dissolved' }[]>`
    update qungui.obligation o
    set cancelled = case when g.dissolved_at is null then 'rule-gone' else 'group-dissolved' end,
        changed_at = ${at}, closed_at = ${at}, digest = '',
        acknowledge_state = case when o.acknowledge_state is not null then 'cancelled' end,
        result_state = case when o.result_state is not null then 'cancelled' end
    from qungui.chat_group g
    where o.corp = ${corp} and o.chat_id = any(${[...chatIds]}::text[]) and o.closed_at is null
      and not o.instance = any(${[...still]}::text[]) and g.corp = o.corp and g.chat_id = o.chat_id
    returning o.id::text, o.chat_id as "chatId", o.cancelled as because`;
  const inOrder = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  return inOrder.map(({ id, chatId, because }) => ({
    v: 1,
    kind: 'obligation-ended',
    obligationId: id,
    chatId,
    because,
  }));
}

/** The uses of rules that wait for people in a judged group, seen or not. */
export function stillWaiting({ policy, facts, judgement }: Judged): string[] {
  const isOfKind = facts.registered !== null && policy.kinds.has(facts.registered.kind);
  const applying = new Set(isOfKind ? judgement.coverage.map(({ instance }) => instance) : []);
  return policy.uses.flatMap(({ instance, waits }) => (waits && applying.has(instance) ? [instance] : []));
}
