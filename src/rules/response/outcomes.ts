import type { Conversation } from '../../events/conversation.ts';
import type { GroupFacts, Unseen } from '../../events/facts.ts';
import type { Clock } from '../../obligations/clock.ts';
import { judgeObligations, type Obligation } from '../../obligations/judge.ts';
import { isOfTalk } from '../../obligations/part-of.ts';
import type { ObligationRule } from '../../obligations/rule.ts';
import { type ToAsk, toAsk } from '../../obligations/to-ask.ts';
import { localAt } from '../../work-time/local-time.ts';
import { calledName } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { recordsOf } from '../records.ts';
import type { Detail, Outcome, Said, Sentence, Subject, Waiting } from '../rule.ts';

/** All that rules about answers can say; each says some of it. */
export type ResponseSays =
  | 'not-answered'
  | 'answered-late'
  | 'not-done'
  | 'done-late'
  | 'not-shown'
  | 'is-it-a-task'
  | 'which-one';

/** A use that no policy named: a rule's page and its test. */
export const ALONE: Waiting = { instance: '-', clause: '-', workdayMs: 27_000_000 };

/** Case windows of an obligation: that nobody answered is one matter, that nothing came of it another. */
export const resultWindow = (key: string): string => `${key}#result`;
export const taskWindow = (messageId: string): string => `${TASK}${messageId}`;
const TASK = 'task:';

/** The message of which somebody is asked whether it is a task; what is no such question is a message itself, or nothing. */
export const messageAsked = (window: string): string => (window.startsWith(TASK) ? window.slice(TASK.length) : window);

/** Whether the matter of a case about messages is judged by what is here of a conversation. */
export function isJudgedWindow(window: string, talk: Conversation): boolean {
  if (window.startsWith(TASK)) {
    const id = messageAsked(window);
    return talk.part?.matters.has(id) || isOfTalk(window, id, talk);
  }
  const key = window.replace(/#result$/, '');
  return isOfTalk(key, firstOf(key), talk);
}

/** The message that an obligation is about, by its key; what is no key is a message itself. */
const firstOf = (key: string): string => (key.startsWith('[') ? String((JSON.parse(key) as unknown[])[1]) : key);

/** What the obligations of a group say under a rule, in the sentences that the rule has. */
export const responseOutcomes = <Says extends ResponseSays>(
  facts: GroupFacts,
  rule: ObligationRule,
  late: 'closes' | 'counts',
  says: Readonly<Record<Says, Sentence>>,
): Outcome<Says>[] =>
  allOutcomes(facts, rule, late).filter(
    (one): one is Outcome<Says> => one.kind === 'unseen' || Object.hasOwn(says, one.says),
  );

function allOutcomes(facts: GroupFacts, rule: ObligationRule, late: 'closes' | 'counts'): Outcome<ResponseSays>[] {
  const { talk } = recordsOf(facts);
  if (!talk) return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'data-gap' }];
  const told: Told = { facts, talk, late };
  const obligations = judgeObligations(rule, talk, facts.atMs);
  return [
    ...obligations.filter(({ cancelled }) => !cancelled).flatMap((one) => outcomesOf(one, told)),
    ...toAsk(obligations).map((one) => questionOf(one, told)),
  ];
}

/** What happened in a span is what was asked in it; when it was answered is no matter of the span. */
export const askedIn = (facts: GroupFacts, fromMs: number, untilMs: number): GroupFacts => {
  const records = recordsOf(facts);
  return records.talk
    ? { ...facts, records: { ...records, talk: { ...records.talk, asked: { fromMs, untilMs } } } }
    : facts;
};

interface Told {
  readonly facts: GroupFacts;
  readonly talk: Conversation;
  readonly late: 'closes' | 'counts';
}

function outcomesOf(one: Obligation, told: Told): Outcome<ResponseSays>[] {
  const result = one.result?.clock ?? null;
  return [
    ...clockOutcomes(one, one.acknowledge, told, { missed: 'not-answered', late: 'answered-late', window: one.key }),
    ...clockOutcomes(one, result, told, { missed: 'not-done', late: 'done-late', window: resultWindow(one.key) }),
  ];
}

