import type { GroupEvent } from '../../events/callback-event.ts';
import type { Fields, Value } from './fields.ts';
import { type Head, listAt, numberAt, text } from './leaves.ts';

const CHANGES = { change_owner: 'owner', change_name: 'name', change_notice: 'notice' } as const;

/** `change_external_chat` [92130]. */
export function groupEvent(fields: Fields, head: Head): GroupEvent | 'unknown' | 'incomplete' {
  const chatId = text(fields, 'ChatId');
  if (chatId === '' || chatId.length > 64) return 'incomplete';
  const inGroup = { ...head, chatId };
  switch (text(fields, 'ChangeType')) {
    case 'create':
      return { ...inGroup, kind: 'group-created' };
    case 'dismiss':
      return { ...inGroup, kind: 'group-dismissed' };
    case 'update':
      return updated(fields, inGroup);
    default:
      return 'unknown';
  }
}

function updated(fields: Fields, inGroup: Head & { readonly chatId: string }): GroupEvent | 'unknown' {
  const detail = text(fields, 'UpdateDetail');
  if (Object.hasOwn(CHANGES, detail))
    return { ...inGroup, kind: 'group-changed', what: CHANGES[detail as keyof typeof CHANGES] };
  const moved = {
    ...inGroup,
    members: membersIn(fields),
    lastMemVer: text(fields, 'LastMemVer'),
    curMemVer: text(fields, 'CurMemVer'),
  };
  if (detail === 'add_member') return { ...moved, kind: 'members-joined', joinScene: numberAt(fields, 'JoinScene') };
  if (detail === 'del_member') return { ...moved, kind: 'members-left', quitScene: numberAt(fields, 'QuitScene') };
  return 'unknown';
}

const membersIn = (fields: Fields): readonly string[] =>
  listAt(fields.MemChangeList, 'Item')
    .filter((item: Value) => typeof item === 'string')
    .map(memberId)
    .filter((id) => id !== '');

/**
 * External ids (`wo…`, `wm…`, `wb…`) tell case apart, userids do not [91774, 90196]. A userid that happens to begin so
 * keeps its case here, is then unknown to the directory, and is put right by the next fetch of the group.
 */
function memberId(raw: string): string {
  const id = raw.trim();
  return /^w[omb]/.test(id) ? id : id.toLowerCase();
}
