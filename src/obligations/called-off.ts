import { type Conversation, isAllHere } from '../events/conversation.ts';
import { type Message, mentionedFor } from '../events/message.ts';
import type { Mark } from '../events/reading.ts';
import type { Demand } from './demands.ts';
import { quotes } from './proofs.ts';
import { readingOf, saidIn, saidSince } from './read-conversation.ts';

/** 不用了 the next day, without a quote, is said of something else. */
const WITHIN_MS = 86_400_000;
/** "不用看了，今天发" calls nothing off. */
const ALSO_ASKS: readonly Mark[] = ['ask', 'question', 'same-day'];

/**
 * Demands with those cancelled that whoever made them called off: what he last said to the same person before a bare 不用了, within a
 * day, or what he quotes. Which of several things 不用交报表了 means nobody can say without its words, so it cancels none.
 */
export function withoutCalledOff(demands: readonly Demand[], talk: Conversation): readonly Demand[] {
  const offs = saidIn(talk).filter(
    (message) => message.revokedAtMs === null && isOff(message, talk) && isKnownFully(message, talk),
  );
  if (offs.length === 0) return demands;
  const atMs = new Map<Demand, number>();
  for (const message of offs) {
    for (const demand of meantBy(message, demands, talk)) {
      atMs.set(demand, Math.min(message.sentAtMs, atMs.get(demand) ?? demand.revokedAtMs ?? message.sentAtMs));
    }
  }
  return demands.map((demand) => ({ ...demand, revokedAtMs: atMs.get(demand) ?? demand.revokedAtMs }));
}

/** Where not all that its sender said before is here, what it called off is not judged here as if it stood. */
const isKnownFully = ({ from, sentAtMs }: Message, talk: Conversation): boolean =>
  isAllHere(from.id, sentAtMs - WITHIN_MS, talk);

function isOff(message: Message, talk: Conversation): boolean {
  const { marks, statedDay } = readingOf(message, talk);
  if (!marks.includes('calls-off') || statedDay !== null || ALSO_ASKS.some((mark) => marks.includes(mark)))
    return false;
  return marks.includes('calls-it-off') || message.quote !== null;
}

function meantBy(message: Message, demands: readonly Demand[], talk: Conversation): readonly Demand[] {
  const { from, sentAtMs } = message;
  const own = demands.filter(
    ({ asker, spokenBy, atMs }) => (asker === from.id || spokenBy === from.id) && atMs < sentAtMs,
  );
  if (message.quote) return own.filter((demand) => quotes(message, [demand], talk));
  return mentionedFor(message).flatMap((id) => {
    const last = lastTo(id, message, talk);
    return own.filter(({ messageId, awaited }) => messageId === last?.id && awaited.includes(id));
  });
}

/** What the same sender said to somebody before, within a day, and did not take back. */
const lastTo = (id: string, { from, sentAtMs }: Message, talk: Conversation): Message | undefined =>
  saidSince(sentAtMs - WITHIN_MS, from.id, talk)
    .filter(({ message, names }) => message.sentAtMs < sentAtMs && names.includes(id))
    .at(-1)?.message;
