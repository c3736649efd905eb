import type { Tx } from '../db/client.ts';
import type { Recused } from '../sanctions/recusal.ts';
import { decidersNow, mayDecideNow } from './bench.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import type { CaseFile } from './load-matter.ts';

/** What somebody may do with a case now, for a page to offer no more than that. */
export interface ActsNow {
  /** Whether he may decide; of an appeal, whether he may review it. */
  readonly decide: 'yes' | Recused;
  /** The accounts of those who may. */
  readonly deciders: readonly string[];
}

/** Who may decide now, and whether this one may; an appeal is for others than the first decision. */
export async function actsNow(tx: Tx, deciding: Deciding, held: Held, file: CaseFile, by: string): Promise<ActsNow> {
  const { appeal, decisions } = file;
  const isAppealed = appeal !== null && appeal.says === null;
  const first = decisions.find(({ id }) => id === appeal?.decisionId)?.actor;
  const what = isAppealed ? 'appeal' : 'breach';
  const earlier = isAppealed && first !== undefined ? [first] : [];
  const { who } = await decidersNow(tx, deciding, held, what, earlier);
  return {
    decide: await mayDecideNow(tx, deciding, held, by, { what, earlier }),
    deciders: who.flatMap((id) => held.directory.persons.get(id)?.userid ?? []),
  };
}
