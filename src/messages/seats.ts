import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { HEARD_IN_ARCHIVE } from '../groups/reach.ts';
import { lookAtNews } from '../hearing/said-anew.ts';
import { type Corp, newId } from '../ids.ts';

/** Seats change seldom; but between two looks at which one is lost and found nobody can say what was archived. */
const READ_AFTER_MS = 15 * 60_000;
/** Who let his time run out is looked at so much later at most (`responses/next-step`). */
const STEP_BEHIND_MS = 61_000;

/**
 * Reads who has a seat of the archive, where that was not read lately, and before it is said of anybody that he let his time run
 * out. What cannot be asked stays as it was known.
 */
export async function readSeats(deps: Pick<Deps, 'db' | 'wecom' | 'log'>, corp: Corp): Promise<void> {
  if ((await deps.db.withCorp(corp, (tx) => isDue(tx, corp))) === 'not-due') return;
  try {
    const seats = await deps.wecom.of(corp).archive.seats();
    await deps.db.withCorp(corp, async (tx) => writeSeats(tx, corp, seats, await nowIn(tx)));
  } catch (err) {
    deps.log.debug({ err, corp }, 'the seats of the archive were not told; what was known of them stays');
  }
}

async function isDue(tx: Tx, corp: Corp): Promise<'due' | 'not-due'> {
  const cursor = await tx.archiveCursor.findFirst({ where: { corp } });
  if (!cursor?.seatsAt) return 'due';
  const at = await nowIn(tx);
  if (at.getTime() - cursor.seatsAt.getTime() >= READ_AFTER_MS) return 'due';
  const row = await tx.timer.findFirst({
    where: { corp, kind: 'obligation-step', state: 'armed', dueAt: { lte: new Date(at.getTime() + STEP_BEHIND_MS) } },
    select: { id: true },
  });
  return row ? 'due' : 'not-due';
}

/**
 * Keeps who has a seat, with its history: when it was seen, and between which looks it was lost or found. Groups of those for whom
 * that changed are looked at: what was called a miss there may be one no more.
 */
export async function writeSeats(tx: Tx, corp: Corp, seats: readonly string[], at: Date): Promise<void> {
  const userids = [...new Set(seats)];
  const before = (await tx.archiveCursor.findFirst({ where: { corp } }))?.seatsAt ?? null;
  const lost = await tx.archiveSeat.findMany({ where: { corp, until: null, userid: { notIn: userids } } });
  await tx.archiveSeat.updateMany({
    where: { corp, until: null, userid: { notIn: userids } },
    data: { until: at, seenAt: before },
  });
  const held = await tx.archiveSeat.findMany({ where: { corp, until: null }, select: { userid: true } });
  const known = new Set(held.map(({ userid }) => userid));
  const given = userids.filter((userid) => !known.has(userid));
  await tx.archiveSeat.createMany({
    data: given.map((userid) => ({ corp, id: newId(), userid, since: at, absentAt: before })),
  });
  await tx.archiveCursor.updateMany({ where: { corp }, data: { seatsAt: at } });
  if (before) await lookWhereTheyAre(tx, corp, [...given, ...lost.map(({ userid }) => userid)], at);
}

/** The first look of all changes nothing that was said before. */
async function lookWhereTheyAre(tx: Tx, corp: Corp, userids: readonly string[], at: Date): Promise<void> {
  if (userids.length === 0) return;
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select distinct m.chat_id as "chatId" from qungui.membership m
    join qungui.register_entry r on r.corp = m.corp and r.chat_id = m.chat_id and r.until is null
    where m.corp = ${corp} and m.until is null and m.member_id = any(${[...userids]}::text[])`;
  const news = rows.map(({ chatId }) => ({ chatId, from: null }));
  if (news.length > 0) await lookAtNews(tx, corp, news, at);
}

/** What seats let be said of a group. */
export interface Seated {
  /** `none`: its roster is known and nobody in it has a seat, or WeCom shows it to the archive no more [91361, 92951]. */
  readonly seats: 'some' | 'none' | 'unknown';
  /** Up to when it is known that somebody with a seat was inside: no event tells of every group who left it. */
  readonly untilMs: number;
}

/** What the seats let be said of these groups, of which nothing may be known. */
export async function seatedIn(tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<(chatId: string) => Seated> {
  const rows = await tx.$queryRaw<(Seated & { readonly chatId: string })[]>`
    select asked.id as "chatId", case when v.reach = 'internal' and v.evidence = ${HEARD_IN_ARCHIVE} and g.verified_at is not null or not exists (select from qungui.membership m
             join qungui.archive_seat s on s.corp = m.corp and s.userid = m.member_id and s.until is null
             where m.corp = c.corp and m.chat_id = asked.id and m.until is null) then 'none' else 'some' end as seats,
           (extract(epoch from least(c.seats_at, case when v.reach in ('internal', 'managed') then g.verified_at end)) * 1000)::float8 as "untilMs"
    from unnest(${[...chatIds]}::text[]) as asked (id)
    join qungui.archive_cursor c on c.corp = ${corp} and c.seats_at is not null
    join qungui.chat_group g on g.corp = c.corp and g.chat_id = asked.id
    left join qungui.reach_state v on v.corp = g.corp and v.chat_id = g.chat_id and v.until is null
    where exists (select from qungui.membership m where m.corp = c.corp and m.chat_id = asked.id and m.until is null)`;
  const seated = new Map(rows.map(({ chatId, ...known }) => [chatId, known]));
  return (chatId) => seated.get(chatId) ?? { seats: 'unknown', untilMs: Number.POSITIVE_INFINITY };
}
