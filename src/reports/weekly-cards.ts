import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { writePrivately } from '../legal/private-card.ts';
import type { Plain } from '../notices/content.ts';
import { ownWeekUrl, type Paged, weekUrl } from '../publications/page-links.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { FEWEST } from './merge-small.ts';
import { departmentsLedBy, peopleBelow } from './people-of.ts';
import { type Report, readReport } from './report.ts';

import { lastWeek, type Week } from './week.ts';
import { weekInWords } from './week-words.ts';

interface Sending {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
  readonly timeZone: string;
  /** Where the pages are; without it the cards lead nowhere. */
  readonly place?: Paged | undefined;
}

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
  const all = await cardOf(tx, corp, week, null, null);
  let written = 0;
  if (all && hr.length > 0) written += await write(tx, sending, hr, all, place ? weekUrl(place) : null);
  for (const head of headsIn(directory)) {
    if (hr.includes(head)) continue;
    for (const department of departmentsLedBy(directory, head)) {
      const name = directory.departments.get(department)?.name ?? '';
      const card = await cardOf(tx, corp, week, peopleBelow(directory, department), name);
      if (card) written += await write(tx, sending, [head], card, place ? ownWeekUrl(place) : null);
    }
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

/** Everybody who leads a department, is here, and can be written to. */
const headsIn = ({ departments, byAccount }: Directory): string[] => [
  ...new Set(
    [...departments.values()].flatMap(({ leaders }) =>
      leaders.flatMap((leader) => {
        const person = byAccount.get(leader.toLowerCase());
        return person?.status === 'active' && person.userid !== null ? [person.userid] : [];
      }),
    ),
  ),
];

async function cardOf(
  tx: Tx,
  corp: Corp,
  week: Week,
  people: Parameters<typeof readReport>[2]['people'],
  department: string | null,
): Promise<Omit<Plain, 'buttons'> | null> {
  if (people && people.length < FEWEST) return null;
  const report = await readReport(tx, corp, { from: week.from, until: week.until, people });
  return isEmpty(report) ? null : weekInWords(report, week, department);
}

/** A share of fewer than five is not said, so it alone is nothing to say. */
const isEmpty = ({ answers, cases, decisions }: Report): boolean =>
  answers.reduce((due, { met, late, missed }) => due + met + late + missed, 0) < FEWEST &&
  cases.every(({ opened, closed, waiting }) => opened + closed + waiting === 0) &&
  Object.values(decisions).every((count) => count === 0);
