import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { bySaid, type Message } from '../events/message.ts';
import { type Corp, PersonId } from '../ids.ts';
import { FLOW_PLACE, flowsIn, listenersIn, looksBackOf, type SpokenHere } from '../policy/hear.ts';
import type { RuleUse } from '../policy/policy.ts';
import type { Spoken } from './hear-content.ts';
import { type ToKeep, writeHits } from './write-hits.ts';

/** What somebody said in a group, of which something is new: from the first to the last of it. */
interface Stretch {
  readonly chatId: string;
  readonly fromId: string;
  readonly firstMs: number;
  readonly lastMs: number;
}

type Group = Omit<Spoken, 'messages'>;
type Counting = Group & { readonly uses: readonly RuleUse[]; readonly reachMs: number };

/**
 * Finds anew what the flow of messages shows, where something of it became known: new messages, late ones, and those that were taken
 * back. Rows say who, when, what kind and how long, so no words are needed and any order of arrival ends in the same finds. One
 * that is none any more is `gone`, and its matter is taken back when its group is looked at.
 */
export async function recountFlows(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  groups: readonly Group[],
  news: { readonly messages: readonly Message[]; readonly recalled: readonly string[] },
  at: Date,
): Promise<void> {
  const counting = groups.flatMap((group): Counting[] => {
    const uses = listenersIn(group.policy, group.facts).filter(({ rule }) => rule.flows);
    return uses.length === 0 ? [] : [{ ...group, uses, reachMs: looksBackOf(uses).inGroupMs }];
  });
  if (counting.length === 0) return;
  const ids = [...news.messages.map(({ id }) => id), ...news.recalled];
  const byChat = new Map(counting.map((group) => [group.facts.group.chatId, group]));
  const stretches = await stretchesOf(tx, corp, [...byChat.keys()], ids);
  if (stretches.length === 0) return;
  const said = await saidAround(tx, corp, stretches, byChat);
  const finds = stretches.flatMap((stretch): ToKeep[] => {
    const group = byChat.get(stretch.chatId);
    if (!group) return [];
    const { uses, facts, policy, reachMs } = group;
    const isTouched = (ms: number): boolean => ms >= stretch.firstMs && ms <= stretch.lastMs + reachMs;
    return flowsIn(uses, facts, said.get(keyOf(stretch)) ?? [])
      .filter(({ message }) => isTouched(message.sentAtMs))
      .map((find) => ({ ...find, policy }));
  });
  await letGo(tx, corp, stretches, byChat, finds, at);
  await writeHits(tx, corp, keys, finds, at);
}

const keyOf = ({ chatId, fromId }: Pick<Stretch, 'chatId' | 'fromId'>): string => `${chatId}\n${fromId}`;

function stretchesOf(tx: Tx, corp: Corp, chatIds: readonly string[], ids: readonly string[]): Promise<Stretch[]> {
  return tx.$queryRaw<Stretch[]>`
    select chat_id as "chatId", from_id as "fromId", (extract(epoch from min(sent_at)) * 1000)::float8 as "firstMs",
           (extract(epoch from max(sent_at)) * 1000)::float8 as "lastMs"
    from qungui.message
    where corp = ${corp} and id = any(${[...ids]}::text[]) and chat_id = any(${[...chatIds]}::text[])
    group by 1, 2 order by 1, 2`;
}

type Row = Pick<Message, 'id' | 'chatId' | 'kind' | 'hash' | 'length'> & {
  readonly fromId: string;
  readonly fromKind: Message['from']['kind'];
  readonly personId: string | null;
  readonly sentAt: Date;
  readonly revokedAt: Date | null;
};

/** All that those senders said there from as long before as it matters until as long after. One statement. */
async function saidAround(
  tx: Tx,
  corp: Corp,
  stretches: readonly Stretch[],
  byChat: ReadonlyMap<string, Counting>,
): Promise<ReadonlyMap<string, readonly SpokenHere[]>> {
  const reachOf = ({ chatId }: Stretch): number => byChat.get(chatId)?.reachMs ?? 0;
  const rows = await tx.$queryRaw<Row[]>`
    select m.id, m.chat_id as "chatId", m.from_id as "fromId", m.from_kind as "fromKind", m.person_id::text as "personId", m.sent_at as "sentAt",
           m.kind, m.hash, m.length, m.revoked_at as "revokedAt"
    from unnest(${stretches.map(({ chatId }) => chatId)}::text[], ${stretches.map(({ fromId }) => fromId)}::text[],
                ${stretches.map((one) => new Date(one.firstMs - reachOf(one)))}::timestamptz[],
                ${stretches.map((one) => new Date(one.lastMs + reachOf(one)))}::timestamptz[]) as w (chat_id, from_id, since, until)
    join qungui.message m on m.corp = ${corp} and m.chat_id = w.chat_id and m.from_id = w.from_id
      and m.sent_at between w.since and w.until`;
  const said = new Map<string, SpokenHere[]>();
  for (const row of rows.map(spokenOf).sort((a, b) => bySaid(a, b))) {
    const key = keyOf({ chatId: row.chatId, fromId: row.from.id });
    const own = said.get(key);
    if (own) own.push(row);
    else said.set(key, [row]);
  }
  return said;
}

const spokenOf = ({ fromId, fromKind, personId, sentAt, revokedAt, ...row }: Row): SpokenHere => ({
  ...row,
  from: { id: fromId, kind: fromKind, personId: personId === null ? null : PersonId.parse(personId) },
  sentAtMs: sentAt.getTime(),
  revokedAtMs: revokedAt?.getTime() ?? null,
  text: null,
});

/** What was found there and is not found now is none any more. What a person has judged stays as he saw it. */
async function letGo(
  tx: Tx,
  corp: Corp,
  stretches: readonly Stretch[],
  byChat: ReadonlyMap<string, Counting>,
  finds: readonly ToKeep[],
  at: Date,
): Promise<void> {
  const spans = stretches.flatMap((stretch) => {
    const group = byChat.get(stretch.chatId);
    return (group?.uses ?? []).map(({ instance }) => ({ ...stretch, instance, reachMs: group?.reachMs ?? 0 }));
  });
  await tx.$executeRaw`
    update qungui.content_hit h set gone_at = ${at}
    from unnest(${spans.map(({ chatId }) => chatId)}::text[], ${spans.map(({ fromId }) => fromId)}::text[], ${spans.map(({ instance }) => instance)}::text[],
                ${spans.map(({ firstMs }) => new Date(firstMs))}::timestamptz[],
                ${spans.map(({ lastMs, reachMs }) => new Date(lastMs + reachMs))}::timestamptz[]) as w (chat_id, from_id, instance, since, until)
    where h.corp = ${corp} and h.chat_id = w.chat_id and h.by_id = w.from_id and h.instance = w.instance and h.said_at between w.since and w.until
      and h.place >= ${FLOW_PLACE} and h.gone_at is null and h.marked is null
      and not exists (select from unnest(${finds.map(({ message }) => message.id)}::text[], ${finds.map(({ use }) => use.instance)}::text[],
                                         ${finds.map(({ place }) => place)}::int[]) as f (message_id, instance, place)
                      where f.message_id = h.message_id and f.instance = h.instance and f.place = h.place)`;
}
