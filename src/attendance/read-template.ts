import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { armTimers } from '../timers/arm.ts';
import { timerFired } from '../timers/claim.ts';
import { aboutOf, keepTemplate } from './form-templates.ts';

const BACK_MS = 90 * 86_400_000;
/** As if their callbacks had come one after another. */
const FORMS_APART_MS = 1_000;

/**
 * Looks what the forms of a template are about; when they are about absences, those that were handed in lately are read. Ends
 * its timer.
 */
export async function readTemplate(
  deps: Pick<Deps, 'db' | 'wecom' | 'bell'>,
  corp: Corp,
  templateId: string,
  timerId: string,
): Promise<void> {
  const { approval } = deps.wecom.of(corp);
  const about = aboutOf(await approval.template(templateId));
  const nowMs = (await deps.db.withCorp(corp, nowIn)).getTime();
  const numbers = about === 'absence' ? await approval.numbers(templateId, nowMs - BACK_MS, nowMs) : [];
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    if ((await timerFired(tx, corp, timerId, at)) === 'gone') return;
    await keepTemplate(tx, corp, templateId, about, at);
    await armTimers(tx, corp, { kind: 'look-approval', subjects: numbers, at, apartMs: FORMS_APART_MS });
  });
  await deps.bell.ring('timers', corp);
}
