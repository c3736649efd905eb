import type { Tx } from '../db/client.ts';
import type { Conversation } from '../events/conversation.ts';
import type { GroupFacts, Unseen } from '../events/facts.ts';
import type { Corp } from '../ids.ts';
import { type Sight, sightIn } from '../messages/sight.ts';
import type { Asked } from '../policy/asks.ts';
import type { Policy } from '../policy/policy.ts';
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
 * whatever is said there has them looked at by itself.
 */
export type HowMuch = 'all' | 'what-is-open';

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
  const held = await heldSince(tx, corp, ids, new Date(atMs - LOOKBACK_MS));
  const sinceMs = (chatId: string) => held.get(chatId) ?? atMs - LOOKBACK_MS;
  const first = new Date(Math.min(...ids.map(sinceMs)));
  const sight = await sightIn(tx, corp, ids, first, new Date(atMs));
  const talking = asking.filter(({ asked }) => asked.records.has('talk'));
  const open = howMuch === 'all' ? null : await openTalks(tx, corp, talking);
  const wanted = talking.map(
    ({ facts, policy }): Wanted => ({
      facts,
      policy,
      sinceMs: sinceMs(facts.group.chatId),
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

const isLoud = ({ facts }: Wanted, open: ReadonlySet<string> | null): boolean =>
  open === null || open.has(facts.group.chatId);

/** Nobody knows who anybody is before the directory was read once, nor what a group is before that was. */
function seenBy({ unseen }: Sight, facts: GroupFacts): GroupFacts {
  const isUnread = facts.unseen.get('roster') === 'never-fetched';
  const reason: Unseen | null = isUnread ? 'never-fetched' : unseen;
  const others = [...facts.unseen].filter(([kind]) => kind !== 'messages');
  return { ...facts, unseen: new Map(reason ? [...others, ['messages', reason]] : others) };
}
