import type { OpenCase } from '../cases/settle.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** The open cases of groups, by chat id; without those of the keeping, which no rule opens or closes. */
export async function openCasesOf(tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<Map<string, OpenCase[]>> {
  const rows = await tx.case.findMany({
    where: { corp, chatId: { in: [...chatIds] }, closedAt: null, NOT: { instance: { startsWith: 'managed/' } } },
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
  const open = new Map<string, OpenCase[]>();
  for (const { chatId, detail, ...row } of rows) {
    const own = open.get(chatId) ?? [];
    own.push({ ...row, detail: detail as Record<string, unknown> });
    open.set(chatId, own);
  }
  return open;
}
