import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Waiting } from './pool.ts';
import { noticeMoved } from './state-entry.ts';
import type { World } from './world.ts';

/**
 * Takes out what needs no word any more: a warning when it was answered or is due by now, the word after it when it was answered
 * after all.
 */
export async function dropAnswered(
  tx: Tx,
  { corp }: Pick<World, 'corp'>,
  kind: 'waiting' | 'overdue',
  rows: readonly Waiting[],
): Promise<{ readonly live: readonly Waiting[]; readonly entries: readonly AuditEntry[] }> {
  const ids = rows.flatMap(({ content }) => content.lines.map(({ caseId }) => caseId));
  const still = await stillWaited(tx, corp, kind, [...new Set(ids)]);
  const entries: AuditEntry[] = [];
  const live: Waiting[] = [];
  for (const row of rows) {
    const lines = row.content.lines.filter(({ caseId }) => still.has(caseId));
    if (lines.length > 0) live.push({ ...row, content: { ...row.content, lines } });
    else {
      await tx.notice.updateMany({ where: { corp, id: row.id }, data: { state: 'recalled' } });
      entries.push(noticeMoved(row.id, 'waiting', 'recalled', 'settled'));
    }
  }
  return { live, entries };
}

async function stillWaited(
  tx: Tx,
  corp: Corp,
  kind: 'waiting' | 'overdue',
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const states = kind === 'waiting' ? ['running', 'remind-only'] : ['missed'];
  const rows = await tx.obligation.findMany({
    where: {
      corp,
      id: { in: [...ids] },
      cancelled: null,
      OR: [
        { acknowledgeState: { in: states }, acknowledgeEndedAt: null },
        { resultState: { in: states }, resultEndedAt: null },
      ],
    },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}
