import type { ApprovalForm } from '../../wecom/approval/approval.ts';
import type { Said } from '../said.ts';
import type { Known } from '../take-lines.ts';

type Permit = NonNullable<Said['approval']>;

/**
 * What the register keeps of an approved form: who agreed, with name and title as rules read them, its number and day. An old
 * paper that the form confirms (补备案) stays the approval, and the form is where it was confirmed. Pure.
 */
export function permitBy(
  { number, agreedBy }: Pick<ApprovalForm, 'number' | 'agreedBy'>,
  old: Said['approval'],
  { directory }: Pick<Known, 'directory'>,
  day: string,
): Permit {
  const confirmed = `审批 ${number}`;
  if (old) return { ...old, scan: old.scan === null ? confirmed : `${old.scan}；${confirmed}` };
  const by = agreedBy.map((userid) => {
    const person = directory.byAccount.get(userid);
    if (!person) return userid;
    return person.position === '' ? person.name : `${person.name}（${person.position}）`;
  });
  return { by: by.join('、'), number, date: day, scan: null };
}
