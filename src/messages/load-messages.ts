import type { Tx } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { bySaid, type Mention, type Message, type Quote } from '../events/message.ts';
import type { MessageThing } from '../events/message-thing.ts';
import { Reading } from '../events/reading.ts';
import { byGroup } from '../groups/by-group.ts';
import { type Corp, PersonId } from '../ids.ts';

interface Window {
  readonly chatId: string;
  /** Inclusive. */
  readonly sinceMs: number;
  /** Exclusive. */
  readonly untilMs: number;
}

/** The messages of a group in the order in which they were said, with their words where they are kept. */
export async function loadMessages(tx: Tx, corp: Corp, keys: CorpKeys, window: Window): Promise<readonly Message[]> {
  const { chatId, sinceMs, untilMs } = window;
  const rows = await tx.message.findMany({
    where: { corp, chatId, sentAt: { gte: new Date(sinceMs), lt: new Date(untilMs) } },
    orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
  });
  return withQuotes(rows.map((row) => messageOf(row, keys)));
}

/** Messages without their words, and what was read of them when they were heard, by message id. */
export interface Heard {
  readonly messages: readonly Message[];
  readonly readings: ReadonlyMap<string, Reading>;
}

/** Which messages of a group are wanted: all since a moment, and of before it some. */
export interface HeardFrom {
  readonly sinceMs: number;
  readonly ids?: ReadonlySet<string>;
  /** All of somebody, since a moment of his own. */
  readonly bySender?: ReadonlyMap<string, number>;
}

/**
 * What was said in these groups, by chat id, in the order in which it was said. One statement; two where something is wanted of before,
 * for what is quoted may have been said more than once.
 */
export async function loadHeard(
  tx: Tx,
  corp: Corp,
  wanted: ReadonlyMap<string, HeardFrom>,
): Promise<ReadonlyMap<string, Heard>> {
  if (wanted.size === 0) return new Map();
  const said = await rowsOf(tx, corp, [...wanted].flatMap(wantedOf));
  const twins = await rowsOf(tx, corp, quotedBefore(said, wanted));
  const rows = [...new Map([...said, ...twins].map((row) => [row.id, row])).values()];
  return new Map(
    [...byGroup(rows)].map(([chatId, own]): [string, Heard] => [
      chatId,
      {
        messages: withQuotes(own.map((row) => wordless(row))),
        readings: new Map(own.flatMap(({ id, reading }) => (reading === null ? [] : [[id, Reading.parse(reading)]]))),
      },
    ]),
  );
}

const rowsOf = (tx: Tx, corp: Corp, any: readonly Prisma.MessageWhereInput[]) =>
  any.length === 0
    ? Promise.resolve([])
    : tx.message.findMany({
        where: { corp, OR: [...any] },
        omit: { words: true },
        orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
      });

function wantedOf([chatId, { sinceMs, ids, bySender }]: [string, HeardFrom]): Prisma.MessageWhereInput[] {
  const before = Number.isFinite(sinceMs) ? { lt: new Date(sinceMs) } : {};
  return [
    ...(Number.isFinite(sinceMs) ? [{ chatId, sentAt: { gte: new Date(sinceMs) } }] : []),
    ...(ids && ids.size > 0 ? [{ chatId, id: { in: [...ids] } }] : []),
    ...[...(bySender ?? [])].map(([fromId, ms]) => ({ chatId, fromId, sentAt: { gte: new Date(ms), ...before } })),
  ];
}

/** Everything that could be what a message quotes, as far back as anything of before is wanted. */
function quotedBefore(
  said: readonly Omit<Row, 'words'>[],
  wanted: ReadonlyMap<string, HeardFrom>,
): Prisma.MessageWhereInput[] {
  return [...byGroup(said)].flatMap(([chatId, rows]) => {
    const { ids, sinceMs = 0 } = wanted.get(chatId) ?? {};
    const hashes = rows
      .flatMap(({ quote }) => (quote === null ? [] : (quote as unknown as Quote).hash))
      .filter(Boolean);
    const [first] = rows;
    if (!ids || ids.size === 0 || hashes.length === 0 || !first) return [];
    const before = Number.isFinite(sinceMs) ? { lt: new Date(sinceMs) } : {};
    return [{ chatId, hash: { in: [...new Set(hashes)] }, sentAt: { gte: first.sentAt, ...before } }];
  });
}

type Row = Prisma.MessageGetPayload<object>;

function messageOf(row: Row, keys: CorpKeys): Message {
  const kept = row.words === null ? null : keys.open({ table: 'message', column: 'words', row: row.id }, row.words);
  const words = kept === null ? {} : (JSON.parse(kept) as Pick<Message, 'text' | 'things'>);
  return { ...wordless(row), ...words };
}

function wordless(row: Omit<Row, 'words'>): Message {
  const { id, chatId, fromId, fromKind, personId, sentAt, kind, length, hash, mentions, quote, revokedAt } = row;
  return {
    id,
    chatId,
    from: {
      id: fromId,
      kind: fromKind as Message['from']['kind'],
      personId: personId ? PersonId.parse(personId) : null,
    },
    sentAtMs: sentAt.getTime(),
    kind: kind as Message['kind'],
    length,
    hash,
    text: null,
    mentions: mentions as unknown as readonly Mention[],
    quote: quote === null ? null : { ...(quote as unknown as Omit<Quote, 'messageId'>), messageId: null },
    things: row.things as unknown as readonly MessageThing[],
    revokedAtMs: revokedAt?.getTime() ?? null,
  };
}

/** The same messages, each quote with the latest earlier message that it can mean. Pure; the same for every order of arrival. */
export function withQuotes(messages: readonly Message[]): readonly Message[] {
  const byHash = new Map<string, Message[]>();
  return [...messages].sort(bySaid).map((message) => {
    const found = message.quote && quotedBy(message.quote, byHash.get(message.quote.hash) ?? []);
    if (message.hash !== '') byHash.set(message.hash, [...(byHash.get(message.hash) ?? []), message]);
    return message.quote && found ? { ...message, quote: { ...message.quote, messageId: found.id } } : message;
  });
}

function quotedBy({ of, hash }: Quote, earlier: readonly Message[]): Message | undefined {
  if (hash === '' || of.is === 'all' || of.is === 'nobody') return undefined;
  const ids = of.is === 'one' ? [of.id] : of.ids;
  return earlier.findLast(({ from }) => ids.includes(from.id));
}
