import type { OpenCase } from '../cases/settle.ts';
import type { Tx } from '../db/client.ts';
import { byGroup } from '../groups/by-group.ts';
import type { Corp } from '../ids.ts';
import { MATTER_PREFIX } from '../managed/sentences.ts';

/** The open cases of groups, by chat id; without those of the keeping, which no rule opens or closes. */
export async function openCasesOf(tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<Map<string, OpenCase[]>> {
  const rows = await tx.case.findMany({
    where: { corp, chatId: { in: [...chatIds] }, closedAt: null, NOT: { instance: { startsWith: MATTER_PREFIX } } },
    select: {
      id: true,
      number: true,
      chatId: true,
      policySlug: true,
      instance: true,
      subject: true,
      window: true,
      says: true,
      detail: true,
      level: true,
      held: true,
      toldAt: true,
    },
  });
  return byGroup(rows.map((row) => ({ ...row, detail: row.detail as Record<string, unknown> })));
}
