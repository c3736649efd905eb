import { verifyAudit } from '../../src/audit/verify.ts';
import type { Corp } from '../../src/ids.ts';
import type { Plant } from './plant.ts';

/** What must hold when it is over; empty where all of it does. */
export async function whatIsNotWhole(plant: Plant): Promise<string[]> {
  const wrong: string[] = [];
  for (const corp of plant.corps) {
    const checks = {
      ...(await callbacksOf(plant, corp)),
      ...(await rostersOf(plant, corp)),
      ...(await trailOf(plant, corp)),
    };
    for (const [claim, count] of Object.entries(checks)) if (count > 0) wrong.push(`${corp}: ${count} ${claim}`);
  }
  return wrong;
}

/** C1: what was answered 200 is a row and done. Each event of this run is another text, so that rows can be counted. */
async function callbacksOf({ deps, companies }: Plant, corp: Corp): Promise<Record<string, number>> {
  const { events = 0, abandoned = 0 } = companies.get(corp)?.tenant.stats().callbacks ?? {};
  const rows = await deps.db.withCorp(corp, (tx) =>
    tx.callback.groupBy({ by: ['state'], where: { corp }, _count: true }),
  );
  const countOf = (wanted: (state: string) => boolean): number =>
    rows.filter(({ state }) => wanted(state)).reduce((sum, { _count }) => sum + _count, 0);
  return {
    'events without a row': Math.max(0, events - abandoned - countOf(() => true)),
    'events with two rows': Math.max(0, countOf(() => true) - events),
    'rows that are not done': countOf((state) => state !== 'done'),
    'events that WeCom gave up': abandoned,
  };
}

/** What the rows say of every group is what the group is. */
async function rostersOf({ deps, companies }: Plant, corp: Corp): Promise<Record<string, number>> {
  const busy = companies.get(corp);
  if (!busy) return {};
  const inside = await deps.db.withCorp(corp, (tx) =>
    tx.membership.findMany({ where: { corp, until: null }, select: { chatId: true, memberId: true } }),
  );
  const rosters = new Map<string, string[]>();
  for (const { chatId, memberId } of inside) rosters.set(chatId, [...(rosters.get(chatId) ?? []), memberId]);
  const same = (chatId: string): boolean => {
    const wanted = busy.tenant.group(chatId).members.map(({ id }) => id);
    return wanted.sort().join() === (rosters.get(chatId) ?? []).sort().join();
  };
  return { 'groups with another roster than they have': busy.groups.filter((chatId) => !same(chatId)).length };
}

/** C2 and C3: nobody was told twice, and the chain of the trail holds. C4: no timer ended before it was due. */
async function trailOf({ deps, companies }: Plant, corp: Corp): Promise<Record<string, number>> {
  const { doubled = 0 } = companies.get(corp)?.tenant.stats().notices ?? {};
  const chain = await verifyAudit(deps.db, corp, await deps.keys.of(corp));
  const [timers] = await deps.db.withCorp(
    corp,
    (tx) =>
      tx.$queryRaw<{ early: number; given_up: number }[]>`
        select count(*) filter (where state = 'fired' and ended_at < due_at)::int as early,
               count(*) filter (where state = 'given-up')::int as given_up
        from qungui.timer where corp = ${corp}`,
  );
  return {
    'notices shown twice': doubled,
    'breaks in the trail': chain.state === 'whole' ? 0 : 1,
    'timers fired early': timers?.early ?? 1,
    'timers given up': timers?.given_up ?? 1,
  };
}
