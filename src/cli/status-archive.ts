import type { CorpConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import { HEARD_IN_ARCHIVE, SHOWN_BY_ARCHIVE } from '../groups/reach.ts';
import { seatedIn } from '../messages/seats.ts';
import { BLIND_AFTER_MS } from '../messages/sight.ts';

export type ArchiveLine = Awaited<ReturnType<typeof countArchive>>;

/** What `status` says of the message archive: whether it is read, how far, and what of it cannot be. Null: none is configured. */
export async function countArchive(tx: Tx, { slug: corp, archive }: Pick<CorpConfig, 'slug' | 'archive'>) {
  if (!archive) return null;
  const at = await nowIn(tx);
  const cursor = await tx.archiveCursor.findFirst({ where: { corp } });
  const readUntil = cursor?.caughtUpAt ?? null;
  const dropped = await tx.archiveCount.aggregate({ where: { corp, what: 'one-to-one' }, _sum: { count: true } });
  return {
    state: cursor?.trouble ? ('failing' as const) : ('connected' as const),
    trouble: cursor?.trouble ?? null,
    lastPull: cursor?.pulledAt ?? null,
    readUntil,
    behind: readUntil === null || at.getTime() - readUntil.getTime() > BLIND_AFTER_MS,
    parked: await tx.parkedRecord.count({ where: { corp, state: { not: 'read' } } }),
    gaps: await tx.archiveGap.count({ where: { corp } }),
    /** Counted and dropped, of all days. */
    oneToOne: dropped._sum.count ?? 0,
    /** Null: WeCom has not told. */
    seats: cursor?.seatsAt ? await tx.archiveSeat.count({ where: { corp, until: null } }) : null,
    seatless: await registeredWithoutSeat(tx, corp),
    rooms: await roomsHeard(tx, corp),
  };
}

/** Registered groups of which nothing is archived, since nobody inside has a seat. */
async function registeredWithoutSeat(tx: Tx, corp: CorpConfig['slug']): Promise<number> {
  const entries = await tx.registerEntry.findMany({ where: { corp, until: null }, select: { chatId: true } });
  const chatIds = entries.map(({ chatId }) => chatId);
  const seated = await seatedIn(tx, corp, chatIds);
  return chatIds.filter((chatId) => seated(chatId).seats === 'none').length;
}

/** Internal groups that the archive heard of; how many there are beside them nobody knows. */
async function roomsHeard(tx: Tx, corp: CorpConfig['slug']): Promise<{ registered: number; unregistered: number }> {
  const [row] = await tx.$queryRaw<{ registered: number; unregistered: number }[]>`
    select count(r.id)::int as registered, count(*) filter (where r.id is null)::int as unregistered
    from qungui.chat_group g
    join qungui.reach_state v on v.corp = g.corp and v.chat_id = g.chat_id and v.until is null
    left join qungui.register_entry r on r.corp = g.corp and r.chat_id = g.chat_id and r.until is null
    where g.corp = ${corp} and g.dissolved_at is null and v.reach = 'internal'
      and v.evidence in (${HEARD_IN_ARCHIVE}, ${SHOWN_BY_ARCHIVE})`;
  return row ?? { registered: 0, unregistered: 0 };
}

/** The rows of `status` about the archive. */
export function archiveRows(line: ArchiveLine, at: (moment: Date | null) => string): [string, string][] {
  if (line === null) return [['archive', 'not connected']];
  const { registered, unregistered } = line.rooms;
  const counts = `${line.parked} parked, ${line.gaps} gaps, ${line.oneToOne} one-to-one dropped`;
  const seats =
    line.seats === null ? 'seats unknown' : `${line.seats} seats, ${line.seatless} registered groups without one`;
  return [
    ['archive', `${line.state}, read up to ${at(line.readUntil)}; ${counts}; ${seats}`],
    ['of the archive', `${registered + unregistered} internal groups heard of, ${unregistered} of them not registered`],
  ];
}

/** What of it somebody must look at. */
export function archiveNeeds(line: ArchiveLine): string[] {
  if (line === null) return [];
  return [
    line.behind ? `the archive is not read (${line.trouble ?? 'not yet'}); after five days what is in it is lost` : '',
    line.parked > 0 ? `${line.parked} records of the archive cannot be read: messages parked` : '',
  ].filter((need) => need !== '');
}
