import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Message } from '../events/message.ts';
import { type Corp, newId } from '../ids.ts';
import { POLICY_TIME_ZONE } from '../policy/durations.ts';
import { localAt } from '../work-time/local-time.ts';
import { complete } from './complete.ts';
import { recordConsents } from './consents.ts';
import { type Keeping, loadKeeping } from './keeping.ts';
import { isUnmet } from './may-mean.ts';
import { meetNames } from './meet-names.ts';
import { loadNames } from './names-at.ts';
import { foundInArchive } from './rooms.ts';
import type { Said } from './said.ts';
import type { SortedOut, ToPark } from './sort-out.ts';
import { writeHeard } from './write-heard.ts';
import { type ToWrite, writeMessages, writeRecalls } from './write-messages.ts';

/** What is new in a batch. */
export interface Heard {
  /** With their words, where they have any; a repeat is no news. */
  readonly messages: readonly Message[];
  /** Ids of messages that were taken back, and groups in which somebody agreed or refused to be archived. */
  readonly recalled: readonly string[];
  readonly agreedIn: readonly string[];
}

/** Told of what is new, words in memory, in the transaction that keeps it. */
export type Hears = (tx: Tx, corp: Corp, heard: Heard, at: Date) => Promise<void>;

export const nobodyHears: Hears = async () => undefined;

export interface KeepBatch {
  readonly keys: CorpKeys;
  readonly hears: Hears;
  readonly learnedBy: 'archive' | 'file';
  readonly at: Date;
}

/** Keeps what a batch turned out to be: messages as rows, recalls, consents, what is parked, and the counts. One transaction. */
export async function keepBatch(tx: Tx, corp: Corp, sorted: SortedOut, how: KeepBatch): Promise<void> {
  const { keys, at } = how;
  const said = [...sorted.messages, ...sorted.oneToOne.flatMap(({ said, seq }) => (said ? [{ said, seq }] : []))];
  const chatIds = [...new Set(said.map((one) => one.said.chatId))];
  const keeping = await loadKeeping(tx, corp, chatIds, at);
  const kept = keeping.oneToOne === 'kept' ? said : sorted.messages;
  const inGroups = sorted.messages.map((one) => one.said);
  if (how.learnedBy === 'archive') await foundInArchive(tx, corp, inGroups, at);
  const written = await keepMessages(tx, corp, kept, keeping, how);
  await writeHeard(
    tx,
    corp,
    sorted.messages.map((one) => one.said),
  );
  const news = await withNamesMet(tx, corp, written, how);
  await writeRecalls(tx, corp, sorted.recalls);
  await recordConsents(
    tx,
    corp,
    sorted.consents.map((sign) => ({ ...sign, learned: 'message' })),
  );
  const heard = {
    messages: news,
    recalled: sorted.recalls.map(({ messageId }) => messageId),
    agreedIn: sorted.consents.map(({ place }) => place),
  };
  if (news.length + heard.recalled.length + heard.agreedIn.length > 0) await how.hears(tx, corp, heard, at);
  await park(tx, corp, keys, sorted.parked, at);
  await countRecords(tx, corp, at, {
    kept: news.length,
    repeated: kept.length - news.length,
    recalled: sorted.recalls.length,
    consent: sorted.consents.length,
    switched: sorted.switched,
    parked: sorted.parked.length,
    'one-to-one': keeping.oneToOne === 'kept' ? 0 : sorted.oneToOne.length,
  });
}

async function keepMessages(
  tx: Tx,
  corp: Corp,
  said: readonly { readonly said: Said; readonly seq: bigint | null }[],
  keeping: Keeping,
  { keys, learnedBy, at }: KeepBatch,
): Promise<readonly Message[]> {
  if (said.length === 0) return [];
  const names = await loadNames(
    tx,
    corp,
    said.map((one) => one.said),
  );
  const written = said.map((one): ToWrite => ({ message: complete(one.said, names.at(one.said), keys), seq: one.seq }));
  const fresh = await writeMessages(tx, corp, written, { keys, keeping, learnedBy, at });
  const news = new Map(
    written.filter(({ message }) => fresh.has(message.id)).map(({ message }) => [message.id, message]),
  );
  return [...news.values()];
}

/** The same messages; who renamed himself since, and was read already, is met at once. */
async function withNamesMet(
  tx: Tx,
  corp: Corp,
  messages: readonly Message[],
  { keys, at }: KeepBatch,
): Promise<readonly Message[]> {
  const unmet = messages.filter(isUnmet);
  if (unmet.length === 0) return messages;
  const whose = { chatIds: [...new Set(unmet.map(({ chatId }) => chatId))], ids: unmet.map(({ id }) => id) };
  const met = await meetNames(tx, corp, keys, whose, at);
  const known = new Map(met.map((one) => [one.id, one]));
  return messages.map((message): Message => {
    const now = known.get(message.id);
    if (!now) return message;
    return { ...message, mentions: now.mentions, quote: now.quote && { ...now.quote, messageId: null } };
  });
}

/** Sets records aside, sealed; one that is set aside already stays as it is. The trail counts them by reason. */
export async function park(tx: Tx, corp: Corp, keys: CorpKeys, records: readonly ToPark[], at: Date): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map((record) => {
    const id = newId();
    return {
      corp,
      id,
      seq: record.seq === null ? null : String(record.seq),
      msgid: record.msgid,
      reason: record.because,
      keyVersion: record.keyVersion,
      body: keys.seal({ table: 'parked_record', column: 'body', row: id }, record.body),
      bytes: Buffer.byteLength(record.body),
      nearAt: record.nearAtMs === null ? null : new Date(record.nearAtMs),
      parkedAt: at,
      state: 'parked',
    };
  });
  await tx.parkedRecord.createMany({ data: rows, skipDuplicates: true });
  const entries = [...new Set(records.map(({ because }) => because))].map(
    (because): AuditEntry => ({
      v: 1,
      kind: 'records-parked',
      because,
      count: records.filter((record) => record.because === because).length,
    }),
  );
  await appendAudit(tx, corp, keys, at, entries);
}

/** Adds to the counts of the day. */
export async function countRecords(
  tx: Tx,
  corp: Corp,
  at: Date,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const { date } = localAt(at.getTime(), POLICY_TIME_ZONE);
  const some = Object.entries(counts).filter(([, n]) => n > 0);
  if (some.length === 0) return;
  await tx.$executeRaw`
    insert into qungui.archive_count (corp, day, what, count)
    select ${corp}, ${date}, what, n from unnest(${some.map(([what]) => what)}::text[], ${some.map(([, n]) => n)}::int[]) as c (what, n)
    on conflict (corp, day, what) do update set count = archive_count.count + excluded.count`;
}
