import type { Client } from '../client.ts';
import { Punches, Schedules } from './answers.ts';
import type { CheckinApi } from './checkin.ts';

/** Accounts and days of one call [90262, 93380]. */
const MOST = { userids: 100, spanMs: 30 * 86_400_000 } as const;

/** 打卡 [90262, 93380]: the app must be among its callable ones. */
export function openCheckin({ call }: Client): CheckinApi {
  const inPieces = async <T>(
    userids: readonly string[],
    fromMs: number,
    untilMs: number,
    ask: (body: Readonly<Record<string, unknown>>) => Promise<readonly T[]>,
  ): Promise<readonly T[]> => {
    const found: T[] = [];
    for (let from = fromMs; from < untilMs; from += MOST.spanMs)
      for (let i = 0; i < userids.length; i += MOST.userids) {
        const endtime = Math.ceil(Math.min(from + MOST.spanMs, untilMs) / 1_000);
        const useridlist = userids.slice(i, i + MOST.userids);
        found.push(...(await ask({ starttime: Math.floor(from / 1_000), endtime, useridlist })));
      }
    return found;
  };
  return {
    shifts: (userids, fromMs, untilMs) =>
      inPieces(userids, fromMs, untilMs, async (body) =>
        (await call('app', 'checkin/getcheckinschedulist', { kind: 'read', body }, Schedules)).schedule_list.flat(),
      ),
    punches: (userids, fromMs, untilMs) =>
      inPieces(userids, fromMs, untilMs, async (body) => {
        const asked = { ...body, opencheckindatatype: 3 };
        return (await call('app', 'checkin/getcheckindata', { kind: 'read', body: asked }, Punches)).checkindata.flat();
      }),
  };
}
