import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import { writePrivately } from '../legal/private-card.ts';
import type { Plain } from '../notices/content.ts';
import { ownWeekUrl, weekUrl } from '../publications/page-links.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { headsIn } from './heads.ts';
import { type Report, readReport, readSeen, type Scope } from './report.ts';
import type { Sending } from './sending.ts';
import { happenedIn, sumOf } from './sums.ts';
import { lastWeek, type Week } from './week.ts';
import { weekInWords } from './week-words.ts';

/**
 * The last whole week in figures: one card to everybody of HR about all, and one to each head of a department about his people.
 * Nothing happened, or a department has fewer people than may be counted: no card. Answers how many were written.
 */
export async function sendWeekly(tx: Tx, sending: Sending): Promise<number> {
  const { corp, at, timeZone, place } = sending;
  const week = lastWeek(at.getTime(), timeZone);
  const directory = await directoryOf(tx, corp, at.getTime());
  const policies = await policiesInForce(tx, corp, at);
  const hr = [...new Set(policies.flatMap((policy) => officeNow(policy, 'hr', { directory })))];
  const seen = await readSeen(tx, corp, week);
  const cardOf = async (people: Scope['people'], department: string | null) =>
    inWords(await readReport(tx, corp, { from: week.from, until: week.until, people, seen }), week, department);
  const all = await cardOf(null, null);
  let written = 0;
  if (all && hr.length > 0) written += await write(tx, sending, hr, all, place ? weekUrl(place) : null);
  for (const { userid, led } of headsIn(directory, hr))
    for (const { name, people } of led) {
      const card = await cardOf(people, name);
      if (card) written += await write(tx, sending, [userid], card, place ? ownWeekUrl(place) : null);
    }
  return written;
}

async function write(
  tx: Tx,
  sending: Sending,
  to: readonly string[],
  card: Omit<Plain, 'buttons'>,
  url: string | null,
): Promise<number> {
  await writePrivately(tx, sending, to, card, url);
  return to.length;
}

/** What waits still is something to say once a week. */
const inWords = (report: Report, week: Week, department: string | null): Omit<Plain, 'buttons'> | null =>
  happenedIn(report) === 'nothing' && sumOf(report).waiting === 0 ? null : weekInWords(report, week, department);
