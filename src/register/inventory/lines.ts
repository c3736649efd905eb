import type { Tx } from '../../db/client.ts';
import { REACHES, type Reach } from '../../events/group.ts';
import type { Corp } from '../../ids.ts';
import { CONFIDENCES, type Confidence } from './propose-kind.ts';

export const ANSWERS = ['kind', 'unused', 'not-mine', 'migrate'] as const;
export type AnswerWord = (typeof ANSWERS)[number];

/** The last answer about a line. */
export interface LastAnswer {
  readonly answer: AnswerWord;
  readonly kind: string | null;
  readonly purpose: string | null;
  /** The day he chose. */
  readonly until: string | null;
}

/** One group of a round. */
export interface Line {
  readonly id: string;
  readonly inventoryId: string;
  readonly chatId: string;
  readonly name: string;
  readonly reach: Reach;
  readonly owner: string;
  readonly kind: string | null;
  readonly department: string;
  readonly purpose: string;
  readonly confidence: Confidence;
  readonly reason: string;
  readonly state: string;
  readonly dueOn: string | null;
  readonly answered: (LastAnswer & { readonly via: string }) | null;
}

/** The lines of a round with their last answers, by owner and name; of these owners alone, when they are named. */
export async function linesOf(tx: Tx, corp: Corp, inventoryId: string, owners?: readonly string[]): Promise<Line[]> {
  const rows = await tx.inventoryLine.findMany({
    where: { corp, inventoryId, ...(owners && { owner: { in: [...owners] } }) },
    orderBy: [{ owner: 'asc' }, { name: 'asc' }, { chatId: 'asc' }],
  });
  const answers = await tx.inventoryAnswer.findMany({
    where: { corp, lineId: { in: rows.map(({ id }) => id) } },
    orderBy: { at: 'asc' },
  });
  const last = new Map(answers.map((one) => [one.lineId, one]));
  return rows.map((row): Line => {
    const found = last.get(row.id);
    const answer = ANSWERS.find((word) => word === found?.answer);
    return {
      ...row,
      reach: REACHES.find((reach) => reach === row.reach) ?? 'unknown',
      confidence: CONFIDENCES.find((word) => word === row.confidence) ?? 'unknown',
      answered:
        found && answer
          ? { answer, kind: found.kind, purpose: found.purpose, until: found.until, via: found.via }
          : null,
    };
  });
}

/** A line that is still waiting for somebody. */
export const isOpen = ({ state }: Pick<Line, 'state'>): boolean => state === 'proposed' || state === 'answered';

/** What was registered by another way meanwhile is asked about no more, and never overwritten by a proposal. */
export async function closeRegistered(tx: Tx, corp: Corp, inventoryId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    update qungui.inventory_line l set state = 'registered', settled_at = ${at}
    where l.corp = ${corp} and l.inventory_id = ${inventoryId}::uuid and l.state in ('proposed', 'answered')
      and exists (select from qungui.register_entry r where r.corp = l.corp and r.chat_id = l.chat_id and r.until is null)`;
}

/** The round that is open, held for whoever settles or writes its lines: nobody else does so until this transaction ends. */
export async function holdInventory(tx: Tx, corp: Corp): Promise<{ id: string } | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select id::text from qungui.inventory where corp = ${corp} and ended_at is null for update`;
  return row;
}

/** The round that is open. */
export const openInventory = (tx: Tx, corp: Corp) => tx.inventory.findFirst({ where: { corp, endedAt: null } });
