import { daysAfter, type LocalDate } from '../work-time/local-time.ts';
import type { MatterAnswer } from './answer-matter.ts';

const MOST_REASON = 200;
/** Further off is a mistake. */
const MOST_DAYS = 366;

/** What a form says of a matter; null when something is missing: another day, somebody, or the reason. Pure. */
export function readAnswer(form: URLSearchParams, today: LocalDate): MatterAnswer | null {
  const says = form.get('says');
  const reason = (form.get('reason') ?? '').trim();
  if (says === 'received' || says === 'done' || says === 'accepts' || says === 'declines') return { says };
  if (reason === '' || [...reason].length > MOST_REASON) return null;
  if (says === 'not-mine') return { says, reason };
  const day = form.get('day') ?? '';
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && day >= today && day <= daysAfter(today, MOST_DAYS);
  if (says === 'moved') return isDay ? { says, to: day, reason } : null;
  const to = (form.get('to') ?? '').toLowerCase();
  return says === 'handed-over' && /^\S{1,64}$/.test(to) ? { says, to, reason } : null;
}
