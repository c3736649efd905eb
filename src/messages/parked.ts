import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

export interface ParkedReason {
  readonly reason: string;
  /** The public key's version the records are sealed for; null: none was told. */
  readonly keyVersion: number | null;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** What of the archive is set aside and why, the most frequent reason first. */
export const parkedReasons = (tx: Tx, corp: Corp): Promise<ParkedReason[]> =>
  tx.$queryRaw<ParkedReason[]>`
    select reason, key_version as "keyVersion", count(*)::int as count, min(parked_at) as "firstAt", max(parked_at) as "lastAt"
    from qungui.parked_record where corp = ${corp} and state <> 'read'
    group by reason, key_version order by count(*) desc, reason, key_version`;
