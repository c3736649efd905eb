import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { leadersExemptions } from '../duties/load-exemptions.ts';
import { deputiesIn } from '../duties/suggest-deputies.ts';
import { type Corp, PersonId } from '../ids.ts';
import { writePrivately } from '../legal/private-card.ts';
import { type Paged, weekUrl } from '../publications/page-links.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { dayBegins } from '../work-time/local-days.ts';
import { daysAfter, localAt } from '../work-time/local-time.ts';
import { monthInWords } from './month-words.ts';

interface Sending {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
  readonly timeZone: string;
  /** Where the pages are; without it the cards lead nowhere. */
  readonly place?: Paged | undefined;
}

/**
 * The month before, for HR and counsel: which leaders were exempted and by whom, and how often somebody stood in for another. Called
 * with the report of every week; only that of a month's first seven days writes it, and only where there is something to say.
 */
export async function sendMonthly(tx: Tx, { corp, keys, at, timeZone, place }: Sending): Promise<number> {
  const { date } = localAt(at.getTime(), timeZone);
  if (Number(date.slice(8)) > 7) return 0;
  const until = dayBegins(`${date.slice(0, 7)}-01`, timeZone);
  const month = daysAfter(`${date.slice(0, 7)}-01`, -1).slice(0, 7);
  const from = dayBegins(`${month}-01`, timeZone);
  const exempted = await leadersExemptions(tx, corp, from, until);
  const deputies = await deputiesIn(tx, corp, from, until);
  if (exempted.length + deputies.length === 0) return 0;
  const directory = await directoryOf(tx, corp, at.getTime());
  const policies = await policiesInForce(tx, corp, at);
  const named = (userid: string | null): string =>
    userid === null ? '—' : (directory.byAccount.get(userid)?.name ?? userid);
  const titleOf = (instance: string): string =>
    policies.flatMap(({ uses }) => uses).find((use) => use.instance === instance)?.rule.title.zh ?? instance;
  const card = monthInWords({
    month,
    deputies: deputies.length,
    exemptions: exempted.map(({ personId, instance, firstBy, secondBy, untilDay }) => ({
      who: directory.persons.get(PersonId.parse(personId))?.name ?? '—',
      rule: titleOf(instance),
      by: [named(firstBy), named(secondBy)],
      until: untilDay ?? '—',
    })),
  });
  const inOffice = (office: string): string[] => policies.flatMap((policy) => officeNow(policy, office, { directory }));
  const hr = new Set(inOffice('hr'));
  // The page of figures is HR's; counsel has the card alone.
  const counsel = new Set(inOffice('counsel').filter((userid) => !hr.has(userid)));
  await writePrivately(tx, { corp, keys, at }, [...hr], card, place ? weekUrl(place) : null);
  await writePrivately(tx, { corp, keys, at }, [...counsel], card);
  return hr.size + counsel.size;
}
