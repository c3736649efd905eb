import { absenceFormsToRead } from '../attendance/forms-to-read.ts';
import type { Corp } from '../ids.ts';
import { formsToRead } from '../register/approval/find-forms.ts';
import { armTimers } from './arm.ts';
import type { DueTimer } from './claim.ts';
import type { TimerDeps } from './deps.ts';
import { firing } from './firing.ts';
import { standingNext } from './standing.ts';

/** Forms are read one after another, as if their callbacks had come. */
const FORMS_APART_MS = 1_000;

/** Forms of which no callback came are read. */
export async function sweepApprovals(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const numbers = [...(await formsToRead(deps, corp)), ...(await absenceFormsToRead(deps, corp))];
  await firing(deps, corp, timer, async (tx, at) => {
    await armTimers(tx, corp, { kind: 'look-approval', subjects: numbers, at, apartMs: FORMS_APART_MS });
    await standingNext(tx, corp, timer.kind, at);
  });
}
