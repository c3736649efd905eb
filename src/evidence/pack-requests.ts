import type { Tx } from '../db/client.ts';
import type { Deciding } from '../decisions/deciding.ts';
import { seeMatter } from '../decisions/hold-matter.ts';
import { askerNow, nameOf, numberOf } from './ask-for-pack.ts';
import { releasersOf } from './who-releases.ts';

/** A wish to take the evidence of a case, as who asked and who may let it go read it. */
export interface PackRequest {
  readonly id: string;
  readonly caseId: string;
  /** `C-12`. */
  readonly number: string;
  readonly purpose: string;
  readonly reason: string;
  /** By name. */
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly until: Date;
  readonly says: 'released' | 'refused' | null;
  /** By name. */
  readonly saidBy: string | null;
}

interface PackRequests {
  /** His own that still stand. */
  readonly own: readonly PackRequest[];
  /** Those that wait for his yes or no. */
  readonly waiting: readonly PackRequest[];
}

/** What concerns this account of the wishes that still stand, the oldest first. */
export async function packRequests(tx: Tx, deciding: Deciding, by: string): Promise<PackRequests> {
  const { corp, keys, at } = deciding;
  const rows = await tx.packRequest.findMany({
    where: { corp, until: { gt: at } },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
  });
  const own: PackRequest[] = [];
  const waiting: PackRequest[] = [];
  for (const row of rows) {
    const held = await seeMatter(tx, deciding, row.caseId);
    if (!held) continue;
    const reason = keys.open({ table: 'pack_request', column: 'reason', row: row.id }, row.reason);
    const asker = await askerNow(tx, deciding, held, row);
    const names = { askedBy: nameOf(held, asker ?? row.askedBy), saidBy: row.saidBy && nameOf(held, row.saidBy) };
    const shown = { ...row, ...names, reason, number: numberOf(held), says: row.says as PackRequest['says'] };
    if (asker === by.toLowerCase()) own.push(shown);
    else if (row.says === null && row.askedBy !== by.toLowerCase() && releasersOf(held, asker).includes(by))
      waiting.push(shown);
  }
  return { own, waiting };
}
