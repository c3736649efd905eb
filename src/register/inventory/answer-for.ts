import { appendAudit } from '../../audit/append.ts';
import type { CorpConfig } from '../../config.ts';
import { nowIn } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import { writeAnswer } from './answer.ts';
import { isOpen, type LastAnswer, type Line, linesOf, openInventory } from './lines.ts';

/** What HR says of a group that its owner does not speak for. */
export interface HrAnswer extends LastAnswer {
  /** Null: as proposed. */
  readonly department: string | null;
}

/** Notes HR's word about one open line, meant by chat id or name; null when not exactly one is. */
export async function answerFor(
  deps: Pick<Deps, 'db' | 'keys'>,
  { slug: corp }: CorpConfig,
  group: string,
  { department, ...answer }: HrAnswer,
  by: string,
): Promise<Line | null> {
  const keys = await deps.keys.of(corp);
  return deps.db.withCorp(corp, async (tx) => {
    const round = await openInventory(tx, corp);
    const lines = round ? (await linesOf(tx, corp, round.id)).filter(isOpen) : [];
    const [line, ...others] = lines.filter(({ chatId, name }) => chatId === group || name === group);
    if (!line || others.length > 0) return null;
    const at = await nowIn(tx);
    if (department !== null) await tx.inventoryLine.updateMany({ where: { corp, id: line.id }, data: { department } });
    const entry = await writeAnswer(tx, { corp, keys, at, by }, line, answer, 'cli');
    await appendAudit(tx, corp, keys, at, [entry]);
    return line;
  });
}
