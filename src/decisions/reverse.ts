import type { AuditEntry } from '../audit/entry.ts';
import { whoHeard } from '../cases/batch.ts';
import { closeCases } from '../cases/close-cases.ts';
import { correctionOf } from '../cases/correction.ts';
import { isAboutFinds } from '../cases/topics.ts';
import type { Tx } from '../db/client.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { markFindsOf } from '../words/mark-finds.ts';
import type { Deciding } from './deciding.ts';
import { fallBackWhereWrong } from './fall-back.ts';
import type { Held } from './hold-matter.ts';
import { recallUnsent } from './recall-unsent.ts';
import { giveStrikeBack } from './strikes.ts';
import { tellVerdict } from './tell-people.ts';

/**
 * What follows when a decision is reversed on appeal: the strike is given back, he and everybody else who was told of the matter is
 * corrected, and it counts against the rule, which falls back to observing when it was wrong too often. The entries belong into the trail.
 */
export async function reverse(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  decisionId: string,
  by: string,
): Promise<AuditEntry[]> {
  const { corp, keys, at } = deciding;
  const { matter } = held;
  const entries: AuditEntry[] = [
    ...(await giveStrikeBack(tx, deciding, held, decisionId, 'reversed')),
    ...(await recallUnsent(tx, deciding, matter.id, 'verdict')),
  ];
  await tx.case.updateMany({ where: { corp, id: matter.id }, data: { stage: 'reversed' } });
  if (isAboutFinds(matter.rule)) {
    entries.push(...(await markFindsOf(tx, corp, keys, matter, { marked: 'wrong', by, note: null, at })));
    const ended = matter.closedAt ? [] : [{ id: matter.id, because: 'taken-back' as const }];
    entries.push(...(await closeCases(tx, { corp, at, judged: null }, ended)));
  }
  await tellVerdict(tx, deciding, held, {
    by,
    says: 'reversed',
    measure: null,
    appealUntil: null,
    notBefore: at,
  });
  await correctOthers(tx, deciding, held);
  return [...entries, ...(await fallBackWhereWrong(tx, deciding))];
}

/** Others who were told of it, such as who looks after the group, hear once that there was nothing. */
async function correctOthers(tx: Tx, { corp, keys, at }: Deciding, { matter, directory, person }: Held): Promise<void> {
  for (const { to, lines } of await whoHeard(tx, corp, keys, directory, [matter.id]))
    if (to !== person?.userid)
      await enqueueNotice(tx, corp, keys, { to, content: correctionOf(lines), notBefore: at, at });
}
