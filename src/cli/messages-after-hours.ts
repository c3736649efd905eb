import { afterHoursOf } from '../attendance/after-hours.ts';
import type { Deps } from '../deps.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { table } from './table.ts';

const DAY_MS = 86_400_000;
/** What was said before is not judged any more. */
const MOST_DAYS = 35;

/** What leaders wrote outside working time, group by group; counts, no words and no names. */
export async function reportAfterHours(
  deps: Deps,
  { corp: named, days }: { readonly corp?: string; readonly days: string },
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  const count = Number(days);
  if (!Number.isInteger(count) || count < 1 || count > MOST_DAYS)
    throw wrongUse(
      `${days} is no number of days`,
      `what is older than ${MOST_DAYS} days is not judged`,
      'write 1 to 35',
    );
  const untilMs = (await deps.clock.now()).getTime();
  const groups = await afterHoursOf(deps, corp, { fromMs: untilMs - count * DAY_MS, untilMs });
  const rows = groups.map(({ groupName, chatId, messages, atNight, onDaysOff, tasks, nearClosing }) => [
    groupName || chatId,
    ...[messages, atNight, onDaysOff, tasks, nearClosing].map(String),
  ]);
  const text =
    rows.length === 0
      ? `no leader wrote outside working time in ${count} days, as far as messages are seen\n`
      : table(['group', 'messages', 'at night', 'on days off', 'asked after hours', 'asked near closing'], rows);
  return { exit: 0, json: { corp, days: count, groups }, text };
}
