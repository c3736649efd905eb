import { QUEUE_STATES, type QueueState } from '../../decisions/queue-state.ts';
import type { Corp } from '../../ids.ts';
import { pathTo } from '../paths.ts';

/** What of the queue somebody wants to see; empty: all. */
export interface Wish {
  readonly state: QueueState;
  /** `mine`, `nobody`, or an account. */
  readonly who: string;
  /** The policy's name for its use of a rule. */
  readonly instance: string | null;
  readonly chatId: string | null;
  /** The number of the last case of the page before. */
  readonly after: bigint | null;
}

/** Longer words name nothing of ours. */
const MOST_SIGNS = 120;

/** What an address wishes for; whatever it cannot mean is left out. */
export function readWish(query: URLSearchParams): Wish {
  const word = (name: string): string => (query.get(name) ?? '').slice(0, MOST_SIGNS);
  const after = /^\d{1,18}$/.exec(word('after'));
  return {
    state: QUEUE_STATES.find((state) => state === word('state')) ?? 'to-do',
    who: word('who'),
    instance: word('rule') || null,
    chatId: word('group') || null,
    after: after ? BigInt(after[0]) : null,
  };
}

/** The address of that part of the queue: ids only, no names. */
export function wishUrl(corp: Corp, { state, who, instance, chatId, after }: Wish): string {
  const query = new URLSearchParams({
    state,
    ...(who && { who }),
    ...(instance && { rule: instance }),
    ...(chatId && { group: chatId }),
    ...(after !== null && { after: String(after) }),
  });
  return `${pathTo(corp, '/queue')}?${query}`;
}
