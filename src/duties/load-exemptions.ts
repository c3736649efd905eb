import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { ExemptionFact } from '../events/facts.ts';
import { type Corp, PersonId } from '../ids.ts';
import { endOfDayMs } from '../policy/durations.ts';

/** Nothing that happened longer ago is judged. */
const LOOKS_BACK_MS = 400 * 86_400_000;

/** Exemptions that counted at a moment, or had counted by then, as facts for judging. */
export async function exemptionFacts(tx: Tx, corp: Corp, at: Date): Promise<ExemptionFact[]> {
  const since = new Date(at.getTime() - LOOKS_BACK_MS);
  const rows = await tx.exemption.findMany({
    where: { corp, agreedAt: { lte: at }, OR: [{ endedAt: null }, { endedAt: { gt: since } }] },
    orderBy: [{ agreedAt: 'asc' }, { id: 'asc' }],
  });
  return rows.flatMap(({ policySlug, instance, chatId, personId, untilDay, endedAt }) => {
    const ended = endedAt && endedAt <= at ? endedAt.getTime() : Number.POSITIVE_INFINITY;
    const untilMs = Math.min(endOfDayMs(untilDay), ended);
    return untilMs <= since.getTime()
      ? []
      : [{ policySlug, instance, chatId, personId: PersonId.parse(personId), untilMs }];
  });
}

export interface ExemptionRow {
  readonly id: string;
  readonly caseId: string | null;
  readonly policySlug: string;
  readonly instance: string;
  readonly chatId: string | null;
  readonly personId: string;
  /** `over`: it was agreed to and its last day has passed. */
  readonly state: 'asked' | 'first' | 'agreed' | 'refused' | 'ended' | 'over';
  readonly reason: string | null;
  readonly because: string | null;
  readonly askedAt: Date;
  readonly firstBy: string | null;
  readonly secondBy: string | null;
  readonly agreedAt: Date | null;
  readonly until: string;
  readonly reported: 'monthly' | 'not-reported';
}

/** Exemptions, the latest first: those that wait for somebody, one person's, or all. Reasons are opened for who may read them. */
export async function listExemptions(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  {
    personId,
    waiting,
    at,
    limit = 200,
  }: { readonly personId?: string; readonly waiting?: true; readonly at: Date; readonly limit?: number },
): Promise<ExemptionRow[]> {
  const rows = await tx.exemption.findMany({
    where: { corp, ...(personId !== undefined && { personId }), ...(waiting && { state: { in: ['asked', 'first'] } }) },
    orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
    take: limit,
  });
  return rows.map((row) => ({
    ...row,
    state: stateNow(row, at),
    reason: opened(keys, row.id, 'reason', row.reason),
    because: row.because === null ? null : opened(keys, row.id, 'because', row.because),
    until: row.untilDay,
    reported: row.reported === 'monthly' ? 'monthly' : 'not-reported',
  }));
}

const stateNow = ({ state, untilDay }: { state: string; untilDay: string }, at: Date): ExemptionRow['state'] =>
  state === 'agreed' && endOfDayMs(untilDay) <= at.getTime() ? 'over' : (state as ExemptionRow['state']);

function opened(keys: CorpKeys, row: string, column: 'reason' | 'because', sealed: string): string | null {
  try {
    return keys.open({ table: 'exemption', column, row }, sealed);
  } catch {
    return null; // its key is gone: it was erased
  }
}

/** Of a span of time: exemptions of leaders that began in it, for the monthly report; two people agreed to each. */
export const leadersExemptions = (tx: Tx, corp: Corp, from: Date, until: Date) =>
  tx.exemption.findMany({
    where: { corp, reported: 'monthly', agreedAt: { gte: from, lt: until } },
    select: {
      id: true,
      policySlug: true,
      instance: true,
      personId: true,
      firstBy: true,
      secondBy: true,
      agreedAt: true,
      untilDay: true,
    },
    orderBy: { agreedAt: 'asc' },
  });

/** What he wrote, for those who are to decide; nothing once it was erased. */
export const openedReason = (
  keys: CorpKeys,
  { id, reason }: { readonly id: string; readonly reason: string },
): string => opened(keys, id, 'reason', reason) ?? '';
