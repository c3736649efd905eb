import type { Spoken } from '../content/flow.ts';
import type { Tx } from '../db/client.ts';
import type { Message } from '../events/message.ts';
import type { Corp } from '../ids.ts';

/** From when on what was said in a group is looked at. */
export interface Since {
  readonly chatId: string;
  readonly sinceMs: number;
}

type Row = {
  readonly id: string;
  readonly chatId: string;
  readonly fromId: string;
  readonly fromKind: Message['from']['kind'];
  readonly sentAt: Date;
  readonly kind: Message['kind'];
  readonly hash: string;
  readonly length: number;
  readonly revokedAt: Date | null;
};

/** What the sender of a message said in its group before it, in order; one statement for all groups. */
export async function saidBefore(
  tx: Tx,
  corp: Corp,
  wanted: readonly Since[],
): Promise<(message: Message) => readonly Spoken[]> {
  if (wanted.length === 0) return () => [];
  const rows = await tx.$queryRaw<Row[]>`
    select m.id, m.chat_id as "chatId", m.from_id as "fromId", m.from_kind as "fromKind", m.sent_at as "sentAt", m.kind, m.hash,
           m.length, m.revoked_at as "revokedAt"
    from unnest(${wanted.map(({ chatId }) => chatId)}::text[], ${wanted.map(({ sinceMs }) => new Date(sinceMs))}::timestamptz[]) as w (chat_id, since)
    join qungui.message m on m.corp = ${corp} and m.chat_id = w.chat_id and m.sent_at >= w.since
    order by m.sent_at, m.id collate "C"`;
  const bySender = new Map<string, Spoken[]>();
  for (const row of rows) {
    const key = keyOf(row.chatId, row.fromId);
    const own = bySender.get(key);
    if (own) own.push(spokenOf(row));
    else bySender.set(key, [spokenOf(row)]);
  }
  return (message) => {
    const own = bySender.get(keyOf(message.chatId, message.from.id)) ?? [];
    const at = own.findIndex(({ id }) => id === message.id);
    return at < 0 ? own.filter(({ sentAtMs }) => sentAtMs < message.sentAtMs) : own.slice(0, at);
  };
}

const keyOf = (chatId: string, fromId: string): string => `${chatId}\n${fromId}`;

const spokenOf = ({ id, fromId, fromKind, sentAt, kind, hash, length, revokedAt }: Row): Spoken => ({
  id,
  from: { id: fromId, kind: fromKind, personId: null },
  sentAtMs: sentAt.getTime(),
  kind,
  hash,
  length,
  revokedAtMs: revokedAt?.getTime() ?? null,
});
