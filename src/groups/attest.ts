import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';

/** What somebody vouches for, or takes back. */
export interface Word {
  readonly chatId: string;
  /** The policy's own word: lower-case letters, digits and hyphens. */
  readonly what: string;
  /** The member it is about; null: the group. */
  readonly memberId: string | null;
  /** The number of a paper, or where a picture lies; empty: none. */
  readonly evidence: string;
  /** A name it is about, where it is about one; null: the announcement as it stands. */
  readonly name: string | null;
  readonly by: string;
}

/** Writes that somebody vouches for it now; the group is looked at again. Earlier words stay beside it as they were given. */
export async function attest(tx: Tx, corp: Corp, keys: CorpKeys, word: Word, at: Date): Promise<void> {
  const { chatId, what, memberId, evidence, name, by } = word;
  const about = name ?? (await announcementOf(tx, corp, chatId));
  await tx.attestation.create({
    data: { corp, id: newId(), chatId, what, memberId, saidBy: by, evidence, about, since: at },
  });
  await written(tx, corp, keys, word, 'given', at);
}

/** Takes back every such word that stands; `nothing` when none does. It still shows in the past. */
export async function takeBack(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  word: Word,
  at: Date,
): Promise<'taken-back' | 'nothing'> {
  const { chatId, what, memberId } = word;
  const { count } = await tx.attestation.updateMany({
    where: { corp, chatId, what, memberId, until: null },
    data: { until: at },
  });
  if (count === 0) return 'nothing';
  await written(tx, corp, keys, word, 'taken-back', at);
  return 'taken-back';
}

async function announcementOf(tx: Tx, corp: Corp, chatId: string): Promise<string> {
  const state = await tx.groupState.findFirst({ where: { corp, chatId, until: null }, select: { noticeHash: true } });
  return state?.noticeHash ?? '';
}

async function written(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { chatId, what, memberId, by }: Word,
  change: 'given' | 'taken-back',
  at: Date,
): Promise<void> {
  await armTimer(tx, corp, { kind: 'look-group', subject: chatId, dueAt: at, at });
  const member = memberId === null ? null : pseudonymOf(keys, memberId);
  await appendAudit(tx, corp, keys, at, [
    { v: 1, kind: 'attested', chatId, what, member, change, by: pseudonymOf(keys, by) },
  ]);
}
