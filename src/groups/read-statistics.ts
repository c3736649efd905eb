import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { policiesInForce } from '../review/policies.ts';
import { dayOf } from '../work-time/local-days.ts';
import { daysAfter, instantOf } from '../work-time/local-time.ts';

/** WeCom counts by the clocks of China, and a day's figures are not complete on the morning after it. */
const ZONE = 'Asia/Shanghai';
const COMPLETE_AFTER_DAYS = 2;
/** What was missed longer ago stays a gap. */
const MOST_DAYS = 30;

/**
 * Reads what WeCom counted in the customer groups of their owners since the last time: a hundred owners a call and day, each
 * day once. Nothing is asked where no rule wants to know when a group was last in use.
 */
export async function readStatistics(deps: Pick<Deps, 'db' | 'wecom'>, corp: Corp): Promise<void> {
  const { owners, days } = await deps.db.withCorp(corp, (tx) => whatIsMissing(tx, corp));
  for (const day of owners.length > 0 ? days : []) {
    const counted = await deps.wecom.of(corp).groupchat.statistics(owners, instantOf(day, 0, ZONE));
    await deps.db.withCorp(corp, async (tx) => {
      const learnedAt = await nowIn(tx);
      const data = counted.map((one) => ({ corp, day, learnedAt, ...one }));
      await tx.ownerStatistic.createMany({ data, skipDuplicates: true });
    });
  }
}

async function whatIsMissing(tx: Tx, corp: Corp): Promise<{ readonly owners: string[]; readonly days: string[] }> {
  const at = await nowIn(tx);
  const policies = await policiesInForce(tx, corp, at);
  const asked = policies.some(({ uses }) =>
    uses.some(({ level, rule }) => level !== 'off' && rule.asks?.includes('activity')),
  );
  if (!asked) return { owners: [], days: [] };
  const newest = daysAfter(dayOf(at.getTime(), ZONE), -COMPLETE_AFTER_DAYS);
  const { _max: last } = await tx.ownerStatistic.aggregate({ where: { corp }, _max: { day: true } });
  const days: string[] = [];
  for (let day = newest; days.length < MOST_DAYS && day > (last.day ?? daysAfter(newest, -1)); day = daysAfter(day, -1))
    days.unshift(day);
  return { owners: await ownersOf(tx, corp), days };
}

/** Present accounts that own customer groups. */
async function ownersOf(tx: Tx, corp: Corp): Promise<string[]> {
  const rows = await tx.$queryRaw<{ owner: string }[]>`
    select distinct lower(s.owner) as owner from qungui.group_state s
    join qungui.chat_group g on g.corp = s.corp and g.chat_id = s.chat_id and g.dissolved_at is null
    join qungui.reach_state r on r.corp = s.corp and r.chat_id = s.chat_id and r.until is null and r.reach = 'customer'
    join qungui.account a on a.corp = s.corp and a.userid = lower(s.owner) and a.until is null
    where s.corp = ${corp} and s.until is null order by owner`;
  return rows.map(({ owner }) => owner);
}
