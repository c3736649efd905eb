import type { DirectoryEvent } from '../../events/callback-event.ts';
import type { Fields } from './fields.ts';
import { type Head, numberAt, numbersAt, text, userIdAt } from './leaves.ts';

const PARTIES = {
  create_party: 'department-created',
  update_party: 'department-changed',
  delete_party: 'department-deleted',
} as const;

/** `change_contact` [90970]: since 2022 it brings ids and departments only. */
export function directoryEvent(fields: Fields, head: Head): DirectoryEvent | 'unknown' | 'incomplete' {
  const change = text(fields, 'ChangeType');
  switch (change) {
    case 'create_user':
    case 'update_user':
    case 'delete_user':
      return accountEvent(fields, head, change);
    case 'create_party':
    case 'update_party':
    case 'delete_party': {
      const department = numberAt(fields, 'Id');
      if (department === null) return 'incomplete';
      return { ...head, kind: PARTIES[change], department, parent: numberAt(fields, 'ParentId') };
    }
    case 'update_tag': {
      const tag = numberAt(fields, 'TagId');
      return tag === null ? 'incomplete' : { ...head, kind: 'tag-changed', tag };
    }
    default:
      return 'unknown';
  }
}

function accountEvent(
  fields: Fields,
  head: Head,
  change: 'create_user' | 'update_user' | 'delete_user',
): DirectoryEvent | 'incomplete' {
  const userid = userIdAt(fields, 'UserID');
  if (!userid) return 'incomplete';
  if (change === 'delete_user') return { ...head, kind: 'account-deleted', userid };
  const departments = numbersAt(fields, 'Department');
  if (change === 'create_user') return { ...head, kind: 'account-created', userid, departments };
  return { ...head, kind: 'account-changed', userid, newUserid: userIdAt(fields, 'NewUserID') || null, departments };
}
