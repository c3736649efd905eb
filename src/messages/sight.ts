import type { Tx } from '../db/client.ts';
import type { Unseen } from '../events/facts.ts';
import type { Activity } from '../events/records.ts';
import type { Corp } from '../ids.ts';
import { withoutConsent } from './consents.ts';

/** Nothing was read for so long: what is said now is not seen. */
const BLIND_AFTER_MS = 15 * 60_000;

/**
 * Whether the messages of a group since a moment can be called seen, and if not why: no archive is read, records are missing or
 * could not be read, or an outsider in the group has not agreed. A rule about messages does not run where this says something.
 */
export async function unseenMessages(
  tx: Tx,
  corp: Corp,
  chatId: string,
  since: Date,
  at: Date,
): Promise<Extract<Unseen, 'no-archive' | 'data-gap' | 'no-consent'> | null> {
  const cursor = await tx.archiveCursor.findFirst({ where: { corp } });
  if (!cursor) return 'no-archive';
  const { caughtUpAt } = cursor;
  if (!caughtUpAt || at.getTime() - caughtUpAt.getTime() > BLIND_AFTER_MS) return 'data-gap';
  const gap = await tx.archiveGap.findFirst({ where: { corp, beforeAt: { gte: since } } });
  const parked = await tx.parkedRecord.findFirst({
    where: { corp, state: { not: 'read' }, OR: [{ nearAt: { gte: since } }, { parkedAt: { gte: since } }] },
  });
  if (gap || parked) return 'data-gap';
  return (await withoutConsent(tx, corp, chatId)).length > 0 ? 'no-consent' : null;
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
