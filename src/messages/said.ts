import type { ArchiveSign, MessageKind, Sender } from '../events/message.ts';
import type { MessageThing } from '../events/message-thing.ts';

/** A message as its record words it: nobody is looked up yet, and a quote still stands before the text. */
export interface Said {
  readonly id: string;
  readonly chatId: string;
  readonly from: Omit<Sender, 'personId'>;
  /** The others who were in the group at that moment [91774]. */
  readonly to: readonly string[];
  readonly sentAtMs: number;
  readonly kind: MessageKind;
  readonly text: string | null;
  readonly things: readonly MessageThing[];
}

/** Why a record cannot be read; it is parked under this word. */
export type Unreadable =
  | 'invalid-utf8'
  | 'broken-json'
  | 'unknown-shape' // what every record has is missing or of another kind
  | 'unknown-type'
  | 'too-big';

/** What a record turned out to be. */
export type ReadRecord =
  | { readonly is: 'message'; readonly said: Said }
  | { readonly is: 'sign'; readonly sign: ArchiveSign }
  /** Counted and forgotten, unless a policy names a basis. `said` null: it could not be read, and need not be. */
  | { readonly is: 'one-to-one'; readonly said: Said | null }
  /** Somebody changed the corp in his client: no message. */
  | { readonly is: 'switched' }
  | { readonly is: 'unreadable'; readonly because: Unreadable };
