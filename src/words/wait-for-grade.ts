import { unnamed } from '../content/unnamed.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { GroupFacts } from '../events/facts.ts';
import { type Corp, newId } from '../ids.ts';
import type { ToBeGraded } from '../policy/hear.ts';
import type { Policy } from '../policy/policy.ts';
import { armTimer } from '../timers/arm.ts';

/** A message that words cannot grade, with its group and the policy in force there. */
export interface Ungraded extends ToBeGraded {
  readonly policy: Policy;
  readonly facts: GroupFacts;
}

/**
 * Has these messages wait for the classifier, sealed and without names; of groups alone in which everybody agreed to the archive, as for all
 * that is looked for. Nobody outside is asked here: what keeps them waits for nothing.
 */
export async function waitForGrade(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  ungraded: readonly Ungraded[],
  at: Date,
): Promise<void> {
  const rows = ungraded.flatMap((one) => rowOf(one, keys, at) ?? []);
  if (rows.length === 0) return;
  await tx.toGrade.createMany({ data: rows.map((row) => ({ corp, ...row })), skipDuplicates: true });
  await armTimer(tx, corp, { kind: 'grade-messages', subject: '-', dueAt: at, at });
}

function rowOf({ use, message, policy, facts, categories, fromPercent }: Ungraded, keys: CorpKeys, at: Date) {
  const text = unnamed(message, facts);
  if (text === null) return null;
  const id = newId();
  return {
    id,
    messageId: message.id,
    chatId: message.chatId,
    byId: message.from.id,
    saidAt: new Date(message.sentAtMs),
    instance: use.instance,
    clause: use.clause.id,
    policySlug: policy.slug,
    policyVersion: policy.version,
    categories: [...categories],
    fromPercent,
    excerpts: policy.messages.content === 'none' ? 'none' : 'kept',
    text: keys.seal({ table: 'to_grade', column: 'text', row: id }, text),
    since: at,
  };
}
