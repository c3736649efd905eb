import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { corpOf } from './corps.ts';

export interface Writing {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/** Does something in one transaction, with its entries in the trail as the last thing; then wakes who may have something to do. */
export async function written<Done extends { readonly entries: readonly AuditEntry[] }>(
  deps: Deps,
  slug: string | undefined,
  work: (tx: Tx, writing: Writing) => Promise<Done>,
): Promise<Done & { readonly corp: Corp }> {
  const { slug: corp } = corpOf(deps.config, slug);
  const keys = await deps.keys.of(corp);
  const done = await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const came = await work(tx, { corp, keys, at });
    await appendAudit(tx, corp, keys, at, came.entries);
    return came;
  });
  if (done.entries.length > 0) await deps.bell.ring('timers', corp);
  return { ...done, corp };
}
