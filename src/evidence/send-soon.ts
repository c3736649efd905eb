import type { Tx } from '../db/client.ts';
import type { Deciding } from '../decisions/deciding.ts';
import type { Held } from '../decisions/hold-matter.ts';
import { nextTellable } from '../notices/quiet-hours.ts';
import { armTimer } from '../timers/arm.ts';
import { chineseCalendar } from '../work-time/calendar.ts';

/** Released evidence may be taken for so long at least once it can be sent. */
const HOUR_MS = 3_600_000;

/**
 * Has released evidence sent to who asked for it as soon as the policy tells people anything; it stays released until then. It is made and
 * handed to WeCom in that hour and not before, because WeCom keeps a file for three days [90253].
 */
export async function sendSoon(
  tx: Tx,
  { corp, at }: Deciding,
  { policy }: Held,
  { id, until }: { readonly id: string; readonly until: Date },
): Promise<void> {
  const dueAt = new Date(nextTellable(at.getTime(), policy.manners, chineseCalendar));
  const least = new Date(dueAt.getTime() + HOUR_MS);
  if (until < least) await tx.packRequest.updateMany({ where: { corp, id, says: 'released' }, data: { until: least } });
  await armTimer(tx, corp, { kind: 'send-pack', subject: id, dueAt, at });
}
