import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { FEWEST } from '../reports/merge-small.ts';

/** How much was asked of people outside their working time, or so late that it reaches into another day. */
export interface AskedAfterHours {
  /** Null: several groups together, of which each has too few to be told apart. */
  readonly groupName: string | null;
  readonly afterHours: number;
  readonly nearClosing: number;
}

/**
 * For the employer, who owes people their rest: by group, the most first. Counts of matters; no words, and nobody's name. What
 * a notice asks of twelve is one.
 */
export async function askedAfterHours(tx: Tx, corp: Corp, since: Date): Promise<readonly AskedAfterHours[]> {
  const rows = await tx.$queryRaw<{ groupName: string; afterHours: number; nearClosing: number }[]>`
    select coalesce(s.name, '') as "groupName",
           count(distinct o.messages[1]) filter (where o.said_when = 'after-hours')::int as "afterHours",
           count(distinct o.messages[1]) filter (where o.said_when = 'near-closing')::int as "nearClosing"
    from qungui.obligation o
    left join qungui.group_state s on s.corp = o.corp and s.chat_id = o.chat_id and s.until is null
    where o.corp = ${corp} and o.opened_at >= ${since} and o.cancelled is null and o.certainty = 'sure'
      and o.opens <> 'customer' and o.said_when <> 'in-hours'
    group by o.chat_id, s.name order by 2 desc, 3 desc, 1`;
  const many = rows.filter(({ afterHours, nearClosing }) => afterHours + nearClosing >= FEWEST);
  const few = rows.filter((row) => !many.includes(row));
  const together = few.reduce(
    (sum, { afterHours, nearClosing }) => ({
      groupName: null,
      afterHours: sum.afterHours + afterHours,
      nearClosing: sum.nearClosing + nearClosing,
    }),
    { groupName: null, afterHours: 0, nearClosing: 0 },
  );
  return together.afterHours + together.nearClosing > 0 ? [...many, together] : many;
}
