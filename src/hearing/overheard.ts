import type { Tx } from '../db/client.ts';
import type { Conversation } from '../events/conversation.ts';
import type { GroupFacts, Unseen } from '../events/facts.ts';
import type { Corp } from '../ids.ts';
import { type Sight, sightIn } from '../messages/sight.ts';
import { AROUND_MS, partOf } from '../obligations/part-of.ts';
import type { Asked } from '../policy/asks.ts';
import type { Policy } from '../policy/policy.ts';
import { carriedIn } from './carried.ts';
import { heldSince, openTalks } from './open-talks.ts';
import { loadTalks, silence, type Wanted } from './talk.ts';

/** A group with what its policy asks of it. */
export interface Asking {
  readonly facts: GroupFacts;
  readonly policy: Policy;
  readonly asked: Asked;
}

/**
 * How much is read: `all`; `what-is-open`: of groups in which nobody is waited for and no matter of messages goes on nothing, for
 * whatever is said there has them looked at by itself; `newSince`: of each group what is new from a moment on (null: all), and of
 * before what can still become otherwise. In a group that is not named only time has passed.
 */
export type HowMuch =
  | 'all'
  | 'what-is-open'
  | { readonly newSince: ReadonlyMap<string, { readonly from: Date | null }> };

export interface Overheard {
  /** The same facts, saying how far messages are seen. */
  readonly facts: (facts: GroupFacts) => GroupFacts;
  readonly talk: (chatId: string) => Conversation | null;
}

/** What was said so long ago is judged no more, unless somebody is still waited for in time, or the matter went on since. */
export const LOOKBACK_MS = 35 * 86_400_000;

/** How far the messages of these groups are seen, and what was said in them, where a rule asks; the others cost nothing. */
export async function overhear(tx: Tx, corp: Corp, all: readonly Asking[], howMuch: HowMuch): Promise<Overheard> {
  const asking = all.filter(({ asked }) => asked.needs.has('messages') || asked.records.has('talk'));
  if (asking.length === 0) return { facts: (facts) => facts, talk: () => null };
  const ids = asking.map(({ facts }) => facts.group.chatId);
  const atMs = asking[0]?.facts.atMs ?? 0;
  const begins = await beginningsOf(tx, corp, asking, howMuch, atMs);
  const begin = (chatId: string): Begin => begins.get(chatId) ?? { sinceMs: atMs - LOOKBACK_MS, of: null };
  const first = new Date(Math.min(atMs - LOOKBACK_MS, ...ids.map((id) => begin(id).sinceMs)));
  const sight = await sightIn(tx, corp, ids, first, new Date(atMs));
  const talking = asking.filter(({ asked }) => asked.records.has('talk'));
  const open = howMuch === 'what-is-open' ? await openTalks(tx, corp, talking) : null;
  const wanted = talking.map(
    ({ facts, policy }): Wanted => ({
      facts,
      policy,
      ...begin(facts.group.chatId),
      sight: sight(facts.group.chatId),
    }),
  );
  const [loud, quiet] = [wanted.filter((one) => isLoud(one, open)), wanted.filter((one) => !isLoud(one, open))];
  const talks = await loadTalks(tx, corp, loud);
  const silent = new Map(quiet.map((one) => [one.facts.group.chatId, silence(one)]));
  const listened = new Set(ids);
  return {
    facts: (facts) => (listened.has(facts.group.chatId) ? seenBy(sight(facts.group.chatId), facts) : facts),
    talk: (chatId) => talks.get(chatId) ?? silent.get(chatId) ?? null,
  };
}

type Begin = Pick<Wanted, 'sinceMs' | 'of'>;

/** Since when each group is read, and of which part of it only some is. */
async function beginningsOf(
  tx: Tx,
  corp: Corp,
  asking: readonly Asking[],
  howMuch: HowMuch,
  atMs: number,
): Promise<ReadonlyMap<string, Begin>> {
  const lookback = new Date(atMs - LOOKBACK_MS);
  const recent = typeof howMuch === 'string' ? [] : asking.flatMap((one) => recentOf(one, howMuch.newSince, lookback));
  const carried = await carriedIn(tx, corp, recent, lookback);
  const parts = new Set(recent.map(({ chatId }) => chatId));
  const whole = asking.map(({ facts }) => facts.group.chatId).filter((chatId) => !parts.has(chatId));
  const held = await heldSince(tx, corp, whole, lookback);
  return new Map([
    ...whole.map((chatId): [string, Begin] => [chatId, { sinceMs: held.get(chatId) ?? lookback.getTime(), of: null }]),
    ...recent.map(({ chatId, newFromMs }): [string, Begin] => {
      const own = carried.get(chatId) ?? [];
      const of = partOf(newFromMs, own);
      return [
        chatId,
        { of, sinceMs: Math.min(atMs, of.part.wholeFromMs, ...own.map((one) => one.beganMs - AROUND_MS)) },
      ];
    }),
  ]);
}

/** What is new of so long ago that all is read is no part. */
function recentOf(
  { facts, policy }: Asking,
  news: ReadonlyMap<string, { readonly from: Date | null }>,
  lookback: Date,
) {
  const { chatId } = facts.group;
  const own = news.get(chatId);
  if (own && (own.from === null || own.from <= lookback)) return [];
  return [{ chatId, policy, newFromMs: own?.from?.getTime() ?? Number.POSITIVE_INFINITY }];
}

const isLoud = ({ facts }: Wanted, open: ReadonlySet<string> | null): boolean =>
  open === null || open.has(facts.group.chatId);

/** Nobody knows who anybody is before the directory was read once, nor what a group is before that was. */
function seenBy({ unseen }: Sight, facts: GroupFacts): GroupFacts {
  const isUnread = facts.unseen.get('roster') === 'never-fetched';
  const reason: Unseen | null = isUnread ? 'never-fetched' : unseen;
  const others = [...facts.unseen].filter(([kind]) => kind !== 'messages');
  return { ...facts, unseen: new Map(reason ? [...others, ['messages', reason]] : others) };
}
