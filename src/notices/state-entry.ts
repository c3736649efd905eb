import type { AuditEntry } from '../audit/entry.ts';

/** What the trail says of a message that went from one state to another. */
export const noticeMoved = (noticeId: string, from: string, to: string, because: string | null): AuditEntry => ({
  v: 1,
  kind: 'notice-state',
  noticeId,
  from,
  to,
  because,
});
