import { instantOf, type LocalDate, localAt } from '../work-time/local-time.ts';
import { type WorkPlan, workFrom } from '../work-time/work-plan.ts';
import type { Deadline } from '../work-time/working-time.ts';

/**
 * When a person's work ends on a date; on the next one that he works, where he does not work then or it was said after
 * closing time. A shift ends on the date on which it began.
 */
export function closingTime(date: LocalDate, saidAtMs: number, plan: WorkPlan): Deadline {
  const { timeZone } = plan.hours;
  const work = workFrom(instantOf(date, 0, timeZone), plan);
  let last: { readonly date: LocalDate; readonly untilMs: number } | null = null;
  for (;;) {
    const { value, done } = work.next();
    const began = done ? value.date : localAt(value.fromMs, timeZone).date;
    if (last && last.date !== began && last.untilMs > saidAtMs) return { kind: 'known', atMs: last.untilMs };
    if (done) return value;
    last = { date: began, untilMs: value.untilMs };
  }
}
