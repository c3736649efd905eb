import type { Obligation } from './judge.ts';

/** One question to one leader: is this message a task, and of whom? */
export interface ToAsk {
  readonly messageId: string;
  readonly asker: string;
  readonly why: 'unsure' | 'ambiguous';
  /** Whom it may mean. */
  readonly of: readonly string[];
}

/**
 * What askers are to be shown, each message once, whatever number of rules and people it concerns. One that was answered all the
 * same, that somebody ruled on, or that is a task by another rule already, is no question any more.
 */
export function toAsk(obligations: readonly Obligation[]): readonly ToAsk[] {
  const sure = new Set(obligations.filter(({ certainty }) => certainty === 'sure').flatMap(({ messages }) => messages));
  const open = obligations.filter(
    ({ certainty, cancelled, proofs, messages }) =>
      certainty !== 'sure' && !cancelled && proofs.length === 0 && !messages.some((id) => sure.has(id)),
  );
  const asked = new Map<string, ToAsk>();
  for (const { messages, asker, certainty, awaited } of open) {
    const [messageId = ''] = messages;
    const before = asked.get(messageId);
    asked.set(messageId, {
      messageId,
      asker,
      why: certainty === 'ambiguous' || before?.why === 'ambiguous' ? 'ambiguous' : 'unsure',
      of: [...new Set([...(before?.of ?? []), ...awaited])].sort(),
    });
  }
  return [...asked.values()];
}
