import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { noticeChangedAt } from '../privacy/keep-notice.ts';
import { localAt } from '../work-time/local-time.ts';
import type { Words } from './content.ts';
import { sayBoth } from './wording/say.ts';

/** That the notice about personal information became another since the last digest: HR says whether people are told more than the first page does. */
export async function privacyNotes(tx: Tx, corp: Corp, timeZone: string, since: Date): Promise<Words[]> {
  const changedAt = await noticeChangedAt(tx, corp, since);
  return changedAt === null ? [] : [sayBoth('notePrivacy', { day: localAt(changedAt.getTime(), timeZone).date })];
}
