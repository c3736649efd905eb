import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { type Corp, newId } from '../ids.ts';

/** Seats are bought and given away seldom. */
const READ_AFTER_MS = 6 * 3_600_000;

/** Reads who has a seat of the archive, where that was not read lately. What cannot be asked stays as it was known. */
export async function readSeats(deps: Pick<Deps, 'db' | 'wecom' | 'log'>, corp: Corp): Promise<void> {
  const isDue = await deps.db.withCorp(corp, async (tx) => {
    const cursor = await tx.archiveCursor.findFirst({ where: { corp } });
    return !cursor?.seatsAt || (await nowIn(tx)).getTime() - cursor.seatsAt.getTime() >= READ_AFTER_MS;
  });
  if (!isDue) return;
  try {
    const seats = await deps.wecom.of(corp).archive.seats();
    await deps.db.withCorp(corp, async (tx) => writeSeats(tx, corp, seats, await nowIn(tx)));
  } catch (err) {
    deps.log.debug({ err, corp }, 'the seats of the archive were not told; what was known of them stays');
  }
}

/** Keeps who has a seat, with its history. */
export async function writeSeats(tx: Tx, corp: Corp, seats: readonly string[], at: Date): Promise<void> {
  const userids = [...new Set(seats)];
  await tx.archiveSeat.updateMany({ where: { corp, until: null, userid: { notIn: userids } }, data: { until: at } });
  const held = await tx.archiveSeat.findMany({ where: { corp, until: null }, select: { userid: true } });
  const known = new Set(held.map(({ userid }) => userid));
  const given = userids.filter((userid) => !known.has(userid));
  await tx.archiveSeat.createMany({ data: given.map((userid) => ({ corp, id: newId(), userid, since: at })) });
  await tx.archiveCursor.updateMany({ where: { corp }, data: { seatsAt: at } });
}

/** Of these groups, those whose roster is known and in which nobody has a seat: WeCom archives nothing of them [91361]. */
export async function groupsWithoutSeat(tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select asked.id as "chatId" from unnest(${[...chatIds]}::text[]) as asked (id)
    join qungui.archive_cursor c on c.corp = ${corp} and c.seats_at is not null
    where exists (select from qungui.membership m where m.corp = c.corp and m.chat_id = asked.id and m.until is null)
      and not exists (select from qungui.membership m
        join qungui.archive_seat s on s.corp = m.corp and s.userid = m.member_id and s.until is null
        where m.corp = c.corp and m.chat_id = asked.id and m.until is null)`;
  return new Set(rows.map(({ chatId }) => chatId));
}
