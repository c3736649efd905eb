import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { armTimers } from './arm.ts';

/** Arms the next step of what nobody will take any further: its timer was given up. */
export async function armStepsLeftBehind(tx: Tx, corp: Corp, at: Date): Promise<void> {
  await armTimers(tx, corp, { kind: 'case-step', subjects: await casesWithoutStep(tx, corp, at), at });
  await armTimers(tx, corp, { kind: 'decision-step', subjects: await decisionsWithoutStep(tx, corp), at });
}

/** Told cases whose grace is over and whose step nobody will take any more: its timer was given up. */
async function casesWithoutStep(tx: Tx, corp: Corp, at: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select c.id::text from qungui."case" c
    where c.corp = ${corp} and c.closed_at is null and c.held is null and c.state = 'told' and c.grace_until <= ${at}
      and not exists (select from qungui.timer t where t.corp = c.corp and t.kind = 'case-step'
                      and t.subject = c.id::text and t.state = 'armed')`;
  return rows.map(({ id }) => id);
}

/** Cases that wait for a statement, or for the decision of an appeal, whose timer was given up. */
async function decisionsWithoutStep(tx: Tx, corp: Corp): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select c.id::text from qungui."case" c
    where c.corp = ${corp} and (c.stage = 'appealed' or c.stage = 'statement' and c.closed_at is null)
      and not exists (select from qungui.timer t where t.corp = c.corp and t.kind = 'decision-step'
                      and t.subject = c.id::text and t.state = 'armed')`;
  return rows.map(({ id }) => id);
}
