import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import type { Corp } from '../ids.ts';

/** What a report is about: a span of time, and whose matters; null: everybody's. */
export interface Scope {
  readonly from: Date;
  readonly until: Date;
  readonly people: readonly { readonly userid: string; readonly personId: string }[] | null;
  /** How much could be seen in the same span, where it was read already: it is of everybody. */
  readonly seen?: readonly SeenRate[];
}

/** One rule's answers in time. What could not be seen stands beside the rate and is in neither of its numbers. */
export interface AnswerRate {
  readonly instance: string;
  readonly clause: string;
  readonly clock: 'acknowledge' | 'result';
  readonly met: number;
  /** Answered, after the time. */
  readonly late: number;
  readonly missed: number;
  /** Leave, unknown shifts or calendars, data gaps, clauses without a number: neither met nor missed. */
  readonly uncounted: number;
  /** Working minutes until the answer, of those that were answered. */
  readonly minutes: { readonly p50: number; readonly p90: number; readonly answered: number } | null;
}

/** What became of one rule's cases. */
export interface CaseRate {
  readonly instance: string;
  readonly clause: string;
  readonly opened: number;
  readonly closed: number;
  /** Of those closed: nobody had to decide. */
  readonly byThemselves: number;
  readonly waiting: number;
}

/** For how much of the time, over all groups, a rule could look. */
export interface SeenRate {
  readonly instance: string;
  readonly groupHours: number;
  readonly seenHours: number;
}

export interface Report {
  readonly from: Date;
  readonly until: Date;
  readonly people: number | null;
  readonly answers: readonly AnswerRate[];
  readonly cases: readonly CaseRate[];
  readonly seen: readonly SeenRate[];
  readonly decisions: { readonly confirmed: number; readonly waived: number; readonly reversed: number };
}

/** Reads the figures of one span. Every rate comes as its numerator and denominator, and with how much could be seen. */
export async function readReport(tx: Tx, corp: Corp, scope: Scope): Promise<Report> {
  const userids = scope.people?.map(({ userid }) => userid) ?? null;
  const subjects = scope.people && [
    ...scope.people.map(({ userid }) => `member:${userid}`),
    ...scope.people.map(({ personId }) => `person:${personId}`),
  ];
  const span = { corp, from: scope.from, until: scope.until };
  return {
    from: scope.from,
    until: scope.until,
    people: scope.people?.length ?? null,
    answers: [...(await ratesOf(tx, span, 'acknowledge', userids)), ...(await ratesOf(tx, span, 'result', userids))],
    cases: await casesOf(tx, span, subjects),
    seen: scope.seen ?? (await readSeen(tx, corp, span)),
    decisions: await decisionsOf(tx, span, subjects),
  };
}

interface Span {
  readonly corp: Corp;
  readonly from: Date;
  readonly until: Date;
}

/** The columns of the two clocks. */
const COLUMNS = {
  acknowledge: {
    state: Prisma.sql`acknowledge_state`,
    due: Prisma.sql`acknowledge_due_at`,
    worked: Prisma.sql`acknowledge_worked_ms`,
  },
  result: { state: Prisma.sql`result_state`, due: Prisma.sql`result_due_at`, worked: Prisma.sql`result_worked_ms` },
} as const;

