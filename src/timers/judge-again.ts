import type { Tx } from '../db/client.ts';
import { groupsAfter } from '../groups/find-groups.ts';
import type { Corp } from '../ids.ts';
import { findNews } from '../review/find-news.ts';
import { armTimer, armTimers } from './arm.ts';
import type { TimerDeps } from './deps.ts';

/** So many groups are judged in one firing: short enough for a lease, and killed in between it begins there again. */
const AT_ONCE = 100;

export interface Page {
  readonly chatIds: readonly string[];
  /** The subject of the timer for the groups behind these; null: there are none. */
  readonly next: string | null;
}

/** The groups that a `judge-again` timer stands for: those behind the chat id it names, `-` for the first. */
export async function pageOf(tx: Tx, corp: Corp, subject: string): Promise<Page> {
  const chatIds = await groupsAfter(tx, corp, subject === '-' ? '' : subject, AT_ONCE);
  return { chatIds, next: chatIds.length === AT_ONCE ? (chatIds.at(-1) ?? null) : null };
}

/** Which groups of a page want a look, judged from what is known of them. */
export const newsOf = async (deps: TimerDeps, corp: Corp, { chatIds }: Page): Promise<readonly string[]> =>
  (await findNews(deps, corp, chatIds)).chatIds;

/** Has these groups looked at, and the page behind judged. A page that could not be judged is looked at as a whole. */
export async function goOn(tx: Tx, corp: Corp, looks: readonly string[], { next }: Page, at: Date): Promise<void> {
  await armTimers(tx, corp, { kind: 'look-group', subjects: looks, at });
  if (next) await armTimer(tx, corp, { kind: 'judge-again', subject: next, dueAt: at, at });
}
