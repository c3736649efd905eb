import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** A matter that waits for somebody: sure, and of a rule that tells people. */
export interface OpenMatter {
  readonly id: string;
  readonly key: string;
  readonly chatId: string;
  readonly groupName: string;
  readonly groupKind: string | null;
  readonly policySlug: string;
  readonly instance: string;
  readonly clause: string;
  readonly opens: string;
  readonly asker: string;
  readonly awaited: readonly string[];
  /** Ids of the messages; the first opened it. */
  readonly messages: readonly string[];
  readonly openedAt: Date;
  readonly acknowledgeState: string | null;
  readonly acknowledgeDueAt: Date | null;
  readonly acknowledge: unknown;
  readonly resultState: string | null;
  readonly resultDueAt: Date | null;
  readonly result: unknown;
  readonly rolledOver: number;
}

/** Open matters of a corp: of one person, of groups, or all; oldest first. Those of a rule that only observes are nobody's. */
export async function openMatters(
  tx: Tx,
  corp: Corp,
  of: { readonly userid?: string; readonly chatIds?: readonly string[] },
): Promise<readonly OpenMatter[]> {
  const rows = await tx.obligation.findMany({
    where: {
      corp,
      closedAt: null,
      cancelled: null,
      certainty: 'sure',
      level: { not: 'observe' },
      ...(of.userid !== undefined && { awaited: { has: of.userid } }),
      ...(of.chatIds !== undefined && { chatId: { in: [...of.chatIds] } }),
    },
    orderBy: [{ openedAt: 'asc' }, { key: 'asc' }],
  });
  const chatIds = [...new Set(rows.map(({ chatId }) => chatId))];
  const here = { corp, until: null, chatId: { in: chatIds } };
  const names = new Map((await tx.groupState.findMany({ where: here })).map(({ chatId, name }) => [chatId, name]));
  const kinds = new Map((await tx.registerEntry.findMany({ where: here })).map(({ chatId, kind }) => [chatId, kind]));
  return rows.map((row) => ({
    ...row,
    groupName: names.get(row.chatId) ?? '',
    groupKind: kinds.get(row.chatId) ?? null,
  }));
}
