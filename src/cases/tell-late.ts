import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Finding } from '../policy/policy.ts';
import { type BrakeRoom, type GroupHistory, takeRoom } from './hold.ts';
import type { Judged } from './judged.ts';
import { heldEntries, tellFirst } from './open-cases.ts';
import type { OpenCase } from './settle.ts';
import { standingOf, stopsNow } from './stopped.ts';

interface Continuing {
  readonly open: OpenCase;
  readonly finding: Finding;
}

/**
 * Tells of cases that go on and were not told when they opened: a person let them out of the brake or took up again what was
 * stopped, or a new version of the policy raised their level above observe. What the base line, the brake or a stop holds
 * stays held.
 */
export async function tellLate(
  tx: Tx,
  judged: Judged,
  continuing: readonly Continuing[],
  history: GroupHistory,
  room: BrakeRoom,
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  const late = continuing.filter(({ open, finding }) => wayOf(open, finding) !== 'none');
  const stops = late.length > 0 ? await stopsNow(tx, judged.corp) : [];
  for (const { open, finding } of continuing)
    if (open.level !== finding.level) await setLevel(tx, judged, open, finding);
  for (const { open, finding } of late) {
    const way = wayOf(open, finding);
    if (standingOf(stops, judged, finding) === 'stopped')
      entries.push(...(await holdBack(tx, judged, open, finding, 'stopped')));
    else if (way === 'past-the-brake' || (await takeRoom(tx, judged, finding.rule, room)) === 'taken')
      entries.push(...(await letGo(tx, judged, open, finding, history)));
    else entries.push(...(await holdBack(tx, judged, open, finding, 'brake')));
  }
  return entries;
}

/** Who let a case out of the brake meant it; what was stopped or only observed meets the brake now. Pure. */
function wayOf({ toldAt, held, level }: OpenCase, finding: Finding): 'none' | 'past-the-brake' | 'to-the-brake' {
  if (toldAt || finding.level === 'observe') return 'none';
  if (held === 'released') return 'past-the-brake';
  const stopped = held === 'stopped' || held === 'resumed';
  return stopped || (held === null && level === 'observe') ? 'to-the-brake' : 'none';
}

const setLevel = ({ case: cases }: Tx, { corp }: Judged, { id }: OpenCase, { level }: Finding) =>
  cases.updateMany({ where: { corp, id }, data: { level } });

async function letGo(
  tx: Tx,
  judged: Judged,
  open: OpenCase,
  finding: Finding,
  history: GroupHistory,
): Promise<AuditEntry[]> {
  await setHeld(tx, judged, open, null);
  return tellFirst(tx, judged, finding, open, history);
}

async function holdBack(
  tx: Tx,
  judged: Judged,
  open: OpenCase,
  finding: Finding,
  hold: 'stopped' | 'brake',
): Promise<AuditEntry[]> {
  if (open.held === hold) return [];
  await setHeld(tx, judged, open, hold);
  return heldEntries(tx, judged, finding, open.id, hold);
}

const setHeld = ({ case: cases }: Tx, { corp }: Judged, { id }: OpenCase, held: string | null) =>
  cases.updateMany({ where: { corp, id }, data: { held } });
