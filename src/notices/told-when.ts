import { plansOf } from '../attendance/plans-of.ts';
import type { Tx } from '../db/client.ts';
import { tellableAtWork } from './at-work.ts';
import type { NoticeKind } from './content.ts';
import { nextTellable } from './quiet-hours.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;

/** What is told of a person's work while it can still be done: inside his own working hours alone. */
const OF_WORK: ReadonlySet<NoticeKind> = new Set(['waiting', 'overdue', 'daily-close']);

/** What asks something of a person: of who works in shifts never while he is off. */
const OF_HIM: ReadonlySet<NoticeKind> = new Set(['reminder', 'question']);

/**
 * The first moment from now on at which a message of a kind may go to a person: when the policy tells; what is of his work when he
 * works; a reminder and a question, to who works in shifts, in these.
 */
export async function tellableTo(
  tx: Tx,
  { corp, at, manners, calendar }: World,
  to: string,
  kind: NoticeKind,
): Promise<number> {
  const nowMs = at.getTime();
  if (!OF_HIM.has(kind) && !OF_WORK.has(kind)) return nextTellable(nowMs, manners, calendar);
  const { plan, absences } = (await plansOf(tx, corp, { manners }, [to], nowMs - DAY_MS, nowMs + 2 * DAY_MS))(to);
  if (OF_HIM.has(kind) && !plan.shifts) return nextTellable(nowMs, manners, plan.calendar);
  return tellableAtWork(nowMs, manners, { ...plan, absences: absences.filter(({ why }) => why === 'leave') });
}
