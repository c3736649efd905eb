import type { PersonId } from '../ids.ts';
import type { Sentence } from '../rules/rule.ts';

/** A measure was proposed about somebody. */
interface Proposed {
  readonly id: string;
  readonly subject: PersonId;
  readonly atMs: number;
}

interface SentPacket {
  readonly messageId: string;
  readonly by: PersonId;
  readonly atMs: number;
}

/** A message whose words told people to send a red packet (`readRedPacketOrder`). */
interface Ordered {
  readonly messageId: string;
  readonly by: PersonId;
  /** Whom it names; empty: nobody in particular. */
  readonly to: readonly PersonId[];
  readonly atMs: number;
}

/** For HR alone: a question, not a finding. It quotes nothing. */
export interface DisguisedFineNote {
  /** The same signs give the same key, so that nobody is told twice. */
  readonly key: string;
  readonly to: 'hr';
  readonly sign: 'packet-after-proposal' | 'packet-after-order' | 'order';
  /** Who may have been made to pay; null: the order named nobody. */
  readonly about: PersonId | null;
  readonly proposal: string | null;
  readonly messages: readonly string[];
  readonly says: Sentence;
}

interface Signs {
  readonly proposed: readonly Proposed[];
  readonly packets: readonly SentPacket[];
  readonly ordered: readonly Ordered[];
}

const HOUR_MS = 3_600_000;

/**
 * What may be a fine by another name: a red packet that somebody sent within so many hours after a proposal about him, or after he
 * was told to send one, and the order itself. One note for a proposal and one for an order; any order of arrival. Pure.
 */
export function disguisedFines({ proposed, packets, ordered }: Signs, withinHours: number): DisguisedFineNote[] {
  const first = (by: PersonId, afterMs: number): SentPacket | undefined =>
    packets
      .filter((one) => one.by === by && one.atMs >= afterMs && one.atMs < afterMs + withinHours * HOUR_MS)
      .sort((a, b) => a.atMs - b.atMs || (a.messageId < b.messageId ? -1 : 1))[0];
  const afterProposal = proposed.flatMap(({ id, subject, atMs }) => {
    const packet = first(subject, atMs);
    return packet ? [note('packet-after-proposal', subject, id, [packet.messageId])] : [];
  });
  const orders = ordered.flatMap(({ messageId, by, to, atMs }) => {
    const named = [...new Set(to)].filter((person) => person !== by);
    if (named.length === 0) return to.length === 0 ? [note('order', null, null, [messageId])] : [];
    return named.map((person) => {
      const packet = first(person, atMs);
      return packet
        ? note('packet-after-order', person, null, [messageId, packet.messageId])
        : note('order', person, null, [messageId]);
    });
  });
  return onceEach([...afterProposal, ...orders]);
}

const onceEach = (notes: readonly DisguisedFineNote[]): DisguisedFineNote[] =>
  [...new Map(notes.map((one) => [one.key, one])).values()].sort((a, b) =>
    a.key < b.key ? -1 : Number(a.key > b.key),
  );

const note = (
  sign: DisguisedFineNote['sign'],
  about: PersonId | null,
  proposal: string | null,
  messages: readonly string[],
): DisguisedFineNote => ({
  // An order that was obeyed is the same matter as the order.
  key: proposal ? `proposal:${proposal}` : `order:${messages[0]}:${about ?? ''}`,
  to: 'hr',
  sign,
  about,
  proposal,
  messages,
  says: SAYS[sign],
});

const SAYS: Readonly<Record<DisguisedFineNote['sign'], Sentence>> = {
  'packet-after-proposal': {
    zh: '处理建议提出后不久，本人在群里发了红包。可能只是巧合；若是被要求的，就是变相罚款，请私下了解。',
    en: 'Soon after a proposal about him this person sent a red packet. It may be chance; if he was made to, it is a fine by another name. Please ask in private.',
  },
  'packet-after-order': {
    zh: '有人被要求发红包，随后发了。若作为惩罚，就是变相罚款，请私下了解并考虑退还。',
    en: 'Somebody was told to send a red packet, and did. As a penalty it is a fine by another name. Please ask in private, and think of giving it back.',
  },
  order: {
    zh: '有消息要求成员发红包。若作为惩罚，就是变相罚款，请私下提醒发消息的人。',
    en: 'A message tells members to send a red packet. As a penalty it is a fine by another name. Please have a private word with its author.',
  },
};