interface Words {
  readonly missed: ResponseSays;
  readonly late: ResponseSays;
  readonly window: string;
}

function clockOutcomes(one: Obligation, clock: Clock | null, told: Told, words: Words): Outcome<ResponseSays>[] {
  if (!clock) return [];
  const reason = unseenBecause(clock);
  // Of each of several: what cannot be said of one matter says nothing of the whole group.
  if (reason) return one.awaited.map((id) => ({ kind: 'unseen', subject: { kind: 'member', id }, reason }));
  const isLate = clock.state === 'late' && told.late === 'counts';
  if (clock.state !== 'missed' && !isLate) return [];
  const detail = detailOf(one, clock, told);
  const { deadline } = clock;
  const happened = deadline?.kind === 'known' ? { happenedAtMs: deadline.atMs } : {};
  const said = { subject: subjectOf(one), detail, window: words.window, ...happened };
  if (one.reachable?.is === 'not-shown' && clock === one.acknowledge)
    return isLate ? [] : [{ ...said, kind: 'task', says: 'not-shown', tell: 'hr' }];
  const tell = one.awaited.length === 1 ? 'member' : 'admin';
  return [{ ...said, kind: 'breach', says: isLate ? words.late : words.missed, tell }];
}

/** What nobody can say of a clock. */
function unseenBecause({ state, deadline }: Clock): Unseen | null {
  if (state === 'remind-only') return 'shift-unknown';
  if (state !== 'unknown') return null;
  return deadline?.kind === 'known' ? 'data-gap' : 'calendar-unknown';
}

/** Where any of several may answer, nobody in particular did not. */
function subjectOf({ awaited }: Obligation): Subject {
  const [only, ...others] = awaited;
  return only === undefined || others.length > 0 ? { kind: 'group' } : { kind: 'member', id: only };
}

function detailOf(one: Obligation, clock: Clock, { facts, talk }: Told): Detail {
  const { deadline, endedAtMs, counted } = clock;
  const at = (ms: number) => momentInWords(ms, talk);
  const workedMs = counted.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
  return {
    who: namesOf(one.awaited, facts),
    asker: nameOf(one.asker, facts),
    asked: at(one.openedAtMs),
    due: deadline?.kind === 'known' ? at(deadline.atMs) : '',
    answered: endedAtMs === null ? '' : at(endedAtMs),
    min: String(Math.round(workedMs / 60_000)),
    counted: counted.map(({ fromMs, untilMs }) => `${at(fromMs)}–${at(untilMs).slice(-5)}`).join(', '),
  };
}

function questionOf({ messageId, asker, why, of }: ToAsk, { facts, talk }: Told): Said<'question', ResponseSays> {
  const message = talk.messages.find(({ id }) => id === messageId);
  return {
    kind: 'question',
    subject: { kind: 'member', id: asker },
    says: why === 'ambiguous' ? 'which-one' : 'is-it-a-task',
    detail: {
      who: namesOf(of, facts),
      asked: message ? momentInWords(message.sentAtMs, talk) : '',
      ...(why === 'ambiguous' && { meant: [...of].sort().join(' ') }),
    },
    tell: 'member',
    window: taskWindow(messageId),
  };
}

const MOST_NAMES = 3;

function namesOf(ids: readonly string[], facts: GroupFacts): string {
  const names = ids.slice(0, MOST_NAMES).map((id) => nameOf(id, facts));
  return `${names.join('、')}${ids.length > MOST_NAMES ? ` … (${ids.length})` : ''}`;
}

function nameOf(id: string, { members, directory }: GroupFacts): string {
  const member = members.find((one) => one.id.toLowerCase() === id.toLowerCase());
  return member ? calledName(member, directory) : plainText(directory.byAccount.get(id.toLowerCase())?.name || id, 20);
}

/** `11-26 10:00`, by the clocks of the group. */
export function momentInWords(ms: number, { plan }: Conversation): string {
  const { date, minute } = localAt(ms, plan.hours.timeZone);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.slice(5)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
