import type { Tx } from '../db/client.ts';
import { leadersExemptions } from '../duties/load-exemptions.ts';
import { deputiesIn } from '../duties/suggest-deputies.ts';
import { type Corp, PersonId } from '../ids.ts';
import type { Words } from '../notices/content.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { dayBegins } from '../work-time/local-days.ts';
import { localAt } from '../work-time/local-time.ts';

/** What a month was like for those who are above others, and how often somebody stood in for another. */
export interface Month {
  /** `2026-11` */
  readonly month: string;
  readonly exemptions: readonly {
    readonly who: string;
    readonly rule: Words;
    /** Who agreed to it, both. */
    readonly by: readonly string[];
    readonly until: string;
  }[];
  readonly deputies: number;
}

/** The month so many before that of a moment; `2026-01` is 1 before `2026-02`. Pure. */
export function monthBefore(month: string, months: number): string {
  const [year = 0, nth = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, nth - 1 - months)).toISOString().slice(0, 7);
}

/** The last whole month before a moment. Pure. */
export const lastMonth = (nowMs: number, timeZone: string): string =>
  monthBefore(localAt(nowMs, timeZone).date.slice(0, 7), 1);

/** Reads a month: which leaders were exempted in it and by whom, by name, and how often somebody stood in. */
export async function readMonth(
  tx: Tx,
  corp: Corp,
  { month, timeZone, at }: { readonly month: string; readonly timeZone: string; readonly at: Date },
): Promise<Month> {
  const [from, until] = [month, monthBefore(month, -1)].map((one) => dayBegins(`${one}-01`, timeZone)) as [Date, Date];
  const exempted = await leadersExemptions(tx, corp, from, until);
  const deputies = await deputiesIn(tx, corp, from, until);
  const directory = await directoryOf(tx, corp, at.getTime());
  const uses = (await policiesInForce(tx, corp, at)).flatMap((policy) => policy.uses);
  const nameOf = (id: string | null): string =>
    (id === null ? undefined : directory.persons.get(PersonId.parse(id))?.name) ?? '—';
  const exemptions = exempted.map(({ personId, instance, firstBy, secondBy, untilDay }) => ({
    who: nameOf(personId),
    rule: uses.find((use) => use.instance === instance)?.rule.title ?? { zh: instance, en: instance },
    by: [nameOf(firstBy), nameOf(secondBy)],
    until: untilDay ?? '—',
  }));
  return { month, exemptions, deputies: deputies.length };
}
