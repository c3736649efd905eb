import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import { type Corp, newId } from '../ids.ts';
import { noticeMoved } from '../notices/state-entry.ts';
import { holdStops, IS_STOPPED, type Stoppable } from './stopped.ts';

/** What somebody wants stopped or taken up again, who he is, and why. */
export interface StopOrder extends Stoppable {
  readonly by: string;
  readonly reason: string;
}

export interface Stopped {
  readonly state: 'stopped' | 'already';
  /** Cases that nobody was told of yet, and is not told of now. */
  readonly cases: number;
  /** Messages that waited, and wait until it is taken up again. */
  readonly notices: number;
}

/**
 * One press stops a rule, a kind of group or the corp: it is judged and recorded as before, and nobody is told from the
 * moment this commits; what waits to be sent is held. The same twice is one stop. HR's next digest says it once.
 */
export async function stopTelling(deps: Pick<Deps, 'db' | 'keys'>, corp: Corp, order: StopOrder): Promise<Stopped> {
  const keys = await deps.keys.of(corp);
  return deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const { stopped, entries } = await stopIn(tx, corp, keys, order, at);
    await appendAudit(tx, corp, keys, at, entries);
    return stopped;
  });
}

/** The same inside the caller's transaction; the entries belong into the trail. */
export async function stopIn(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { target, name, by, reason }: StopOrder,
  at: Date,
): Promise<{ stopped: Stopped; entries: AuditEntry[] }> {
  await holdStops(tx, corp);
  if (await tx.stop.findFirst({ where: { corp, target, name, until: null } }))
    return { stopped: { state: 'already', cases: 0, notices: 0 }, entries: [] };
  const id = newId();
  const sealed = keys.seal({ table: 'stop', column: 'reason', row: id }, reason);
  await tx.stop.create({ data: { corp, id, target, name, since: at, stoppedBy: by, reason: sealed } });
  const cases = await holdCases(tx, corp);
  const held = await holdNotices(tx, corp);
  const made: AuditEntry = {
    v: 1,
    kind: 'stop-made',
    target,
    name,
    cases,
    notices: held.length,
    by: pseudonymOf(keys, by),
  };
  return { stopped: { state: 'stopped', cases, notices: held.length }, entries: [made, ...held.map(heldEntry)] };
}

/** Of cases that wait for HR's digest, or were let out of the brake, nobody has heard yet. */
const holdCases = (tx: Tx, corp: Corp): Promise<number> => tx.$executeRaw`
  update qungui."case" c set held = 'stopped'
  where c.corp = ${corp} and c.closed_at is null and c.told_at is null and c.level <> 'observe' and c.state = 'open'
    and (c.held is null or c.held in ('released', 'resumed')) and ${IS_STOPPED}`;

/** Messages that speak of nothing but what is stopped. Of others the lines are taken out when they are written. */
async function holdNotices(tx: Tx, corp: Corp): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    update qungui.notice n set state = 'held'
    where n.corp = ${corp} and n.state = 'waiting' and n.kind in ('reminder', 'task', 'question')
      and exists (select from qungui.notice_case l where l.corp = n.corp and l.notice_id = n.id)
      and not exists (select from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
                      where l.corp = n.corp and l.notice_id = n.id and not ${IS_STOPPED})
    returning n.id::text`;
  return rows.map(({ id }) => id);
}

/** A message that was to be sent waits until what it is about is taken up again. */
export const heldEntry = (noticeId: string): AuditEntry => noticeMoved(noticeId, 'waiting', 'held', 'stopped');
