import type { Conversation } from '../events/conversation.ts';
import { localAt } from '../work-time/local-time.ts';
import type { WorkPlan } from '../work-time/work-plan.ts';
import { nextWorkingMoment } from '../work-time/working-time.ts';
import type { Obligation } from './judge.ts';
import { leadershipIn } from './leadership.ts';
import { saidIn } from './read-conversation.ts';

/** What leaders wrote outside working time, for the employer who owes people their rest. Counts; no words, no addressees. */
export interface AfterHours {
  readonly leader: string;
  /** Messages outside the group's working time. */
  readonly messages: number;
  /** Those of them between 22:00 and 07:00. */
  readonly atNight: number;
  /** Those of them on days on which nobody works. */
  readonly onDaysOff: number;
  /** Obligations that began outside the working time of who is waited for. */
  readonly tasks: number;
  /** Obligations that were asked so late that their time reaches into another day. */
  readonly nearClosing: number;
}

export interface Period {
  readonly fromMs: number;
  readonly untilMs: number;
}

const NIGHT = { fromMin: 22 * 60, untilMin: 7 * 60 };

/**
 * Counts what was said in a period by who held one of the roles over anybody in the group when he said it. Where the calendar is
 * unknown nothing is counted as after hours.
 */
export function afterHoursReport(
  talk: Conversation,
  obligations: readonly Obligation[],
  leaderRoles: readonly string[],
  { fromMs, untilMs }: Period,
): readonly AfterHours[] {
  const within = (ms: number) => fromMs <= ms && ms < untilMs;
  const said = saidIn(talk).filter(({ sentAtMs }) => within(sentAtMs) && !isWorked(sentAtMs, talk.plan));
  const asked = uniqueByMessage(obligations.filter(({ openedAtMs }) => within(openedAtMs)));
  const leadsAt = leadershipIn(leaderRoles, talk);
  const own = said.filter(({ from, sentAtMs }) => leadsAt(from.id, sentAtMs));
  const set = asked.filter(({ asker, openedAtMs }) => leadsAt(asker, openedAtMs));
  const leaders = [...new Set([...own.map(({ from }) => from.id), ...set.map(({ asker }) => asker)])].sort();
  return leaders
    .map((leader): AfterHours => {
      const messages = own.filter(({ from }) => from.id === leader);
      const tasks = set.filter(({ asker }) => asker === leader);
      return {
        leader,
        messages: messages.length,
        atNight: messages.filter(({ sentAtMs }) => isNight(sentAtMs, talk.plan)).length,
        onDaysOff: messages.filter(({ sentAtMs }) => isDayOff(sentAtMs, talk.plan)).length,
        tasks: tasks.filter(({ saidWhen }) => saidWhen === 'after-hours').length,
        nearClosing: tasks.filter(({ saidWhen }) => saidWhen === 'near-closing').length,
      };
    })
    .filter(({ messages, tasks, nearClosing }) => messages + tasks + nearClosing > 0);
}

/** A notice to twelve is one. */
const uniqueByMessage = (obligations: readonly Obligation[]): readonly Obligation[] => [
  ...new Map(obligations.map((one) => [JSON.stringify([one.messages[0], one.saidWhen]), one])).values(),
];

function isWorked(ms: number, plan: WorkPlan): boolean {
  const next = nextWorkingMoment(ms, plan);
  return next.kind !== 'known' || next.atMs === ms;
}

function isNight(ms: number, { hours }: WorkPlan): boolean {
  const { minute } = localAt(ms, hours.timeZone);
  return minute >= NIGHT.fromMin || minute < NIGHT.untilMin;
}

const isDayOff = (ms: number, { hours, calendar }: WorkPlan): boolean =>
  calendar.day(localAt(ms, hours.timeZone).date) === 'off';
