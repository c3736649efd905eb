import { answerFor, type Conversation, holdersOf, holds, isIn, SPEAKS_FOR } from '../events/conversation.ts';
import type { Message } from '../events/message.ts';
import { mentionedFor } from '../events/message.ts';
import type { Mark, Reading } from '../events/reading.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import { readingOf } from './read-conversation.ts';
import type { ObligationRule } from './rule.ts';

/** One message that waits for somebody: for one person, or for any one of several. */
export interface Demand {
  readonly messageId: string;
  readonly atMs: number;
  /** Whose words they are: the sender, or the one whom he speaks for. */
  readonly asker: string;
  readonly spokenBy: string;
  /** Any one of them answers for all. */
  readonly awaited: readonly string[];
  readonly certainty: Certainty;
  readonly statedDay: LocalDate | null;
  readonly revokedAtMs: number | null;
}

/**
 * `unsure`: only a person can say whether it is a task; `ambiguous`: or which of several it means; `if-ticked`: it is none of
 * this rule's unless the asker says so unasked.
 */
export type Certainty = 'sure' | 'unsure' | 'ambiguous' | 'if-ticked';

type Whom = Pick<Demand, 'awaited'> & { readonly isAmbiguous: 'yes' | 'no' };

const ASKING: readonly Mark[] = ['ask', 'question', 'receipt'];
const ASKING_NOTHING: readonly Mark[] = ['courtesy', 'acknowledgement', 'calls-off'];

/** What a message asks of whom under a rule; none when it asks for nothing. */
export function demandsOf(message: Message, rule: ObligationRule, talk: Conversation): readonly Demand[] {
  if (rule.opens === 'published' || message.from.kind === 'robot') return [];
  const reading = readingOf(message, talk);
  if (rule.opens === 'customer') return fromCustomer(message, reading, rule, talk);
  if (message.from.kind === 'external' || reading.substance === 'none' || isPraise(reading)) return [];
  const asker = askerOf(message, reading, talk);
  const certainty = certaintyOf(reading, rule);
  if (certainty === 'none') return [];
  return whomOf(message, reading, rule, talk)
    .map((whom) => ({ ...whom, awaited: whom.awaited.filter((id) => id !== message.from.id && id !== asker) }))
    .filter(({ awaited }) => awaited.length > 0 && awaited.every((id) => mayAsk(message, asker, id, rule, talk)))
    .filter(() => certainty !== 'unsure' || message.mentions.some(({ is }) => is === 'one' || is === 'several'))
    .map(({ awaited, isAmbiguous }) => ({
      ...basis(message, asker),
      awaited,
      certainty: isAmbiguous === 'yes' ? 'ambiguous' : certainty,
      statedDay: reading.statedDay,
    }));
}

const basis = (message: Message, asker: string) => ({
  messageId: message.id,
  atMs: message.sentAtMs,
  asker,
  spokenBy: message.from.id,
  revokedAtMs: message.revokedAtMs,
});

/** A customer waits for whoever serves the group, until somebody says something. Thanks and goodbyes wait for nobody. */
function fromCustomer(message: Message, reading: Reading, rule: ObligationRule, talk: Conversation): Demand[] {
  if (message.from.kind !== 'external' || reading.substance === 'none') return [];
  if (reading.acknowledges && !reading.marks.includes('question')) return [];
  const awaited = holdersOf(talk, rule.role, null, message.sentAtMs).filter((id) => isHere(id, talk, message.sentAtMs));
  if (awaited.length === 0) return [];
  return [{ ...basis(message, message.from.id), awaited, certainty: 'sure', statedDay: null }];
}

const asks = (marks: Reading['marks']): boolean => ASKING.some((mark) => marks.includes(mark));

/** Praise with a day in it is praise. */
const isPraise = ({ marks }: Reading): boolean => marks.includes('praise') && !asks(marks) && !marks.includes('notice');

