import type { Tx } from '../db/client.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { whoHeard } from './batch.ts';
import { correctionOf } from './correction.ts';
import type { Judged } from './judged.ts';

/** Who was told of a fault that was none hears so once, in one message whatever the number of them. */
export async function correctHearers(
  tx: Tx,
  { corp, keys, facts, at }: Judged,
  caseIds: readonly string[],
): Promise<void> {
  if (caseIds.length === 0) return;
  for (const { to, lines } of await whoHeard(tx, corp, keys, facts.directory, caseIds))
    await enqueueNotice(tx, corp, keys, { to, content: correctionOf(lines), notBefore: at, at });
}