/** Duties whose time ended in the span: what is still running is in no rate. */
async function ratesOf(
  tx: Tx,
  { corp, from, until }: Span,
  clock: AnswerRate['clock'],
  userids: readonly string[] | null,
): Promise<AnswerRate[]> {
  const { state, due, worked } = COLUMNS[clock];
  const answered = Prisma.sql`filter (where ${state} in ('met', 'late'))`;
  const rows = await tx.$queryRaw<RateRow[]>`
    select instance, clause, ${clock}::text as clock,
           count(*) filter (where ${state} = 'met')::int as met,
           count(*) filter (where ${state} = 'late')::int as late,
           count(*) filter (where ${state} = 'missed')::int as missed,
           count(*) filter (where ${state} not in ('met', 'late', 'missed'))::int as uncounted,
           (percentile_disc(0.5) within group (order by ${worked}) ${answered})::float8 as p50,
           (percentile_disc(0.9) within group (order by ${worked}) ${answered})::float8 as p90
    from qungui.obligation
    where corp = ${corp} and certainty = 'sure' and cancelled is null and ${state} <> 'cancelled'
      and coalesce(${due}, opened_at) >= ${from} and coalesce(${due}, opened_at) < ${until}
      and (${userids === null} or awaited && ${[...(userids ?? [])]}::text[])
    group by instance, clause order by clause, instance`;
  return rows.map(rateOf);
}

type RateRow = Omit<AnswerRate, 'minutes'> & { readonly p50: number | null; readonly p90: number | null };

const MINUTE_MS = 60_000;

function rateOf({ p50, p90, ...row }: RateRow): AnswerRate {
  const answered = row.met + row.late;
  const minutes =
    p50 === null || p90 === null
      ? null
      : { p50: Math.round(p50 / MINUTE_MS), p90: Math.round(p90 / MINUTE_MS), answered };
  return { ...row, minutes };
}

const casesOf = (tx: Tx, { corp, from, until }: Span, subjects: readonly string[] | null) => tx.$queryRaw<CaseRate[]>`
    select instance, clause,
           count(*) filter (where opened_at >= ${from} and opened_at < ${until})::int as opened,
           count(*) filter (where closed_at >= ${from} and closed_at < ${until})::int as closed,
           count(*) filter (where closed_at >= ${from} and closed_at < ${until}
                              and closed_because in ('fixed', 'answered'))::int as "byThemselves",
           count(*) filter (where opened_at < ${until} and (closed_at is null or closed_at >= ${until}))::int as waiting
    from qungui."case"
    where corp = ${corp} and level <> 'observe' and held is distinct from 'baseline'
      and opened_at < ${until} and (closed_at is null or closed_at >= ${from})
      and (${subjects === null} or subject = any(${[...(subjects ?? [])]}::text[]))
    group by instance, clause order by clause, instance`;

/** Of everybody: what a rule can see is a matter of groups. `partly` counts as half a view, and is said so in the words beside it. */
export const readSeen = (tx: Tx, corp: Corp, { from, until }: Pick<Scope, 'from' | 'until'>) => tx.$queryRaw<
  SeenRate[]
>`
    with looked as (
      select rule as instance, verdict,
             extract(epoch from least(coalesce(until, qungui.clock()), ${until}) - greatest(since, ${from})) / 3600 as hours
      from qungui.coverage
      where corp = ${corp} and since < least(qungui.clock(), ${until}::timestamptz) and (until is null or until > ${from}))
    select instance, round(sum(hours)::numeric, 1)::float8 as "groupHours",
           round(sum(hours * case verdict when 'checked' then 1 when 'partly' then 0.5 else 0 end)::numeric, 1)::float8 as "seenHours"
    from looked where hours > 0 group by instance order by instance`;

async function decisionsOf(tx: Tx, { corp, from, until }: Span, subjects: readonly string[] | null) {
  const rows = await tx.$queryRaw<{ action: string; count: number }[]>`
    select d.action, count(*)::int as count from qungui.decision d
    join qungui."case" c on c.corp = d.corp and c.id = d.case_id
    where d.corp = ${corp} and d.at >= ${from} and d.at < ${until}
      and d.action in ('confirmed', 'waived', 'reversed')
      and (${subjects === null} or c.subject = any(${[...(subjects ?? [])]}::text[]))
    group by d.action`;
  const of = (action: string): number => rows.find((row) => row.action === action)?.count ?? 0;
  return { confirmed: of('confirmed'), waived: of('waived'), reversed: of('reversed') };
}