/** A leader's bare @ is not yet a task; a notice or a question without its mark is neither. */
function certaintyOf({ marks, statedDay }: Reading, rule: ObligationRule): Certainty | 'none' {
  const isMarked = asks(marks) || marks.includes('same-day') || statedDay !== null;
  if (rule.opens === 'notice') {
    const isNotice =
      rule.only === 'receipt' ? marks.includes('receipt') : marks.includes('receipt') || marks.includes('notice');
    return isNotice ? 'sure' : 'none';
  }
  if (rule.opens === 'question') return marks.includes('question') ? 'sure' : 'none';
  if (marks.includes('notice')) return 'none';
  if (ASKING_NOTHING.some((mark) => marks.includes(mark)) && !asks(marks)) {
    return isMarked ? 'unsure' : 'none'; // "今天帮了大忙，谢谢" names a day, too
  }
  if (!isMarked) return 'unsure';
  return rule.only === null || marks.includes(rule.only) ? 'sure' : 'if-ticked';
}

/** A spokesman speaks for the one whom he names; when he names nobody, for himself. */
function askerOf(message: Message, { calls }: Reading, talk: Conversation): string {
  const { id } = message.from;
  const named = talk.roles
    .filter((held) => held.role === SPEAKS_FOR && held.over !== null)
    .filter((held) => holds(talk, id, [SPEAKS_FOR], held.over ?? '', message.sentAtMs))
    .find((held) => calls.people.includes(held.over ?? ''));
  return named?.over ?? id;
}

const mayAsk = (message: Message, asker: string, of: string, rule: ObligationRule, talk: Conversation): boolean =>
  rule.speakers.length === 0 || holds(talk, asker, rule.speakers, of, message.sentAtMs);

/** Whom it means: those it names, else what the rule says of `@所有人` and of words to nobody. */
function whomOf(message: Message, reading: Reading, rule: ObligationRule, talk: Conversation): Whom[] {
  const isForAll = message.mentions.some(({ is }) => is === 'all');
  if (isForAll && rule.all === 'everyone') return everyone(message, talk);
  const named = mentionedFor(message)
    .filter((id) => isHere(id, talk, message.sentAtMs))
    .map((id): Whom => ({ awaited: [id], isAmbiguous: 'no' }));
  const several = message.mentions.flatMap((mention): Whom[] =>
    mention.is === 'several' ? [{ awaited: mention.ids, isAmbiguous: 'yes' }] : [],
  );
  if (named.length > 0 || several.length > 0) return [...named, ...several];
  if (message.mentions.some(({ is }) => is !== 'all')) return ofDepartment(message, reading, talk);
  if (rule.unnamed === 'everyone') return everyone(message, talk);
  return rule.unnamed === 'role' ? ofRole(message, reading, rule, talk) : [];
}

const everyone = (message: Message, { members }: Conversation): Whom[] =>
  members
    .filter((member) => member.kind === 'employee' && isIn(member, message.sentAtMs))
    .map(({ id }) => ({ awaited: [id], isAmbiguous: 'no' }));

function ofDepartment(message: Message, { calls }: Reading, talk: Conversation): Whom[] {
  return answerFor(talk, calls.departments, message.sentAtMs)
    .map((responsible) => responsible.filter((id) => isHere(id, talk, message.sentAtMs)))
    .filter((awaited) => awaited.length > 0)
    .map((awaited) => ({ awaited, isAmbiguous: 'no' }));
}

function ofRole(message: Message, reading: Reading, rule: ObligationRule, talk: Conversation): Whom[] {
  const departments = ofDepartment(message, reading, talk);
  if (departments.length > 0) return departments;
  const awaited = holdersOf(talk, rule.role, null, message.sentAtMs).filter((id) => isHere(id, talk, message.sentAtMs));
  return awaited.length > 0 ? [{ awaited, isAmbiguous: 'no' }] : [];
}

const isHere = (id: string, { members }: Conversation, atMs: number): boolean =>
  members.some((member) => member.id === id && member.kind === 'employee' && isIn(member, atMs));
