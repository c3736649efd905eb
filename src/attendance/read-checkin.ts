import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { POLICY_TIME_ZONE } from '../policy/durations.ts';
import { policiesInForce } from '../review/policies.ts';
import { timerFired } from '../timers/claim.ts';
import { standingNext } from '../timers/standing.ts';
import type { Punch, ScheduledShift } from '../wecom/checkin/checkin.ts';
import { refusedWith } from '../wecom/refused.ts';
import { instantOf } from '../work-time/local-time.ts';
import { lookWhereAwaited } from './look-where-awaited.ts';
import { changeShifts } from './shift-rows.ts';
import { waitsForPeople } from './wanted.ts';

const DAY_MS = 86_400_000;
/** Shifts of so many days ahead; punches of so many days back, and how long they are kept. */
const [AHEAD_MS, BACK_MS, KEPT_MS] = [30 * DAY_MS, 2 * DAY_MS, 35 * DAY_MS];
/** The app is not among the callable ones of 打卡 [93384]. */
const NOT_ALLOWED = [48002, 60011, 301021] as const;

type CheckinDeps = Pick<Deps, 'db' | 'wecom' | 'log' | 'bell'>;

/**
 * Reads who works in which shift, and who clocked in where a rule asks whether people could have answered. Nothing is asked
 * where no policy waits for anybody, and where the app may not read 打卡 nothing is known. Ends its timer.
 */
export async function readCheckin(deps: CheckinDeps, corp: Corp, timerId: string): Promise<void> {
  const { at, wanted, userids } = await deps.db.withCorp(corp, (tx) => whatIsWanted(tx, corp));
  const read = wanted.shifts === 'yes' ? await readAll(deps, corp, userids, wanted.punches, at.getTime()) : NOTHING;
  await deps.db.withCorp(
    corp,
    async (tx) => {
      const now = await nowIn(tx);
      if ((await timerFired(tx, corp, timerId, now)) === 'gone') return;
      await keepShifts(tx, corp, read.shifts, now);
      await keepPunches(tx, corp, read.punches, now);
      await standingNext(tx, corp, 'daily-close', now);
      await standingNext(tx, corp, 'read-checkin', now);
    },
    { timeoutMs: 60_000 },
  );
  await deps.bell.ring('timers', corp);
}

interface Read {
  readonly shifts: readonly ScheduledShift[];
  readonly punches: readonly Punch[];
}
const NOTHING: Read = { shifts: [], punches: [] };

async function whatIsWanted(tx: Tx, corp: Corp) {
  const at = await nowIn(tx);
  const policies = await policiesInForce(tx, corp, at);
  const asksForSigns = policies.some(({ uses }) =>
    uses.some(({ level, waits }) => level !== 'off' && waits?.reachable === 'must-be-shown'),
  );
  const accounts = await tx.account.findMany({
    where: { corp, until: null },
    select: { userid: true },
    orderBy: { userid: 'asc' },
  });
  return {
    at,
    wanted: { shifts: waitsForPeople(policies), punches: asksForSigns ? ('yes' as const) : ('no' as const) },
    userids: accounts.map(({ userid }) => userid),
  };
}

async function readAll(
  { wecom, log }: CheckinDeps,
  corp: Corp,
  userids: readonly string[],
  punches: 'yes' | 'no',
  nowMs: number,
): Promise<Read> {
  const { checkin } = wecom.of(corp);
  try {
    return {
      shifts: await checkin.shifts(userids, nowMs - DAY_MS, nowMs + AHEAD_MS),
      punches: punches === 'yes' ? await checkin.punches(userids, nowMs - BACK_MS, nowMs) : [],
    };
  } catch (err) {
    if (!refusedWith(err, ...NOT_ALLOWED)) throw err;
    log.info({ corp, err }, '打卡 may not be read: shifts are known from files alone');
    return NOTHING;
  }
}

async function keepShifts(tx: Tx, corp: Corp, shifts: readonly ScheduledShift[], at: Date): Promise<void> {
  const accounts = await tx.account.findMany({ where: { corp, until: null } });
  const personOf = new Map(accounts.map(({ userid, personId }) => [userid, personId]));
  const told = shifts.flatMap(({ userid, date, stretches }) => {
    const personId = personOf.get(userid);
    return personId ? [{ personId, date, told: stretches }] : [];
  });
  const news = await changeShifts(tx, corp, 'checkin', told, at);
  if (news.length === 0) return;
  const first = Math.min(...news.map(({ date }) => instantOf(date, 0, POLICY_TIME_ZONE)));
  await lookWhereAwaited(tx, corp, [...new Set(news.map(({ personId }) => personId))], new Date(first), at);
}

/** Who clocked in could have answered: his misses are judged again. */
async function keepPunches(tx: Tx, corp: Corp, punches: readonly Punch[], at: Date): Promise<void> {
  await tx.clockIn.deleteMany({ where: { corp, at: { lt: new Date(at.getTime() - KEPT_MS) } } });
  if (punches.length === 0) return;
  await tx.clockIn.createMany({
    data: punches.map(({ userid, atMs }) => ({ corp, userid, at: new Date(atMs) })),
    skipDuplicates: true,
  });
  const accounts = await tx.account.findMany({
    where: { corp, until: null, userid: { in: [...new Set(punches.map(({ userid }) => userid))] } },
  });
  await lookWhereAwaited(
    tx,
    corp,
    accounts.map(({ personId }) => personId),
    new Date(at.getTime() - BACK_MS),
    at,
  );
}
