import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Message } from '../events/message.ts';
import type { Corp } from '../ids.ts';
import type { Keeping } from './keeping.ts';
import { bare } from './things.ts';

export interface ToWrite {
  readonly message: Message;
  /** Null: from a file. */
  readonly seq: bigint | null;
}

interface How {
  readonly keys: CorpKeys;
  readonly keeping: Keeping;
  readonly learnedBy: 'archive' | 'file';
  readonly at: Date;
}

/**
 * Writes messages in one statement; one that is there already is left as it is. Answers the ids of the new ones. Who held the
 * account when it was sent, and a recall that came first, are looked up by the statement itself.
 */
export async function writeMessages(
  tx: Tx,
  corp: Corp,
  all: readonly ToWrite[],
  how: How,
): Promise<ReadonlySet<string>> {
  if (all.length === 0) return new Set();
  const { learnedBy, at } = how;
  const lines = all.map((one) => lineOf(one, how));
  const column = <K extends keyof (typeof lines)[number]>(key: K) => lines.map((line) => line[key]);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    insert into qungui.message (corp, id, chat_id, seq, from_id, from_kind, person_id, sent_at, kind, length, hash,
                                mentions, quote, things, words, revoked_at, learned_at, learned_by)
    select ${corp}, m.id, m.chat_id, m.seq::numeric, m.from_id, m.from_kind, holder.person_id, m.sent_at, m.kind, m.length,
           m.hash, m.mentions::jsonb, m.quote::jsonb, m.things::jsonb, m.words, r.at, ${at}, ${learnedBy}
    from unnest(${column('id')}::text[], ${column('chatId')}::text[], ${column('seq')}::text[], ${column('fromId')}::text[],
                ${column('fromKind')}::text[], ${column('sentAt')}::timestamptz[], ${column('kind')}::text[],
                ${column('length')}::int[], ${column('hash')}::text[], ${column('mentions')}::text[],
                ${column('quote')}::text[], ${column('things')}::text[], ${column('words')}::text[])
      as m (id, chat_id, seq, from_id, from_kind, sent_at, kind, length, hash, mentions, quote, things, words)
    left join lateral (
      select a.person_id from qungui.account a
      where a.corp = ${corp} and a.userid = m.from_id and m.from_kind = 'employee'
        and a.since <= m.sent_at and (a.until is null or a.until > m.sent_at)
      order by a.since desc limit 1) holder on true
    left join qungui.message_recall r on r.corp = ${corp} and r.message_id = m.id
    on conflict do nothing
    returning id`;
  return new Set(rows.map(({ id }) => id));
}

function lineOf({ message, seq }: ToWrite, { keys, keeping }: How) {
  const { id, chatId, from, sentAtMs, kind, length, hash, mentions, quote, things, text } = message;
  const place = { table: 'message', column: 'words', row: id };
  const words = keeping.inGroup(chatId) === 'full' ? keys.seal(place, JSON.stringify({ text, things })) : null;
  return {
    id,
    chatId,
    seq: seq === null ? null : String(seq),
    fromId: from.id,
    fromKind: from.kind,
    sentAt: new Date(sentAtMs),
    kind,
    length,
    hash,
    mentions: JSON.stringify(mentions),
    quote: quote === null ? null : JSON.stringify({ of: quote.of, hash: quote.hash }),
    things: JSON.stringify(things.map(bare)),
    words,
  };
}

/** Keeps recalls, and marks the messages that are here. A recall is the first moment at which it was told. */
export async function writeRecalls(
  tx: Tx,
  corp: Corp,
  recalls: readonly { readonly messageId: string; readonly atMs: number }[],
): Promise<void> {
  if (recalls.length === 0) return;
  const ids = recalls.map(({ messageId }) => messageId);
  const moments = recalls.map(({ atMs }) => new Date(atMs));
  await tx.$executeRaw`
    insert into qungui.message_recall (corp, message_id, at)
    select ${corp}, id, min(at) from unnest(${ids}::text[], ${moments}::timestamptz[]) as r (id, at) group by id
    on conflict (corp, message_id) do update set at = least(message_recall.at, excluded.at)`;
  await tx.$executeRaw`
    update qungui.message m set revoked_at = r.at from qungui.message_recall r
    where m.corp = ${corp} and r.corp = m.corp and r.message_id = m.id and m.id = any(${ids}::text[])
      and m.revoked_at is distinct from r.at`;
}
