import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { endInventory } from '../register/inventory/end.ts';
import { liftCutOff } from '../register/inventory/lift-cut-off.ts';
import { quietUntil } from '../register/inventory/running.ts';
import { startInventory } from '../register/inventory/start.ts';
import { dayIn } from '../register/sheet/day.ts';
import { dayEnds } from '../work-time/local-days.ts';
import { instantOf } from '../work-time/local-time.ts';
import { corpOf } from './corps.ts';
import { counted } from './counted.ts';
import { type Answer, wrongUse } from './desk.ts';
import { clockOf } from './moments.ts';
import { nextToldAt } from './next-told.ts';

export interface StartOptions {
  readonly corp?: string;
  readonly by: string;
  readonly cutOff: string;
  readonly papersUntil: string;
  readonly remindAt: string;
}

export async function startRound(deps: Deps, options: StartOptions): Promise<Answer> {
  const corp = corpOf(deps.config, options.corp);
  const round = {
    cutOffAt: dayEnds(theDay(options.cutOff), corp.timeZone),
    papersUntil: dayEnds(theDay(options.papersUntil), corp.timeZone),
    remindAt: theTime(options.remindAt, corp.timeZone),
    by: options.by,
  };
  const { inventoryId, lines, cards } = await startInventory(deps, corp, round);
  const cardsFrom = await deps.db.withCorp(corp.slug, (tx) => nextToldAt(tx, corp.slug));
  return {
    exit: 0,
    json: { corp: corp.slug, inventoryId, lines, cards, cardsFrom },
    text: `✓ ${counted(lines, 'unregistered group')}, each with a proposal; ${counted(cards, 'owner gets', 'owners get')} one card${cardsFrom === null || cards === 0 ? '' : `, from ${clockOf(corp.timeZone)(cardsFrom)} on`}. See them with: inventory show\n`,
  };
}

export async function endRound(deps: Deps, { corp: slug, by }: { corp?: string; by: string }): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const left = await endInventory(deps, corp, by);
  if (left === 'none')
    throw wrongUse('no inventory is open', 'none was started, or it ended', 'start one: inventory start');
  const quiet = await deps.db.withCorp(corp.slug, async (tx) => quietUntil(tx, corp.slug, await nowIn(tx)));
  const promise =
    quiet === null ? '' : ` Up to ${clockOf(corp.timeZone)(quiet)} no ordinary member hears of any fault.`;
  return {
    exit: left > 0 ? 1 : 0,
    json: { corp: corp.slug, left, quietUntil: quiet },
    text: `✓ The inventory ended. ${counted(left, 'group is', 'groups are')} not registered; each has its deadline.${promise}\n`,
  };
}

export async function liftTheCutOff(deps: Deps, { corp: slug, by }: { corp?: string; by: string }): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const lifted = await liftCutOff(deps, corp, by);
  if (lifted === 'none')
    throw wrongUse('no cut-off is ahead', 'no inventory set one, or it is past', 'see the round with: inventory show');
  const { cutOffAt, released } = lifted;
  return {
    exit: 0,
    json: { corp: corp.slug, cutOffAt, released },
    text: `✓ Members hear of faults from now on, and not from ${clockOf(corp.timeZone)(cutOffAt)} on. ${counted(released, 'message', 'messages')} had waited for it.\n`,
  };
}

export function theDay(text: string): string {
  const day = dayIn(text);
  if (day === null) throw wrongUse(`${text} is not a day`, 'it is not on the calendar', 'write it as 2026-12-31');
  return day;
}

function theTime(text: string, timeZone: string): Date {
  const [, day = '', hour, minute] = /^(.*)[T ](\d{1,2}):(\d{2})$/.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59)
    throw wrongUse(`${text} is not a time`, 'day and time of day are both needed', 'write it as "2026-11-24 15:00"');
  return new Date(instantOf(theDay(day), Number(hour) * 60 + Number(minute), timeZone));
}
