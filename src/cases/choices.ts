import type { Directory } from '../events/person.ts';
import { MEANT, type NoticeLine } from '../notices/content.ts';
import type { Finding } from '../policy/policy.ts';

type Choices = NonNullable<NoticeLine['choices']>;

/**
 * Whom a message may mean, with what tells them apart: the name, of two of one name the department, else the post, else the account.
 * None, when they are more than a card has buttons for. Pure.
 */
export function choicesOf({ detail }: Pick<Finding, 'detail'>, directory: Directory): Choices {
  const ids = (detail.meant ?? '').split(' ').filter((id) => id !== '');
  if (ids.length > MEANT.length) return [];
  const called = ids.map((id) => callingsOf(id, directory));
  const tellsApart = (nth: number): boolean =>
    new Set(called.map((names) => names[nth])).size === ids.length && called.every((names) => names[nth] !== '');
  const nth = [0, 1, 2].find(tellsApart) ?? 3;
  return ids.map((userid, at) => ({ userid, label: called[at]?.[nth] ?? userid }));
}

function callingsOf(id: string, { byAccount, departments }: Directory): readonly string[] {
  const person = byAccount.get(id);
  const department = departments.get(person?.mainDepartment ?? person?.departments[0] ?? 0)?.name ?? '';
  return [person?.name ?? '', department, person?.position ?? '', id];
}
