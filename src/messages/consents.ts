import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';

export interface ConsentSaid {
  readonly external: string;
  /** A group, or the account of a one-to-one conversation. */
  readonly place: string;
  readonly agreed: 'agreed' | 'refused';
  readonly atMs: number;
  readonly learned: 'message' | 'call' | 'event';
}

/**
 * Keeps what outsiders said about being archived, with its history: the latest word counts, late ones change nothing. Answers the
 * places where that is news.
 */
export async function recordConsents(tx: Tx, corp: Corp, said: readonly ConsentSaid[]): Promise<readonly string[]> {
  const news = new Set<string>();
  for (const { external, place, agreed, atMs, learned } of [...said].sort((a, b) => a.atMs - b.atMs)) {
    const where = { corp, externalId: external, place, until: null };
    const now = await tx.archiveConsent.findFirst({ where });
    if (now && (now.since.getTime() >= atMs || now.agreed === agreed)) continue;
    const since = new Date(atMs);
    if (now) await tx.archiveConsent.updateMany({ where, data: { until: since } });
    await tx.archiveConsent.create({
      data: { corp, id: newId(), externalId: external, place, agreed, since, learned },
    });
    news.add(place);
  }
  return [...news];
}

/** Groups with somebody inside now who has not agreed that it is archived: what he writes is not shown to us [91361]. */
export async function groupsWithoutConsent(tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select distinct m.chat_id as "chatId" from qungui.membership m
    where m.corp = ${corp} and m.chat_id = any(${[...chatIds]}::text[]) and m.until is null and m.member_kind = 'external'
      and not exists (select from qungui.archive_consent c
                      where c.corp = m.corp and c.place = m.chat_id and c.external_id = m.member_id
                        and c.until is null and c.agreed = 'agreed')`;
  return rows.map(({ chatId }) => chatId);
}
