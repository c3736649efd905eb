import { Prisma } from './generated/client.ts';

/** Of rows with since and until: those of now, or those that held at a moment. */
export type Moment = Date | 'now';

/** What a row must be to hold at the moment; goes into a `where`. */
export const holdingAt = (moment: Moment) =>
  moment === 'now' ? { until: null } : { since: { lte: moment }, OR: [{ until: null }, { until: { gt: moment } }] };

/** The rows that had begun by then, as they stood: what ended later had not ended. */
export const asOf = <Row extends { readonly since: Date; readonly until: Date | null }>(
  rows: readonly Row[],
  moment: Moment,
): Row[] =>
  moment === 'now'
    ? [...rows]
    : rows
        .filter((row) => row.since <= moment)
        .map((row) => (row.until !== null && row.until > moment ? { ...row, until: null } : row));

/** The same as a condition in SQL, for rows called so in the statement. */
export function heldAt(row: string, moment: Moment): Prisma.Sql {
  const [since, until] = [Prisma.raw(`${row}.since`), Prisma.raw(`${row}.until`)];
  if (moment === 'now') return Prisma.sql`${until} is null`;
  return Prisma.sql`${since} <= ${moment} and (${until} is null or ${until} > ${moment})`;
}
