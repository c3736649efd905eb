import type { Conversation, Member } from '../events/conversation.ts';
import type { Message } from '../events/message.ts';
import type { Lexicon, Reading } from '../events/reading.ts';
import { remembered } from '../remembered.ts';
import type { WorkPlan } from '../work-time/work-plan.ts';
import { canonical, inOrder, place } from './canonical.ts';

/**
 * Names all that a conversation holds, the same for every order of arrival. What there is much of has fixed places; plans and
 * word lists, which many share, are written once.
 */
export function talkText({ messages, readings, lexicon, members, plan, ...rest }: Conversation): string {
  const said = new Map(messages.map((message) => [message.id, messageText(message)]));
  const read = new Map([...readings].map(([id, reading]) => [id, readingText(reading)]));
  return [
    canonical(rest),
    lexiconText(lexicon),
    planText(plan),
    ...members.map(memberText).sort(),
    ...inOrder(said).map(([, text]) => text),
    ...inOrder(read).map(([id, text]) => `${place(id)}${text}`),
  ].join('\n');
}

function messageText({ id, from, sentAtMs, kind, length, hash, text, mentions, quote, things, revokedAtMs }: Message) {
  const more = mentions.length + things.length > 0 || quote ? canonical([mentions, quote, things]) : '';
  return `${place(id)}${place(from.id)}${from.kind}${place(from.personId)}${sentAtMs}/${revokedAtMs}${kind}${length}${place(hash)}${place(text)}${more}`;
}

function readingText({ substance, acknowledges, besides, begins, marks, statedDay, calls }: Reading): string {
  const heard = acknowledges ? `${place(acknowledges.as)}${place(acknowledges.word)}` : '-';
  const called = calls.people.length + calls.departments.length > 0 ? canonical([calls.people, calls.departments]) : '';
  return `${substance}${heard}${besides}${begins}${marks.join()}/${statedDay}${called}`;
}

const memberText = ({ id, kind, names, fromMs, untilMs, plan, absences }: Member): string =>
  `${place(id)}${kind}${names.map(place).join('')}${fromMs}/${untilMs}${planText(plan)}${absences.length > 0 ? canonical(absences) : ''}`;

/** Names a plan; many share one. */
export const planText = remembered((plan: WorkPlan): string => canonical(plan));
const lexiconText = remembered((lexicon: Lexicon): string => canonical(lexicon));
