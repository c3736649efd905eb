import type { Tx } from '../db/client.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';

/** Asks the one it is about what he says to the matter, with the clause and what was found; answers the message's id. */
export const tellHearing = (
  _tx: Tx,
  _deciding: Deciding,
  _held: Held,
  _asked: { readonly by: string; readonly question: string | null; readonly dueAt: Date },
): Promise<string | null> => Promise.resolve(null);

/** Tells him what a person decided, and how he can appeal. */
export const tellVerdict = (
  _tx: Tx,
  _deciding: Deciding,
  _held: Held,
  _decided: { readonly by: string; readonly says: string; readonly appealUntil: Date | null; readonly notBefore: Date },
): Promise<void> => Promise.resolve();

/** Tells those who may decide that something waits for them. */
export const tellDeciders = (
  _tx: Tx,
  _deciding: Deciding,
  _held: Held,
  _waiting: { readonly to: readonly string[]; readonly what: 'to-do' | 'ready' | 'appeal' },
): Promise<void> => Promise.resolve();
