import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import type { Corp } from '../ids.ts';
import type { Waiting } from './pool.ts';
import { noticeMoved } from './state-entry.ts';
import type { World } from './world.ts';

/** True of the row `c` of qungui.case about which nobody needs to decide anything, and its subject need not explain, any more. */
export const NEEDS_NO_DECISION = Prisma.sql`(coalesce(c.stage, '') in ('decided', 'reversed') or c.closed_at is not null and coalesce(c.stage, '') <> 'appealed')`;

/** Takes out what was decided before its card was written. */
export async function dropDecided(
  tx: Tx,
  { corp }: Pick<World, 'corp'>,
  rows: readonly Waiting[],
): Promise<{ readonly live: readonly Waiting[]; readonly entries: readonly AuditEntry[] }> {
  const ids = rows.flatMap(({ content }) => content.lines.map(({ caseId }) => caseId));
  const over = await decidedAmong(tx, corp, ids);
  const entries: AuditEntry[] = [];
  const live: Waiting[] = [];
  for (const row of rows) {
    const lines = row.content.lines.filter(({ caseId }) => !over.has(caseId));
    if (lines.length > 0) live.push({ ...row, content: { ...row.content, lines } });
    else {
      await tx.notice.updateMany({ where: { corp, id: row.id }, data: { state: 'recalled' } });
      entries.push(noticeMoved(row.id, 'waiting', 'recalled', 'decided'));
    }
  }
  return { live, entries };
}

async function decidedAmong(tx: Tx, corp: Corp, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select c.id::text from qungui."case" c
    where c.corp = ${corp} and c.id = any(${[...ids]}::uuid[]) and ${NEEDS_NO_DECISION}`;
  return new Set(rows.map(({ id }) => id));
}
