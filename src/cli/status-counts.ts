import { nowIn, type Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { POLICY_TIME_ZONE } from '../policy/durations.ts';
import { policiesInForce } from '../review/policies.ts';
import { rolloutReports } from '../review/rollout.ts';
import { precisionOf } from '../words/hits.ts';
import { localAt } from '../work-time/local-time.ts';
import { nextToldAt } from './next-told.ts';

export type Counts = Awaited<ReturnType<typeof countAll>>;

/** Everything that `status` says of a corp, counted at one moment. */
export async function countAll(tx: Tx, corp: Corp) {
  const at = await nowIn(tx);
  const policies = await policiesInForce(tx, corp, at);
  const sync = await lastSync(tx, corp);
  return {
    people: await countPeople(tx, corp, sync.last),
    groups: await countGroups(tx, corp),
    cases: await countCases(tx, corp),
    callbacks: await countCallbacks(tx, corp),
    notices: await countNotices(tx, corp),
    timers: await countTimers(tx, corp, at),
    sync,
    stops: await stopsOf(tx, corp),
    rollouts: await rolloutsOf(tx, corp),
    unreliable: await unreliableRules(tx, corp),
    notGraded: await notGradedLately(tx, corp, at),
    brakes: await tx.brake.count({ where: { corp, until: null } }),
    policies: policies.map(({ slug, version, hash }) => ({ slug, version, hash })),
  };
}

/** Before people were read nobody knows how many there are. */
async function countPeople(tx: Tx, corp: Corp, lastRead: Date | null) {
  if (lastRead === null) return null;
  return {
    employees: await tx.account.count({ where: { corp, until: null } }),
    outsiders: await tx.contactState.count({ where: { corp, until: null } }),
  };
}

async function countGroups(tx: Tx, corp: Corp) {
  const rows = await tx.$queryRaw<{ reach: string; groups: number; registered: number }[]>`
    select coalesce(v.reach, 'unknown') as reach, count(*)::int as groups, count(r.id)::int as registered
    from qungui.chat_group g
    left join qungui.reach_state v on v.corp = g.corp and v.chat_id = g.chat_id and v.until is null
    left join qungui.register_entry r on r.corp = g.corp and r.chat_id = g.chat_id and r.until is null
    where g.corp = ${corp} and g.dissolved_at is null group by 1 order by 1`;
  const all = rows.reduce((sum, row) => sum + row.groups, 0);
  const registered = rows.reduce((sum, row) => sum + row.registered, 0);
  return {
    byReach: Object.fromEntries(rows.map((row) => [row.reach, row.groups])),
    registered,
    unregistered: all - registered,
  };
}

async function countCases(tx: Tx, corp: Corp) {
  const rows = await tx.case.groupBy({
    by: ['state'],
    where: { corp, closedAt: null },
    _count: true,
    orderBy: { state: 'asc' },
  });
  const held = await tx.case.count({ where: { corp, closedAt: null, held: { not: null } } });
  return { byState: Object.fromEntries(rows.map((row) => [row.state, row._count])), held };
}

/** What people have stopped. */
/** Uses of rules whose next step waits for a person. */
const rolloutsOf = async (tx: Tx, corp: Corp): Promise<string[]> =>
  (await rolloutReports(tx, corp, await nowIn(tx)))
    .filter(({ steps }) => steps.some(({ stands }) => stands === 'may-be-confirmed'))
    .map(({ instance }) => instance);

const stopsOf = (tx: Tx, corp: Corp) =>
  tx.stop.findMany({
    where: { corp, until: null },
    select: { target: true, name: true, since: true, stoppedBy: true },
    orderBy: { since: 'asc' },
  });

async function countCallbacks(tx: Tx, corp: Corp) {
  const unfinished = { corp, state: 'new' };
  const oldest = await tx.callback.aggregate({ where: unfinished, _min: { receivedAt: true } });
  return {
    unfinished: await tx.callback.count({ where: unfinished }),
    parked: await tx.callback.count({ where: { corp, state: 'parked' } }),
    oldest: oldest._min.receivedAt,
  };
}

async function countNotices(tx: Tx, corp: Corp) {
  const rows = await tx.notice.groupBy({
    by: ['state'],
    where: { corp, state: { in: ['waiting', 'held', 'sending', 'unknown', 'failed'] } },
    _count: true,
  });
  const of = (state: string): number => rows.find((row) => row.state === state)?._count ?? 0;
  const nextAt = await nextToldAt(tx, corp);
  return {
    waiting: of('waiting') + of('sending'),
    nextAt,
    held: of('held'),
    unknown: of('unknown'),
    failed: of('failed'),
  };
}

async function countTimers(tx: Tx, corp: Corp, at: Date) {
  const next = await tx.timer.aggregate({ where: { corp, state: 'armed' }, _min: { dueAt: true } });
  return {
    due: await tx.timer.count({ where: { corp, state: 'armed', dueAt: { lte: at } } }),
    next: next._min.dueAt,
  };
}

interface LastSync {
  readonly last: Date | null;
  /** When it was given up, if nothing was read since. */
  readonly failed: Date | null;
  /** When it is tried again, after a failure that may pass. */
  readonly retryAt: Date | null;
}

/** When people were last read, and what went wrong since. */
async function lastSync(tx: Tx, corp: Corp): Promise<LastSync> {
  const [row] = await tx.$queryRaw<LastSync[]>`
    with given_up as (select at from qungui.audit_record where corp = ${corp} and kind = 'sync-failed'),
    tries as (
      select ended_at as at, state <> 'fired' or ended_at in (select at from given_up) as failed
      from qungui.timer where corp = ${corp} and kind = 'sync-directory' and state in ('fired', 'given-up', 'caught-up'))
    select max(at) filter (where not failed) as last, max(at) filter (where failed) as failed,
           (select due_at from qungui.timer where corp = ${corp} and kind = 'sync-directory' and state = 'armed'
              and attempts > 0 and lease_until is null) as "retryAt"
    from tries`;
  const { last, failed, retryAt } = row ?? { last: null, failed: null, retryAt: null };
  return { last, failed: failed && (last === null || failed > last) ? failed : null, retryAt };
}

/** Messages of the last days for which a policy asks the classifier, and which it did not grade. */
async function notGradedLately(tx: Tx, corp: Corp, at: Date): Promise<number> {
  const { date } = localAt(at.getTime() - 3 * 86_400_000, POLICY_TIME_ZONE);
  const where = { corp, what: 'not-graded', day: { gte: date } };
  return (await tx.archiveCount.aggregate({ where, _sum: { count: true } }))._sum.count ?? 0;
}

/** Rules about content that people found wrong too often. */
const unreliableRules = async (tx: Tx, corp: Corp): Promise<string[]> =>
  (await precisionOf(tx, corp)).flatMap(({ instance, percent, verdict }) =>
    verdict === 'unreliable' ? [`${instance} (${Math.floor(percent ?? 0)} %)`] : [],
  );
