import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import type { Line } from './lines.ts';

/**
 * Writes obligations as they stand now, those that are there and those that are new, in one statement; answers the id of each by
 * its key.
 */
export async function writeRows(
  tx: Tx,
  corp: Corp,
  chatId: string,
  { slug, version }: Pick<Policy, 'slug' | 'version'>,
  lines: readonly Line[],
  at: Date,
): Promise<ReadonlyMap<string, string>> {
  if (lines.length === 0) return new Map();
  const rows = lines.map(({ columns, digest, standing }) => ({
    ...columns,
    digest,
    closed_at: standing === 'over' ? at.toISOString() : null,
  }));
  const written = await tx.$queryRaw<{ id: string; key: string }[]>`
    insert into qungui.obligation (corp, id, key, chat_id, policy_slug, policy_version, rule, instance, clause, level, opens, asker,
      spoken_by, awaited, messages, opened_at, certainty, said_when, cancelled,
      acknowledge_state, acknowledge_due_at, acknowledge_ended_at, acknowledge_worked_ms, acknowledge,
      result_state, result_due_at, result_ended_at, result_worked_ms, result,
      proofs, best_proof, reachable, from_key, found_at, changed_at, closed_at, digest)
    select ${corp}, gen_random_uuid(), o.key, ${chatId}, ${slug}, ${version}, o.rule, o.instance, o.clause, o.level, o.opens, o.asker,
      o.spoken_by, o.awaited, o.messages, o.opened_at, o.certainty, o.said_when, o.cancelled,
      o.acknowledge_state, o.acknowledge_due_at, o.acknowledge_ended_at, o.acknowledge_worked_ms, o.acknowledge,
      o.result_state, o.result_due_at, o.result_ended_at, o.result_worked_ms, o.result,
      o.proofs, o.best_proof, o.reachable, o.from_key, ${at}, ${at}, o.closed_at, o.digest
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (key text, rule text, instance text, clause text, level text, opens text,
      asker text, spoken_by text, awaited text[], messages text[], opened_at timestamptz, certainty text, said_when text,
      cancelled text, acknowledge_state text, acknowledge_due_at timestamptz, acknowledge_ended_at timestamptz,
      acknowledge_worked_ms bigint, acknowledge jsonb, result_state text, result_due_at timestamptz, result_ended_at timestamptz,
      result_worked_ms bigint, result jsonb, proofs jsonb, best_proof text, reachable jsonb, from_key text,
      closed_at timestamptz, digest text)
    on conflict (corp, key) do update set
      chat_id = excluded.chat_id, policy_slug = excluded.policy_slug, policy_version = excluded.policy_version,
      clause = excluded.clause, level = excluded.level, asker = excluded.asker, spoken_by = excluded.spoken_by,
      awaited = excluded.awaited, messages = excluded.messages, opened_at = excluded.opened_at, certainty = excluded.certainty,
      said_when = excluded.said_when, cancelled = excluded.cancelled, acknowledge_state = excluded.acknowledge_state,
      acknowledge_due_at = excluded.acknowledge_due_at, acknowledge_ended_at = excluded.acknowledge_ended_at,
      acknowledge_worked_ms = excluded.acknowledge_worked_ms, acknowledge = excluded.acknowledge,
      result_state = excluded.result_state, result_due_at = excluded.result_due_at, result_ended_at = excluded.result_ended_at,
      result_worked_ms = excluded.result_worked_ms, result = excluded.result, proofs = excluded.proofs,
      best_proof = excluded.best_proof, reachable = excluded.reachable, from_key = excluded.from_key,
      changed_at = excluded.changed_at, closed_at = case when excluded.closed_at is null then null else coalesce(obligation.closed_at, excluded.closed_at) end,
      digest = excluded.digest
    returning id::text, key`;
  return new Map(written.map(({ id, key }) => [key, id]));
}

/** Ends what is none any more: its message is here and asks nobody. */
export async function cancelRows(tx: Tx, corp: Corp, ids: readonly string[], because: string, at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    update qungui.obligation
    set cancelled = ${because}, changed_at = ${at}, closed_at = coalesce(closed_at, ${at}), digest = '',
        acknowledge_state = case when acknowledge_state is not null then 'cancelled' end,
        result_state = case when result_state is not null then 'cancelled' end
    where corp = ${corp} and id = any(${[...ids]}::uuid[])`;
}

/**
 * Of what was asked, and added to, so long ago that it is judged no more nobody is waited for any more; it stays as it was judged
 * last.
 */
export const letRest = (tx: Tx, corp: Corp, chatId: string, before: Date, at: Date): Promise<number> => tx.$executeRaw`
  update qungui.obligation o set closed_at = ${at}
  where corp = ${corp} and chat_id = ${chatId} and closed_at is null and opened_at < ${before}
    and coalesce(acknowledge_state, '') not in ('running', 'paused') and coalesce(result_state, '') not in ('running', 'paused')
    and not exists (select from qungui.message m where m.corp = o.corp and m.id = any(o.messages) and m.sent_at >= ${before})`;
