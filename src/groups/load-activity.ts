import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Activity } from '../events/records.ts';
import type { Corp } from '../ids.ts';
import { archivedActivity } from '../messages/sight.ts';
import { beginOfDayMs, dayMs } from '../rules/register/days.ts';
import { daysAfter } from '../work-time/local-time.ts';

/** What WeCom counted in the customer groups of one owner on one day. */
export interface OwnerDay {
  readonly day: string;
  readonly groups: number;
  readonly groupsWithMessages: number;
  /** Of the day, or up to it: more than on the day before proves that somebody wrote, whichever it is. */
  readonly messages: number;
}

/** Nights may fail; what was counted longer ago says nothing about today. */
const STALE_MS = 5 * dayMs;

/**
 * What an owner's days, newest first, prove about one group that he owns since a moment. A day on which none of his groups had a
 * message was silent here; what was written on a day of his only group was written here. A missing day ends what is known. Null:
 * they prove nothing. Pure.
 */
export function provenActivity(days: readonly OwnerDay[], ownedSinceMs: number, atMs: number): Activity | null {
  const [newest] = days;
  if (!newest) return null;
  const silentUntilMs = beginOfDayMs(newest.day) + dayMs;
  if (atMs - silentUntilMs > STALE_MS || ownedSinceMs >= silentUntilMs) return null;
  let silentSinceMs = silentUntilMs;
  for (const [at, { day, groups, groupsWithMessages }] of days.entries()) {
    const beginMs = beginOfDayMs(day);
    if (beginMs < ownedSinceMs || beginMs + dayMs !== silentSinceMs || groups === 0) break;
    if (groupsWithMessages > 0) {
      const lastMessageAtMs = groups === 1 && grewOn(days, at) ? beginMs : null;
      return { lastMessageAtMs, silentSinceMs, silentUntilMs, provenBy: 'owner-statistics' };
    }
    silentSinceMs = beginMs;
  }
  return { lastMessageAtMs: null, silentSinceMs, silentUntilMs, provenBy: 'owner-statistics' };
}

function grewOn(days: readonly OwnerDay[], at: number): boolean {
  const [day, before] = [days[at], days[at + 1]];
  return day !== undefined && before?.day === daysAfter(day.day, -1) && day.messages > before.messages;
}

/** What is proven of groups at the moment of their facts: by the archive where it is read, else by what WeCom counts. */
export async function loadActivity(
  tx: Tx,
  corp: Corp,
  wanting: readonly GroupFacts[],
): Promise<ReadonlyMap<string, Activity>> {
  const asked = wanting.map(({ group }) => group.chatId);
  const archived = await archivedActivity(tx, corp, asked, new Date(wanting[0]?.atMs ?? 0));
  const others = wanting.filter(({ group }) => !archived.has(group.chatId));
  return new Map([...(await countedActivity(tx, corp, others)), ...archived]);
}

/** What is proven of customer groups by the statistics of their owners; the others are left out. */
async function countedActivity(
  tx: Tx,
  corp: Corp,
  wanting: readonly GroupFacts[],
): Promise<ReadonlyMap<string, Activity>> {
  const groups = wanting.filter(({ group }) => group.reach === 'customer' && group.owner !== '');
  const [first] = groups;
  if (!first) return new Map();
  const at = new Date(first.atMs);
  const ids = groups.map(({ group }) => group.chatId);
  const owners = [...new Set(groups.map(({ group }) => group.owner.toLowerCase()))];
  const since = await ownedSince(tx, corp, ids, at);
  const days = await daysOf(tx, corp, owners, at);
  return new Map(
    groups.flatMap(({ group: { chatId, owner }, atMs }): [string, Activity][] => {
      const own = days.get(owner.toLowerCase()) ?? [];
      const activity = provenActivity(own, since.get(chatId) ?? atMs, atMs);
      return activity ? [[chatId, activity]] : [];
    }),
  );
}

/** Since when each group is its present owner's, as far as we saw it ourselves. */
async function ownedSince(tx: Tx, corp: Corp, ids: string[], at: Date): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ chatId: string; sinceMs: number }[]>`
    select s.chat_id as "chatId",
      (extract(epoch from min(s.since) filter (where s.since > coalesce(other.since, '-infinity'))) * 1000)::float8 as "sinceMs"
    from qungui.group_state s
    left join lateral (
      select max(o.since) as since from qungui.group_state o
      where o.corp = s.corp and o.chat_id = s.chat_id and o.since <= ${at} and lower(o.owner) <> (
        select lower(p.owner) from qungui.group_state p
        where p.corp = s.corp and p.chat_id = s.chat_id and p.since <= ${at} order by p.since desc limit 1)) other on true
    where s.corp = ${corp} and s.chat_id = any(${ids}::text[]) and s.since <= ${at}
    group by s.chat_id`;
  return new Map(rows.map(({ chatId, sinceMs }) => [chatId, sinceMs]));
}

async function daysOf(tx: Tx, corp: Corp, owners: string[], at: Date): Promise<Map<string, OwnerDay[]>> {
  const rows = await tx.$queryRaw<(OwnerDay & { readonly owner: string })[]>`
    select owner, day, groups, groups_with_messages as "groupsWithMessages", messages from qungui.owner_statistic
    where corp = ${corp} and owner = any(${owners}::text[]) and learned_at <= ${at}
    order by owner, day desc`;
  const days = new Map<string, OwnerDay[]>();
  for (const { owner, ...day } of rows) days.set(owner, [...(days.get(owner) ?? []), day]);
  return days;
}
