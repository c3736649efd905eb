import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { suggestion } from '../policy/nearest.ts';
import { wrongUse } from './desk.ts';

export interface KeptGroup {
  readonly chatId: string;
  readonly name: string;
}

/** The kept groups that are meant: one by its chat id or name, or all of them. */
export async function keptGroups(tx: Tx, corp: Corp, wanted: string): Promise<KeptGroup[]> {
  const all = await tx.managedGroup.findMany({
    where: { corp, state: { not: 'refused' } },
    orderBy: { askedAt: 'asc' },
    select: { chatId: true, name: true },
  });
  if (wanted === 'all') return all;
  const found = all.filter(({ chatId, name }) => chatId === wanted || name === wanted);
  if (found.length === 1) return found;
  throw wrongUse(
    `no one group that the service keeps is ${JSON.stringify(wanted)}`,
    found.length > 1
      ? `${found.length} are called so`
      : 'only groups made with `groups create` are kept; others are never touched',
    all.length === 0
      ? 'make one with: groups create'
      : suggestion(
          wanted,
          all.map(({ name }) => name),
        ),
  );
}
