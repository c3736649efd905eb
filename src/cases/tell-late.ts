import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Finding } from '../policy/policy.ts';
import { type BrakeRoom, takeRoom } from './hold.ts';
import type { Judged } from './judged.ts';
import { heldEntries, tellFirst } from './open-cases.ts';
import type { OpenCase } from './settle.ts';

interface Continuing {
  readonly open: OpenCase;
  readonly finding: Finding;
}

/**
 * Tells of cases that go on and were not told when they opened: a person let them out of the brake, or a new version of the
 * policy raised their level above observe. What the base line holds stays held.
 */
export async function tellLate(
  tx: Tx,
  judged: Judged,
  continuing: readonly Continuing[],
  room: BrakeRoom,
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const { open, finding } of continuing) {
    if (open.level !== finding.level) await setLevel(tx, judged, open, finding);
    if (open.toldAt || finding.level === 'observe') continue;
    if (open.held === 'released') entries.push(...(await release(tx, judged, open, finding)));
    else if (open.held === null && open.level === 'observe')
      entries.push(...(await raise(tx, judged, open, finding, room)));
  }
  return entries;
}

const setLevel = ({ case: cases }: Tx, { corp }: Judged, { id }: OpenCase, { level }: Finding) =>
  cases.updateMany({ where: { corp, id }, data: { level } });

async function release(tx: Tx, judged: Judged, open: OpenCase, finding: Finding): Promise<AuditEntry[]> {
  await tx.case.updateMany({ where: { corp: judged.corp, id: open.id }, data: { held: null } });
  return tellFirst(tx, judged, finding, open);
}

async function raise(tx: Tx, judged: Judged, open: OpenCase, finding: Finding, room: BrakeRoom): Promise<AuditEntry[]> {
  if ((await takeRoom(tx, judged, finding.rule, room)) === 'taken') return tellFirst(tx, judged, finding, open);
  await tx.case.updateMany({ where: { corp: judged.corp, id: open.id }, data: { held: 'brake' } });
  return heldEntries(tx, judged, finding, open.id, 'brake');
}
