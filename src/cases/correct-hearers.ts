import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
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
  const knows = await falseAlarmsOf(tx, corp, caseIds);
  for (const { to, lines } of await whoHeard(tx, corp, keys, facts.directory, caseIds)) {
    const news = lines.filter(({ caseId }) => !knows(caseId, to));
    if (news.length > 0) await enqueueNotice(tx, corp, keys, { to, content: correctionOf(news), notBefore: at, at });
  }
}

/** Whoever called it a false alarm himself need not hear that it was one. */
async function falseAlarmsOf(tx: Tx, corp: Corp, caseIds: readonly string[]) {
  const rows = await tx.decision.findMany({
    where: { corp, caseId: { in: [...caseIds] }, action: 'find-wrong' },
    select: { caseId: true, actor: true },
  });
  const said = new Set(rows.map(({ caseId, actor }) => `${caseId} ${actor.toLowerCase()}`));
  return (caseId: string, to: string): boolean => said.has(`${caseId} ${to.toLowerCase()}`);
}
