import type { Conversation, Press } from '../events/conversation.ts';
import type { Message } from '../events/message.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import { type Deadline, workingMsBetween } from '../work-time/working-time.ts';
import { type Clock, countedWork, planOf, runUntil, type Wait } from './clock.ts';
import { closingTime } from './closing-time.ts';
import type { Demand } from './demands.ts';
import { pointsAt } from './proofs.ts';
import { type Said, saidSince } from './read-conversation.ts';
import type { ObligationRule, ResultEnd, ResultSetting } from './rule.ts';

/** How a matter stands: its clock, what ended it, where it was moved, and who took it over. */
export interface Result {
  readonly clock: Clock;
  readonly endedBy: ResultEnd | null;
  readonly moves: readonly Move[];
  readonly takenOver: TakenOver | null;
  /** To whom those who are waited for wanted to hand it over, whatever came of it. */
  readonly offeredTo: readonly string[];
}

export interface Move {
  readonly atMs: number;
  readonly messageId: string;
  readonly to: LocalDate;
}

export interface TakenOver {
  readonly messageId: string;
  readonly by: string;
  readonly acceptedAtMs: number;
}

type End = { readonly atMs: number; readonly by: ResultEnd };

/** Judges the result of a thread; `wait` says from when, and whether it was cancelled. */
export function resultOf(
  thread: readonly Demand[],
  wait: Omit<Wait, 'endedAtMs'>,
  setting: ResultSetting,
  rule: ObligationRule,
  talk: Conversation,
  nowMs: number,
): Result {
  const cancelledMs = wait.cancelledAtMs ?? Number.POSITIVE_INFINITY;
  const about = saidAbout(thread, setting, talk).filter(({ message }) => message.sentAtMs <= cancelledMs);
  const endBefore = (takenOver: TakenOver | null): End | undefined => {
    const end = earliest(endsOf(about, thread, takenOver, setting, talk));
    return end && end.atMs <= cancelledMs ? end : undefined;
  };
  const takenOver = firstTakenOver(about, thread, endBefore(null)?.atMs ?? cancelledMs, talk);
  const end = endBefore(takenOver);
  const first = firstDeadline(thread, wait, setting, rule, talk);
  const moves = movesOf(about, thread, talk, end?.atMs ?? cancelledMs);
  const deadline = moves.reduce((due, move) => movedTo(due, move, wait, rule, talk), first);
  const clock = clockUntil({ ...wait, endedAtMs: end?.atMs ?? null }, deadline, setting, rule, talk, nowMs);
  return { clock, endedBy: end?.by ?? null, moves, takenOver, offeredTo: offeredTo(about) };
}

/** What those who are waited for said about it, each until what he said ended it. */
function saidAbout(thread: readonly Demand[], { endsBy }: ResultSetting, talk: Conversation): readonly Said[] {
  const [first] = thread;
  if (!first) return [];
  const about = first.awaited.flatMap((id) => {
    const his: Said[] = [];
    for (const said of saidSince(first.atMs, id, talk)) {
      if (said.message.id === first.messageId || said.reading.substance === 'none') continue;
      if (pointsAt(said, thread, talk) === null) continue;
      his.push(said);
      if (isDone(said) || endsBy.includes('answered')) break;
    }
    return his;
  });
  return about.sort((a, b) => a.message.sentAtMs - b.message.sentAtMs);
}

const isDone = ({ reading: { marks } }: Said): boolean => marks.includes('done') && !marks.includes('question');

function endsOf(
  about: readonly Said[],
  thread: readonly Demand[],
  takenOver: TakenOver | null,
  { endsBy }: ResultSetting,
  { presses }: Conversation,
): End[] {
  const done = about.filter(isDone);
  const pressed = presses.filter(({ says, on, by }) =>
    thread.some((one) => says === 'done' && one.messageId === on && one.awaited.includes(by)),
  );
  const ends: readonly End[] = [
    ...done.map(({ message }): End => ({ atMs: message.sentAtMs, by: 'done' })),
    ...pressed.map(({ atMs }): End => ({ atMs, by: 'done' })),
    ...(takenOver ? [{ atMs: takenOver.acceptedAtMs, by: 'handed-over' } as const] : []),
    ...about.map(({ message }): End => ({ atMs: message.sentAtMs, by: 'answered' })),
  ];
  return ends.filter(({ by }) => endsBy.includes(by));
}

const earliest = (ends: readonly End[]): End | undefined => [...ends].sort((a, b) => a.atMs - b.atMs)[0];

/**
 * A matter is handed over when somebody whom the person names takes it while it is open; one who declines it first does not.
 */
function firstTakenOver(
  about: readonly Said[],
  thread: readonly Demand[],
  untilMs: number,
  talk: Conversation,
): TakenOver | null {
  const accepted = about
    .filter(isHandOver)
    .flatMap(({ message, names }) => names.flatMap((to) => acceptance(message, to, talk)));
  const pressed = pressedOn(thread, 'handed-over', talk).flatMap((press) => acceptanceByPress(press, talk));
  const [first] = [...accepted, ...pressed].sort((a, b) => a.acceptedAtMs - b.acceptedAtMs);
  return first && first.acceptedAtMs <= untilMs ? first : null;
}

