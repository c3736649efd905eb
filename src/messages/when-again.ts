import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { cursorOf } from './cursor.ts';
import type { Pulled } from './pull.ts';

const FIRST_MS = 5_000;
const LONGEST_MS = 30 * 60_000;

/** After a failure: five seconds, doubling up to half an hour. */
export const backOffMs = (failures: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));

/** When the archive is pulled next; `standing`: in its usual round; null: never, there is none. */
export async function nextPullMs(tx: Tx, corp: Corp, pulled: Pulled, at: Date): Promise<number | 'standing' | null> {
  if (pulled === 'no-archive') return null;
  if (pulled === 'caught-up') return 'standing';
  if (pulled === 'more') return at.getTime();
  const { failures } = await cursorOf(tx, corp);
  return at.getTime() + backOffMs(failures);
}
