import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import { type Corp, newId } from '../ids.ts';
import { carriedNow } from '../tracing/trace.ts';

/** What a timer is for. Its subject is a chat id, a case id, an account, or `-` for the corp itself. */
export const TIMERS = [
  'look-group', // fetch the group and judge it; also the coalescing of a burst of events
  'look-messages', // something new was said in a group: it is judged by what is known
  'obligation-step', // somebody is waited for there: a deadline, or a moment at which somebody is told
  'look-again', // the second look after an event: details lag behind it [92130]
  'look-person', // read one account again
  'look-contact', // read one external person again
  'case-step', // the grace of a case is over
  'decision-step', // who was asked for a statement has had his time, or an appeal is due
  'sweep-groups', // groups with open cases, and those longest not looked at
  'sync-directory', // the nightly reconcile of people, then of groups
  'read-statistics', // before it: what WeCom counted in the groups of each owner, where a rule asks for it
  'tend-words', // in the night, and when a list or a policy is another: WeCom's own 敏感词 hold what the lists hold, and old fingerprints are forgotten
  'grade-messages', // messages wait for the company's classifier
  'judge-again', // after it: the groups behind a chat id (`-`: all) are judged from what is known, and looked at if that is news
  'policy-starts', // a version published before takes effect: every group is looked at. Its subject: slug@version
  'keep-groups', // somebody came, moved or left: which of the groups that the service keeps must change
  'keep-group', // one of them is brought to its roster, or what a person decided about a group is carried out
  'look-approval', // read one form of the approval app again. Its subject: its number
  'look-template', // what the forms of a template of the approval app are about. Its subject: its id
  'read-checkin', // at night: who works in which shift, and who clocked in where a rule asks for it
  'sweep-approvals', // forms of which no callback came: new ones of our templates, and those that wait for a word
  'ask-owners-again', // the second and last card of an inventory
  'pull-archive', // read what is new in the message archive; armed only where there is one
  'daily-close', // whom the policy asks now what is still open; armed only where one names the hour
  'read-addresses', // from where WeCom calls, once a day; armed by the doors of corps that want it looked at
  'erase-old', // in the night: what is older than the periods of qungui.yaml goes
  'tend-duties', // every half hour: who is still to be shown a version, deputies for approved absences, fines by another name
  'verify-audit', // every hour: the trail is verified by itself, once a day all of it
  'tell-head', // after the digest: its head is told to people who have no hand in the database
  'send-pack', // evidence that was released is sent to who asked for it by text. Its subject: the wish
  'take-back', // what was said in a group is taken back from the phone of who opened it. Its subject: the message
  'digest', // HR's one message of the day
  'daily-report', // the last day in figures, for heads of departments
  'weekly-report', // the week before in figures, for HR and heads of departments
] as const;
export type TimerKind = (typeof TIMERS)[number];

export interface Alarm {
  readonly kind: TimerKind;
  readonly subject: string;
  readonly dueAt: Date;
  /** The moment it is armed. */
  readonly at: Date;
}

/**
 * How an insert meets a timer that is armed already: the earlier moment wins. One that is being fired right now may have read
 * what is older than this wish, so it stays armed when that firing ends, and is fired once more (`timerFired`).
 */
export const wishedAgain = Prisma.sql`
    on conflict (corp, kind, subject) where state = 'armed'
    do update set due_at = case when timer.lease_until > qungui.clock() and not timer.again then excluded.due_at
                                else least(timer.due_at, excluded.due_at) end,
                  again = timer.again or coalesce(timer.lease_until > qungui.clock(), false),
                  trace = coalesce(timer.trace, excluded.trace)`;

/** What is for the corp itself belongs to nobody's trace: it arms itself again for ever. */
const traceFor = (subject: string): string | null => (subject === '-' ? null : carriedNow());

/** Arms a timer; one of a kind and subject is armed at a time. */
export async function armTimer(tx: Tx, corp: Corp, { kind, subject, dueAt, at }: Alarm): Promise<void> {
  await tx.$executeRaw`
    insert into qungui.timer (corp, id, kind, subject, due_at, state, armed_at, trace)
    values (${corp}, ${newId()}::uuid, ${kind}, ${subject}, ${dueAt}, 'armed', ${at}, ${traceFor(subject)}) ${wishedAgain}`;
}

interface Alarms {
  readonly kind: TimerKind;
  readonly subjects: readonly string[];
  /** The first of them; at once when nothing is said. */
  readonly dueAt?: Date;
  readonly at: Date;
  /** One after another, so far apart; together when nothing is said. */
  readonly apartMs?: number;
}

/** Arms one timer for many subjects in one statement. */
export async function armTimers(
  tx: Tx,
  corp: Corp,
  { kind, subjects, at, dueAt = at, apartMs = 0 }: Alarms,
): Promise<void> {
  if (subjects.length === 0) return;
  await tx.$executeRaw`
    insert into qungui.timer (corp, id, kind, subject, due_at, state, armed_at, trace)
    select ${corp}, gen_random_uuid(), ${kind}, subject,
           ${dueAt}::timestamptz + (turn - 1) * ${apartMs}::int * interval '1 millisecond', 'armed', ${at}, ${carriedNow()}
    from unnest(${[...new Set(subjects)].sort()}::text[]) with ordinality as asked (subject, turn) ${wishedAgain}`;
}

/** Arms a timer for each of many subjects, behind those of the kind that are armed already, so far apart. */
export async function armInTurn(
  tx: Tx,
  corp: Corp,
  { kind, subjects, at, apartMs }: Omit<Alarms, 'dueAt' | 'apartMs'> & { readonly apartMs: number },
): Promise<void> {
  if (subjects.length === 0) return;
  await tx.$executeRaw`
    with last as (
      select greatest(${at}::timestamptz, max(due_at)) as due_at from qungui.timer
      where corp = ${corp} and kind = ${kind} and state = 'armed'
    )
    insert into qungui.timer (corp, id, kind, subject, due_at, state, armed_at)
    select ${corp}, gen_random_uuid(), ${kind}, subject, last.due_at + turn * ${apartMs}::int * interval '1 millisecond', 'armed', ${at}
    from last, unnest(${[...new Set(subjects)].sort()}::text[]) with ordinality as asked (subject, turn)
    on conflict (corp, kind, subject) where state = 'armed' do nothing`;
}

/** Takes armed timers back; one that is being fired notices it when it claims its effect. */
export async function cancelTimers(
  tx: Tx,
  corp: Corp,
  kind: TimerKind,
  subjects: readonly string[],
  at: Date,
): Promise<void> {
  if (subjects.length === 0) return;
  await tx.$executeRaw`
    update qungui.timer set state = 'cancelled', ended_at = ${at}
    where corp = ${corp} and kind = ${kind} and state = 'armed' and subject = any(${[...subjects]}::text[])`;
}
