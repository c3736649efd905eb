import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { CorpKeys } from '../db/keys.ts';

export interface Told {
  readonly caseId: string;
  readonly chatId: string;
  readonly noticeId: string;
  /** The account. */
  readonly to: string;
  /** As whom he is told: the member himself, who looks after the group, HR. */
  readonly tell: string;
}

/** What the trail says of a message about a case to somebody. */
export const caseTold = (keys: CorpKeys, { to, ...about }: Told): AuditEntry => ({
  v: 1,
  kind: 'case-told',
  ...about,
  to: pseudonymOf(keys, to),
});
