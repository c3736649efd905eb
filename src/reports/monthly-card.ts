import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import { writePrivately } from '../legal/private-card.ts';
import { monthUrl } from '../publications/page-links.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { localAt } from '../work-time/local-time.ts';
import { lastMonth, readMonth } from './month.ts';
import { monthInWords } from './month-words.ts';
import type { Sending } from './sending.ts';

/**
 * The month before, for HR and counsel: which leaders were exempted and by whom, and how often somebody stood in for another. Called
 * with the report of every week; only that of a month's first seven days writes it, and only where there is something to say.
 */
export async function sendMonthly(tx: Tx, { corp, keys, at, timeZone, place }: Sending): Promise<number> {
  if (Number(localAt(at.getTime(), timeZone).date.slice(8)) > 7) return 0;
  const month = lastMonth(at.getTime(), timeZone);
  const read = await readMonth(tx, corp, { month, timeZone, at });
  if (read.exemptions.length + read.deputies === 0) return 0;
  const directory = await directoryOf(tx, corp, at.getTime());
  const policies = await policiesInForce(tx, corp, at);
  const inOffice = (office: string): string[] => policies.flatMap((policy) => officeNow(policy, office, { directory }));
  const readers = new Set([...inOffice('hr'), ...inOffice('counsel')]);
  const page = place ? monthUrl(place) : null;
  await writePrivately(tx, { corp, keys, at }, [...readers], monthInWords(read), page && `${page}?month=${month}`);
  return readers.size;
}
