import type { ContactEvent } from '../../events/callback-event.ts';
import type { Fields } from './fields.ts';
import { type Head, text, userIdAt } from './leaves.ts';

const CHANGES: ReadonlyMap<string, ContactEvent['what']> = new Map([
  ['add_external_contact', 'added'],
  ['add_half_external_contact', 'half-added'],
  ['edit_external_contact', 'edited'],
  ['del_external_contact', 'deleted-by-employee'],
  ['del_follow_user', 'deleted-by-contact'],
  ['transfer_fail', 'transfer-failed'],
  ['msg_audit_approved', 'archive-agreed'],
]);

/** `change_external_contact` [92130]. The welcome code is not kept: it lives for 20 s and we greet nobody. */
export function externalContactEvent(fields: Fields, head: Head): ContactEvent | 'unknown' | 'incomplete' {
  const what = CHANGES.get(text(fields, 'ChangeType'));
  if (!what) return 'unknown';
  const userid = userIdAt(fields, 'UserID');
  const externalUserid = text(fields, 'ExternalUserID');
  if (!userid || !externalUserid) return 'incomplete';
  return { ...head, kind: 'contact-changed', what, userid, externalUserid };
}
