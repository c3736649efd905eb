import type { AuditEntry } from '../audit/entry.ts';
import type { Config, CorpConfig } from '../config.ts';
import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import { noticeAt } from './notice-now.ts';

const DAY_MS = 86_400_000;
/** So long the first page says that the notice is another. */
const NEWS_MS = 30 * DAY_MS;

/** Notes which notice holds from now on; answers the entry for one that does not yet, and nothing otherwise. */
export async function keepNotice(tx: Tx, config: Config, corp: CorpConfig, at: Date): Promise<AuditEntry[]> {
  const { slug } = corp;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`privacy-notice/${slug}`}, 0))`;
  const { hash, since } = await noticeAt(tx, config, corp, at);
  if (since !== null) return [];
  const { count } = await tx.privacyNotice.updateMany({ where: { corp: slug, until: null }, data: { until: at } });
  await tx.privacyNotice.create({ data: { corp: slug, id: newId(), hash, since: at } });
  return [{ v: 1, kind: 'privacy-notice', hash, became: count === 0 ? 'first' : 'changed' }];
}

/** When the notice last became another, where that was after `since`; null: it did not, or there was none before. */
export async function noticeChangedAt(tx: Tx, corp: Corp, since: Date): Promise<Date | null> {
  const held = await tx.privacyNotice.findFirst({ where: { corp, until: null, since: { gt: since } } });
  if (!held) return null;
  const before = await tx.privacyNotice.count({ where: { corp, until: { not: null } } });
  return before > 0 ? held.since : null;
}

/** Whether it is news to who opens the first page. */
export const noticeNews = (tx: Tx, corp: Corp, at: Date): Promise<Date | null> =>
  noticeChangedAt(tx, corp, new Date(at.getTime() - NEWS_MS));
