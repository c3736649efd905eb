import type { Tx } from '../db/client.ts';
import { askExemption } from '../duties/exemptions.ts';
import { statedDay } from '../obligations/stated-day.ts';
import { dayIn } from '../register/sheet/day.ts';
import { daysAfter, localAt } from '../work-time/local-time.ts';
import { type Came, type Deciding, nothing } from './deciding.ts';
import { holdMatter, isAbout } from './hold-matter.ts';
import { ownCases } from './own-cases.ts';
import { settledBy } from './standing.ts';

export interface Wish {
  readonly caseId: string;
  /** His account. */
  readonly by: string;
  readonly reason: string;
  /** 2026-12-31: the last day on which he would be spared. */
  readonly until: string;
}

type Outcome = Awaited<ReturnType<typeof askExemption>>['outcome'] | 'settled' | 'closed' | 'not-entitled';

/**
 * The one a case is about asks to be spared by its rule for a while, in its group: people decide of that, by the rules of exemptions. Only
 * of what he is told of, and while nobody has decided.
 */
export async function wishExemption(
  tx: Tx,
  deciding: Deciding,
  { caseId, by, reason, until }: Wish,
): Promise<Came<Outcome>> {
  const held = await holdMatter(tx, deciding, caseId);
  if (!held?.person || !isAbout(held, by)) return nothing('not-entitled');
  const { id: personId } = held.person;
  const own = await ownCases(tx, deciding.corp, personId);
  const { nature, policySlug, instance, chatId, closedAt } = held.matter;
  if (nature !== 'breach' || !own.some(({ id }) => id === caseId)) return nothing('not-entitled');
  if (await settledBy(tx, deciding.corp, held.matter)) return nothing('settled');
  if (closedAt) return nothing('closed');
  return askExemption(tx, deciding, { caseId, policySlug, instance, chatId, personId, reason, until, by });
}

/** So long asks who names no day. */
export const UNSAID_DAYS = 30;

const LAST_DAY =
  /(?:截?止?到|至|until)\s*(?:(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})|(\d{1,2}月\d{1,2})[日号])/iu;

/** The last day that words name (到12月5日, 至 2026-12-05); none is named: thirty days; null: that day is none, or lies behind. Pure. */
export function lastDayIn(text: string, atMs: number, timeZone: string): string | null {
  const [, whole, short] = LAST_DAY.exec(text) ?? [];
  if (whole !== undefined) return dayIn(whole);
  if (short !== undefined) return statedDay(`${short}日`, atMs, timeZone);
  return daysAfter(localAt(atMs, timeZone).date, UNSAID_DAYS);
}
