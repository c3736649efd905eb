import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { MessageKeeping } from '../policy/message-keeping.ts';
import type { Policy } from '../policy/policy.ts';
import { policiesInForce } from '../review/policies.ts';

const NOTHING: MessageKeeping = { content: 'none', oneToOne: 'dropped' };

export interface Keeping {
  /** What may be kept of the messages of a group: what the policy of its registered kind says; else nothing. */
  readonly inGroup: (chatId: string) => MessageKeeping['content'];
  /** Kept only where a policy names a basis. */
  readonly oneToOne: MessageKeeping['oneToOne'];
}

export async function loadKeeping(tx: Tx, corp: Corp, chatIds: readonly string[], at: Date): Promise<Keeping> {
  const policies = await policiesInForce(tx, corp, at);
  const oneToOne = policies.some(({ messages }) => messages.oneToOne === 'kept') ? 'kept' : 'dropped';
  if (policies.every(({ messages }) => messages.content === 'none')) return { inGroup: () => 'none', oneToOne };
  const rows = await tx.registerEntry.findMany({
    where: { corp, chatId: { in: [...chatIds] }, until: null },
    select: { chatId: true, kind: true },
  });
  const kinds = new Map(rows.map(({ chatId, kind }) => [chatId, kind]));
  const keepingOf = (kind: string | undefined): MessageKeeping =>
    policies.find((policy: Policy) => kind !== undefined && policy.kinds.has(kind))?.messages ?? NOTHING;
  return { inGroup: (chatId) => keepingOf(kinds.get(chatId)).content, oneToOne };
}
