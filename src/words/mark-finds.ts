import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { loadFacts } from '../groups/load-facts.ts';
import { withRecordsOf } from '../groups/load-records.ts';
import { lookAtNews } from '../hearing/said-anew.ts';
import type { Corp } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { findsOf } from './finds-of.ts';

/** What somebody says of finds. */
export interface Verdict {
  readonly marked: 'right' | 'wrong';
  /** His account. */
  readonly by: string;
  readonly note: string | null;
  readonly at: Date;
}

interface Marked {
  readonly id: string;
  readonly chatId: string;
  readonly instance: string;
}

/** Keeps what somebody says of one find, and has its group judged again; the last word counts. The entry belongs into the trail. */
export async function markFind(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { id, chatId, instance }: Marked,
  { marked, by, note, at }: Verdict,
): Promise<AuditEntry> {
  const sealed = note === null ? null : keys.seal({ table: 'content_hit', column: 'note', row: id }, note);
  await tx.contentHit.updateMany({ where: { corp, id }, data: { marked, markedBy: by, markedAt: at, note: sealed } });
  await lookAtNews(tx, corp, [{ chatId, from: at }], at);
  return { v: 1, kind: 'hit-marked', hitId: id, chatId, instance, marked, by: pseudonymOf(keys, by) };
}

/** A matter of a group that is made of finds. */
export interface FoundMatter {
  readonly chatId: string;
  readonly policySlug: string;
  readonly instance: string;
  readonly subject: string;
  readonly window: string;
}

/** Says the same of every find of a matter. The entries belong into the trail. */
export async function markFindsOf(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  matter: FoundMatter,
  verdict: Verdict,
): Promise<AuditEntry[]> {
  const { chatId, policySlug, instance } = matter;
  const policy = (await policiesInForce(tx, corp, verdict.at)).find(({ slug }) => slug === policySlug);
  const directory = await directoryOf(tx, corp, verdict.at.getTime());
  const facts = policy && (await loadFacts(tx, corp, chatId, directory, verdict.at));
  if (!facts) return [];
  const told = await withRecordsOf(tx, corp, facts, policy);
  const entries: AuditEntry[] = [];
  for (const { id } of findsOf(policy, told, matter))
    entries.push(await markFind(tx, corp, keys, { id, chatId, instance }, verdict));
  return entries;
}
