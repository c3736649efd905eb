import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import { writePrivately } from '../legal/private-card.ts';
import { ownWeekUrl } from '../publications/page-links.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import { dayInWords } from './day-words.ts';
import { type Head, headsIn } from './heads.ts';
import { lastDays } from './last-days.ts';
import { readReport, readSeen } from './report.ts';
import type { Sending } from './sending.ts';
import { happenedIn } from './sums.ts';

/**
 * The last day in figures: one card to each head of a department about his people, who has no digest as HR has. Nothing new, too few
 * people, or the first workday of a week, on which the card of the week before comes: no card. Answers how many were written.
 */
export async function sendDaily(tx: Tx, sending: Sending): Promise<number> {
  const { corp, at, timeZone, place } = sending;
  const days = lastDays(at.getTime(), timeZone, chineseCalendar);
  if (!days) return 0;
  const directory = await directoryOf(tx, corp, at.getTime());
  const policies = await policiesInForce(tx, corp, at);
  const hr = policies.flatMap((policy) => officeNow(policy, 'hr', { directory }));
  const seen = await readSeen(tx, corp, days);
  const page = place ? ownWeekUrl(place) : null;
  let written = 0;
  for (const head of headsIn(directory, hr)) {
    const people = everybodyOf(head);
    const report = await readReport(tx, corp, { from: days.from, until: days.until, people, seen });
    if (happenedIn(report) === 'nothing') continue;
    const names = head.led.map(({ name }) => name);
    const card = dayInWords(report, days, names);
    await writePrivately(tx, sending, [head.userid], card, page && `${page}?week=${days.first}`);
    written += 1;
  }
  return written;
}

/** Who is in two of his departments counts once. */
const everybodyOf = ({ led }: Head) => [
  ...new Map(led.flatMap(({ people }) => people.map((person) => [person.personId, person]))).values(),
];
