import type { CorpKeys } from '../db/keys.ts';
import type { CallbackEvent } from '../events/callback-event.ts';
import { plaintextOf } from '../intake/body.ts';
import { readEvent } from '../wecom/callback/read-event.ts';
import { toEvent } from '../wecom/callback/to-event.ts';
import type { ClaimedCallback } from './claim-callbacks.ts';

type Unreadable = { readonly kind: 'parked'; readonly reason: string };

/** What a callback tells, or why nobody can read it. Throws what the keys throw. */
export function eventOf(keys: CorpKeys, { id, body }: ClaimedCallback): CallbackEvent | Unreadable {
  if (body === null) return { kind: 'parked', reason: 'body-erased' };
  const read = readEvent(plaintextOf(keys.open({ table: 'callback', column: 'body', row: id }, body)));
  return read.kind === 'parked' ? read : toEvent(read.fields);
}

/** The group of which it tells; null: none. */
export const chatIdOf = (event: CallbackEvent): string | null => ('chatId' in event ? event.chatId : null);