const isHandOver = ({ reading: { marks } }: Said): boolean => marks.includes('hand-over');

const offeredTo = (about: readonly Said[]): readonly string[] => [
  ...new Set(about.filter(isHandOver).flatMap(({ names }) => names)),
];

/** What those who are waited for pressed about it, since they are. */
const pressedOn = (thread: readonly Demand[], wanted: Press['says'], { presses }: Conversation): readonly Press[] =>
  presses.filter(
    ({ says, on, by, atMs }) =>
      says === wanted && thread.some((one) => one.messageId === on && one.awaited.includes(by) && one.atMs <= atMs),
  );

/** He to whom it was handed by a button answers by one, too. */
function acceptanceByPress({ on, by, to, atMs }: Press, { presses, members }: Conversation): TakenOver[] {
  if (!to || to === by || !members.some(({ id, kind }) => id === to && kind === 'employee')) return [];
  const [answer] = presses
    .filter((one) => one.on === on && one.by === to && (one.says === 'accepts' || one.says === 'declines'))
    .filter((one) => one.atMs >= atMs)
    .sort((a, b) => a.atMs - b.atMs);
  return answer?.says === 'accepts' ? [{ messageId: on, by: to, acceptedAtMs: answer.atMs }] : [];
}

function acceptance(handed: Message, to: string, talk: Conversation): TakenOver[] {
  if (to === handed.from.id || !talk.members.some(({ id, kind }) => id === to && kind === 'employee')) return [];
  const spoken = saidSince(handed.sentAtMs + 1, to, talk).map((said) => ({
    atMs: said.message.sentAtMs,
    says: takes(said),
  }));
  const pressed = talk.presses
    .filter(({ on, by, says }) => on === handed.id && by === to && (says === 'accepts' || says === 'declines'))
    .map(({ atMs, says }) => ({ atMs, says: says === 'accepts' ? 'yes' : 'no' }));
  const [answer] = [...spoken, ...pressed].filter(({ says }) => says !== 'nothing').sort((a, b) => a.atMs - b.atMs);
  return answer?.says === 'yes' ? [{ messageId: handed.id, by: to, acceptedAtMs: answer.atMs }] : [];
}

function takes({ reading: { acknowledges, marks } }: Said): 'yes' | 'no' | 'nothing' {
  if (marks.includes('decline')) return 'no';
  return acknowledges || marks.includes('done') ? 'yes' : 'nothing';
}

/** Another day counts with its reason; without one it is only an announcement. */
function movesOf(
  about: readonly Said[],
  thread: readonly Demand[],
  talk: Conversation,
  untilMs: number,
): readonly Move[] {
  const said = about
    .filter(({ reading: { marks } }) => marks.includes('move') && marks.includes('reason'))
    .flatMap(({ message, reading: { statedDay } }): Move[] =>
      statedDay ? [{ atMs: message.sentAtMs, messageId: message.id, to: statedDay }] : [],
    );
  const pressed = pressedOn(thread, 'moved', talk).flatMap(({ atMs, on, to }): Move[] =>
    to ? [{ atMs, messageId: on, to }] : [],
  );
  return [...said, ...pressed].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
}

/** A day that is moved when it is over stays over. */
function movedTo(
  due: Deadline,
  move: Move,
  wait: Pick<Wait, 'awaited'>,
  rule: ObligationRule,
  talk: Conversation,
): Deadline {
  const isOver = due.kind === 'known' && move.atMs > due.atMs;
  return isOver ? due : closingTime(move.to, move.atMs, planOf(wait.awaited, rule, talk));
}

function firstDeadline(
  [first]: readonly Demand[],
  wait: Omit<Wait, 'endedAtMs'>,
  { due, withinMs }: ResultSetting,
  rule: ObligationRule,
  talk: Conversation,
): Deadline {
  const plan = planOf(wait.awaited, rule, talk);
  if (due === 'stated' && first?.statedDay) return closingTime(first.statedDay, wait.startMs, plan);
  return withinMs === null ? NO_LIMIT : countedWork(wait.startMs, withinMs, plan, talk).deadline;
}

const NO_LIMIT: Deadline = { kind: 'known', atMs: Number.POSITIVE_INFINITY };

/** The clock up to a deadline, with the arithmetic that leads there. */
function clockUntil(
  wait: Wait,
  deadline: Deadline,
  setting: ResultSetting,
  rule: ObligationRule,
  talk: Conversation,
  nowMs: number,
): Clock {
  if (deadline === NO_LIMIT) {
    const state = wait.endedAtMs !== null ? 'met' : wait.cancelledAtMs !== null ? 'cancelled' : 'unset';
    return { state, startMs: wait.startMs, deadline: null, counted: [], endedAtMs: wait.endedAtMs, steps: [] };
  }
  const plan = planOf(wait.awaited, rule, talk);
  const worked = deadline.kind === 'known' ? workingMsBetween(wait.startMs, deadline.atMs, plan) : deadline;
  const withinMs = worked.kind === 'known' ? worked.ms : setting.withinMs;
  const counted = withinMs === null ? [] : countedWork(wait.startMs, withinMs, plan, talk).counted;
  return runUntil(wait, deadline, counted, { ...setting, withinMs }, rule, talk, nowMs);
}
