import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { type Asked, decidersNow } from './bench.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { tellDeciders, type Waiting, whoHearsOfRest } from './tell-people.ts';

/**
 * Tells whoever may decide of a matter that it waits: who looks after it, else those who may. Where nobody may, HR and counsel are told,
 * the matter rests, and the trail says so. The entries belong into the trail.
 */
export async function tellWhoDecides(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  asked: Asked,
  waiting: Waiting,
): Promise<AuditEntry[]> {
  const { who, recused } = await decidersNow(tx, deciding, held, asked);
  const able = who.flatMap((id) => held.directory.persons.get(id)?.userid ?? []).sort();
  if (able.length === 0) {
    await tellDeciders(tx, deciding, held, whoHearsOfRest(held), { what: 'nobody' });
    const { id: caseId, chatId } = held.matter;
    return [{ v: 1, kind: 'nobody-decides', caseId, chatId, what: asked.what, recused: recused.length }];
  }
  const keeper = await tx.assignment.findFirst({
    where: { corp: deciding.corp, caseId: held.matter.id, until: null },
    select: { to: true },
  });
  await tellDeciders(tx, deciding, held, keeper && able.includes(keeper.to) ? [keeper.to] : able, waiting);
  return [];
}
