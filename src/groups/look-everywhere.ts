import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { armTimers } from '../timers/arm.ts';
import { livingGroups } from './find-groups.ts';

/** Has every living group looked at again, one after another so far apart: who is concerned, only the rules can tell. */
export async function lookEverywhere(tx: Tx, corp: Corp, at: Date, apartMs = 0): Promise<void> {
  await armTimers(tx, corp, { kind: 'look-group', subjects: await livingGroups(tx, corp), at, apartMs });
}
