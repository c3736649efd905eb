import { createHash } from 'node:crypto';
import type { Conversation } from '../events/conversation.ts';
import { type Clock, planOf } from '../obligations/clock.ts';
import type { Obligation } from '../obligations/judge.ts';
import type { ObligationRule } from '../obligations/rule.ts';
import type { Finding, RuleUse } from '../policy/policy.ts';
import { workingMsBetween } from '../work-time/working-time.ts';

/** An obligation as its row says it. Ids, moments and arithmetic; no words. */
export interface Line {
  readonly obligation: Obligation;
  readonly use: RuleUse;
  readonly waits: ObligationRule;
  readonly level: Finding['level'];
  /** Whether somebody is still waited for. */
  readonly standing: 'open' | 'over';
  readonly columns: Readonly<Record<string, unknown>>;
  readonly digest: string;
}

type Under = Pick<Line, 'use' | 'waits' | 'level'>;

/** What the row of an obligation says. Pure. */
export function lineOf(obligation: Obligation, { use, waits, level }: Under, talk: Conversation): Line {
  const { key, asker, spokenBy, awaited, messages, certainty, saidWhen, cancelled, proofs, bestProof } = obligation;
  const { acknowledge, result, reachable, from } = obligation;
  const workedMs = (clock: Clock | null) => workedUntil(clock, awaited, waits, talk);
  const columns = {
    key,
    rule: use.rule.id,
    instance: use.instance,
    clause: obligation.clause,
    level,
    opens: waits.opens,
    asker,
    spoken_by: spokenBy,
    awaited,
    messages,
    opened_at: momentOf(obligation.openedAtMs),
    certainty,
    said_when: saidWhen,
    cancelled,
    ...clockColumns('acknowledge', acknowledge, workedMs(acknowledge)),
    acknowledge: acknowledge && written(acknowledge),
    ...clockColumns('result', result?.clock ?? null, workedMs(result?.clock ?? null)),
    result: result && { ...result, clock: written(result.clock) },
    proofs,
    best_proof: bestProof?.how ?? null,
    reachable,
    from_key: from,
  };
  const digest = createHash('sha256').update(JSON.stringify(columns)).digest('hex');
  return { obligation, use, waits, level, standing: isOver(obligation) ? 'over' : 'open', columns, digest };
}

const momentOf = (ms: number | null | undefined): string | null =>
  ms === null || ms === undefined || !Number.isFinite(ms) ? null : new Date(ms).toISOString();

const clockColumns = (name: string, clock: Clock | null, workedMs: number | null) => ({
  [`${name}_state`]: clock?.state ?? null,
  [`${name}_due_at`]: momentOf(clock?.deadline?.kind === 'known' ? clock.deadline.atMs : null),
  [`${name}_ended_at`]: momentOf(clock?.endedAtMs),
  [`${name}_worked_ms`]: workedMs,
});

/** A state that the columns say already, and the moments at which people are told, follow from the rest. */
const written = ({ startMs, deadline, counted }: Clock) => ({ startMs, deadline, counted });

function workedUntil(
  clock: Clock | null,
  awaited: readonly string[],
  waits: ObligationRule,
  talk: Conversation,
): number | null {
  if (!clock || clock.endedAtMs === null) return null;
  const worked = workingMsBetween(clock.startMs, clock.endedAtMs, planOf(awaited, waits, talk));
  return worked.kind === 'known' ? worked.ms : null;
}

/** Taken back, or every clock has ended. Of what is not sure yet somebody still has to say what it is. */
function isOver({ cancelled, certainty, acknowledge, result }: Obligation): boolean {
  if (cancelled) return true;
  const clocks = [acknowledge, result?.clock ?? null].filter((clock) => clock !== null);
  return certainty === 'sure' && clocks.every(({ endedAtMs, state }) => endedAtMs !== null || state === 'cancelled');
}
