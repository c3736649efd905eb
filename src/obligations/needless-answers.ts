import type { Conversation } from '../events/conversation.ts';
import { isAskedIn } from '../events/conversation.ts';
import { leadershipIn } from './leadership.ts';
import { readingOf, saidIn } from './read-conversation.ts';

/** An acknowledgement that nobody asked for, after a notice that asked for none. */
export interface NeedlessAnswer {
  readonly messageId: string;
  readonly by: string;
  /** The notice. */
  readonly to: string;
}

/** What is said days later answers something else. */
const WITHIN_MS = 86_400_000;

const ALL = { wholeFromMs: Number.NEGATIVE_INFINITY, fromMs: Number.NEGATIVE_INFINITY };

/**
 * "Answer only when asked": who acknowledged a notice of a holder of one of these roles that asked for no answer. The last notice of the day
 * before the answer counts; whoever points at another message, or says more than the word, answered something else.
 */
export function needlessAnswers(speakers: readonly string[], talk: Conversation): readonly NeedlessAnswer[] {
  const found: NeedlessAnswer[] = [];
  let notice: { readonly id: string; readonly atMs: number; readonly asks: 'yes' | 'no' } | null = null;
  const leadsAt = leadershipIn(speakers, talk);
  const { wholeFromMs: beginMs, fromMs: judgedFromMs } = talk.part ?? ALL;
  for (const message of saidIn(talk)) {
    const { id, sentAtMs: atMs, from, quote } = message;
    if (atMs < beginMs || message.revokedAtMs !== null || from.kind !== 'employee') continue;
    const { marks, besides } = readingOf(message, talk);
    const leads = leadsAt(from.id, atMs);
    if (leads && isAskedIn(atMs, talk) && (marks.includes('notice') || marks.includes('receipt'))) {
      notice = { id, atMs, asks: marks.includes('receipt') ? 'yes' : 'no' };
    } else if (leads) {
      notice = null;
    } else if (notice?.asks === 'no' && besides === 'nothing' && atMs - notice.atMs <= WITHIN_MS) {
      if (pointsHere(quote, notice.id) && notice.atMs >= judgedFromMs)
        found.push({ messageId: id, by: from.id, to: notice.id });
    }
  }
  return found;
}

const pointsHere = (quote: { readonly messageId: string | null } | null, noticeId: string): boolean =>
  quote === null || quote.messageId === noticeId;
