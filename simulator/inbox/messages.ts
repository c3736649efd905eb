import type { Employee } from '../world/people.ts';
import type { Card } from './card.ts';

/** One `message/send` that was carried out. */
export interface Message {
  readonly msgid: string;
  readonly sentAt: Date;
  readonly type: string;
  /** The part of the body named like its type. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly raw: string;
  readonly taskId: string | null;
  readonly deliveries: Delivery[];
}

/** One person's copy of a message, as his phone has it now. */
export interface Delivery {
  readonly message: Message;
  readonly to: Employee;
  readonly shownAt: Date;
  recalledAt: Date | null;
  card: Card | null;
  updatedAt: Date | null;
  /** What the buttons say once they are grey. */
  greyed: string | null;
  readonly presses: { readonly key: string; readonly text: string; readonly at: Date }[];
}

/** Good for one update of the card, for 72 hours [90236]. */
export interface ResponseCode {
  readonly code: string;
  readonly message: Message;
  readonly issuedAt: Date;
  spent: boolean;
}

export interface MessageStore {
  readonly sent: Map<string, Message>;
  readonly codes: Map<string, ResponseCode>;
  /** Bodies sent with the duplicate check on, and what was answered. */
  readonly checked: Map<string, { readonly at: Date; readonly answer: Record<string, unknown> }>;
  readonly taskIds: Set<string>;
  /** Goes up whenever a phone changes, so that a page knows when to look again. */
  changes: number;
}

export const newMessageStore = (): MessageStore => ({
  sent: new Map(),
  codes: new Map(),
  checked: new Map(),
  taskIds: new Set(),
  changes: 0,
});
