import type { Tx } from '../db/client.ts';
import type { Recused } from '../sanctions/recusal.ts';
import { askedOf, decidersNow, mayDecideNow } from './bench.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';

/** What somebody may do with a case now, for a page to offer no more than that. */
export interface ActsNow {
  /** Whether he may decide; of an appeal, whether he may review it. */
  readonly decide: 'yes' | Recused;
  /** The accounts of those who may. */
  readonly deciders: readonly string[];
}

/** Who may decide now, and whether this one may; an appeal is for others than the first decision. */
export async function actsNow(tx: Tx, deciding: Deciding, held: Held, by: string): Promise<ActsNow> {
  const asked = await askedOf(tx, deciding, held);
  const { who } = await decidersNow(tx, deciding, held, asked);
  return {
    decide: await mayDecideNow(tx, deciding, held, by, asked),
    deciders: who.flatMap((id) => held.directory.persons.get(id)?.userid ?? []),
  };
}
