import type { Tx } from '../db/client.ts';
import type { Gap } from '../events/conversation.ts';
import type { Unseen } from '../events/facts.ts';
import type { Activity } from '../events/records.ts';
import type { Corp } from '../ids.ts';
import { groupsWithoutConsent } from './consents.ts';
import { seatGaps } from './seat-gaps.ts';
import { seatedIn } from './seats.ts';

/** Nothing was read for so long: what is said now is not seen. */
export const BLIND_AFTER_MS = 15 * 60_000;
/** Nobody could be asked for so long who has a seat: whether anything is archived is not known. */
const SEATLESS_AFTER_MS = 3_600_000;
/** WeCom shows a message some seconds after it was said: what is younger may still come. */
const SETTLES_MS = 60_000;
/**
 * What was lost so lately, or waits for its key, may be much: then nothing is seen. Older gaps, and single records that cannot be
 * read, are told to whoever judges their time, and blind nothing else.
 */
export const FRESH_GAP_MS = 3_600_000;

/** How far the messages of a group can be called seen. */
export interface Sight {
  /** Why nothing can be said of them at all; null: something can. */
  readonly unseen: Extract<Unseen, 'no-archive' | 'data-gap' | 'no-seat' | 'no-consent'> | null;
  /** Up to when all that was said is here, as far as the last looks at seats and roster go. */
  readonly seenUntilMs: number;
  /** Where records are missing, or could not be read, or nobody with a seat is known to have been inside. */
  readonly gaps: readonly Gap[];
}

/**
 * How far the messages of these groups are seen: nobody looked (no archive is read), not now (nothing was read lately, something is
 * missing just now, an outsider inside has not agreed), or up to a moment and but for some gaps since. Without an archive a
 * file that was imported shows a group as far as it goes. A rule about messages does not run where nothing is seen.
 */
export async function sightIn(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  since: Date,
  at: Date,
): Promise<(chatId: string) => Sight> {
  const cursor = await tx.archiveCursor.findFirst({ where: { corp } });
  if (!cursor) return sightOfFiles(tx, corp, chatIds, since);
  const { caughtUpAt } = cursor;
  const gaps = await gapsSince(tx, corp, since, at);
  const isBlind =
    !caughtUpAt ||
    at.getTime() - caughtUpAt.getTime() > BLIND_AFTER_MS ||
    (cursor.seatsAt !== null && at.getTime() - cursor.seatsAt.getTime() > SEATLESS_AFTER_MS) ||
    gaps.some(({ untilMs, is }) => is === 'many' && at.getTime() - untilMs < FRESH_GAP_MS);
  const seated = await seatedIn(tx, corp, chatIds);
  const seatless = await seatGaps(tx, corp, chatIds, since, at);
  const refusing = new Set(isBlind ? [] : await groupsWithoutConsent(tx, corp, chatIds));
  const pulledUntilMs = (caughtUpAt?.getTime() ?? 0) - SETTLES_MS;
  return (chatId) => {
    const { seats, untilMs } = seated(chatId);
    return {
      unseen: seats === 'none' ? 'no-seat' : isBlind ? 'data-gap' : refusing.has(chatId) ? 'no-consent' : null,
      seenUntilMs: Math.min(pulledUntilMs, untilMs),
      gaps: [...gaps, ...(seatless.get(chatId) ?? [])],
    };
  };
}

async function sightOfFiles(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  since: Date,
): Promise<(chatId: string) => Sight> {
  const rows = await tx.$queryRaw<{ chatId: string; until: Date }[]>`
    select chat_id as "chatId", max(sent_at) as until from qungui.message
    where corp = ${corp} and chat_id = any(${[...chatIds]}::text[]) and sent_at >= ${since} and learned_by = 'file'
    group by chat_id`;
  const until = new Map(rows.map((row) => [row.chatId, row.until.getTime()]));
  return (chatId) => ({
    unseen: until.has(chatId) ? null : 'no-archive',
    seenUntilMs: until.get(chatId) ?? 0,
    gaps: [],
  });
}

/** A parked record was said between the readable one before it and the moment at which it came. */
async function gapsSince(
  tx: Tx,
  corp: Corp,
  since: Date,
  at: Date,
): Promise<(Gap & { readonly is: 'many' | 'one' })[]> {
  const lost = await tx.archiveGap.findMany({
    where: { corp, beforeAt: { gte: since } },
    select: { afterAt: true, beforeAt: true },
  });
  // Thousands may wait for one key: those of one hour are one gap, from the first to the last of them.
  const parked = await tx.$queryRaw<{ from: Date | null; until: Date; is: 'many' | 'one' }[]>`
    select min(coalesce(near_at, ${since}::timestamptz)) as "from", max(parked_at) as until,
           case when reason = 'no-key' then 'many' else 'one' end as "is"
    from qungui.parked_record where corp = ${corp} and state <> 'read' and parked_at >= ${since}
    group by 3, date_trunc('hour', parked_at)`;
  const ends = [
    ...lost.map(({ afterAt, beforeAt }) => ({ from: afterAt, until: beforeAt, is: 'many' as const })),
    ...parked,
  ];
  return ends.map(({ from, until, is }) => ({
    fromMs: (from ?? since).getTime(),
    untilMs: Math.min(until.getTime(), at.getTime()),
    is,
  }));
}

/** When a group last spoke, as far as the archive proves that it was silent since: nothing missing, everybody agreed. */
export async function archivedActivity(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, Activity>> {
  if (chatIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ chatId: string; last: Date; until: Date }[]>`
    select asked.id as "chatId", spoke.last, least(c.caught_up_at, ${at}::timestamptz) as until
    from unnest(${[...chatIds]}::text[]) as asked (id)
    join qungui.archive_cursor c on c.corp = ${corp} and c.caught_up_at is not null
    cross join lateral (select max(m.sent_at) as last from qungui.message m
      where m.corp = c.corp and m.chat_id = asked.id and m.sent_at <= ${at}) spoke
    where spoke.last is not null and spoke.last <= c.caught_up_at
      and not exists (select from qungui.archive_gap g where g.corp = c.corp and g.before_at >= spoke.last)
      and not exists (select from qungui.parked_record p
        where p.corp = c.corp and p.state <> 'read' and (p.near_at >= spoke.last or p.parked_at >= spoke.last))
      and not exists (select from qungui.membership m
        where m.corp = c.corp and m.chat_id = asked.id and m.until is null and m.member_kind = 'external'
          and not exists (select from qungui.archive_consent a where a.corp = m.corp and a.place = m.chat_id
                          and a.external_id = m.member_id and a.until is null and a.agreed = 'agreed'))`;
  return new Map(
    rows.map(({ chatId, last, until }) => [
      chatId,
      { lastMessageAtMs: last.getTime(), silentUntilMs: until.getTime(), provenBy: 'archive' },
    ]),
  );
}
