import type { Tx } from '../db/client.ts';
import type { Directory, Person } from '../events/person.ts';
import { appointmentsOf, inForce } from '../groups/appointments.ts';
import type { Corp } from '../ids.ts';

interface Matter {
  readonly chatId: string;
  readonly subject: string;
}

/** Who looks after a group now: its appointed admins in the order of their appointment, then its owner. Never the matter's subject. */
export async function keepersOf(tx: Tx, corp: Corp, matter: Matter, directory: Directory, at: Date): Promise<string[]> {
  const { chatId } = matter;
  const appointed = (await appointmentsOf(tx, corp, [chatId])).filter((one) => inForce(one, at));
  const group = await tx.groupState.findFirst({ where: { corp, chatId, until: null }, select: { owner: true } });
  const userids = [...appointed.map((a) => a.userid), ...(group ? [group.owner.toLowerCase()] : [])];
  const keepers = [...new Set(userids)].filter((userid) => directory.byAccount.get(userid)?.status === 'active');
  return keepers.filter((userid) => !isSubject(matter.subject, directory.byAccount.get(userid)));
}

/** True when a case is about this person: as the account in the group, or as the hire. */
export function isSubject(subject: string, person: Person | undefined): boolean {
  if (!person) return false;
  const [kind, ...rest] = subject.split(':');
  const id = rest.join(':');
  if (kind === 'person') return id === person.id;
  return kind === 'member' && id.toLowerCase() === person.userid;
}
