import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory, Person } from '../events/person.ts';
import { holdGroup } from '../groups/hold-group.ts';
import type { Keeper } from '../groups/kept-by.ts';
import type { Corp } from '../ids.ts';
import { decide } from './decide.ts';
import { entitled } from './entitled.ts';
import { isAboutFinds } from './topics.ts';

/** Something open in a group that is for who keeps it to do. */
export interface KeptTask {
  readonly id: string;
  readonly chatId: string;
  readonly nature: string;
  readonly rule: string;
  readonly subject: string;
  readonly says: string;
  readonly detail: unknown;
  readonly state: string;
  readonly openedAt: Date;
  readonly toldAt: Date | null;
  readonly graceUntil: Date | null;
}

/**
 * What is open in these groups for their keepers, the oldest first: matters of the group, and those about others that this very
 * keeper was told of. Nothing about himself, nothing that waits to be told, nothing of a rule on trial.
 */
export const tasksOf = (
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  { personId, userid }: Keeper,
): Promise<KeptTask[]> =>
  tx.$queryRaw<KeptTask[]>`
    select c.id::text, c.chat_id as "chatId", c.nature, c.rule, c.subject, c.says, c.detail, c.state, c.opened_at as "openedAt",
           c.told_at as "toldAt", c.grace_until as "graceUntil"
    from qungui."case" c
    where c.corp = ${corp} and c.chat_id = any(${[...chatIds]}::text[]) and c.closed_at is null and c.level <> 'observe'
      and (c.held is null or c.held in ('released', 'resumed'))
      and lower(c.subject) not in (${`person:${personId}`}, ${`member:${userid}`})
      and (c.tell = 'admin' or exists (
        select from qungui.notice_case l join qungui.notice n on n.corp = l.corp and n.id = l.notice_id
        where l.corp = c.corp and l.case_id = c.id and lower(n.to_userid) = ${userid}))
    order by c.opened_at, c.id`;

/** What a keeper may say of a task on a page, as its card would ask; none: it is answered on its card. */
export function answersTo({ nature, rule, state }: Pick<KeptTask, 'nature' | 'rule' | 'state'>): readonly TaskAnswer[] {
  if (nature === 'question' || state === 'decided' || state === 'escalated') return [];
  return isAboutFinds(rule) ? ['find-right', 'find-wrong'] : ['done', 'cannot'];
}
export type TaskAnswer = 'done' | 'cannot' | 'find-right' | 'find-wrong';

interface Answering {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
  readonly person: Person;
  readonly directory: Directory;
}

/** The same as a press of the card's button; `closed`: it is over, or none of his. The entries belong into the trail. */
export async function answerTask(
  tx: Tx,
  { corp, keys, at, person, directory }: Answering,
  caseId: string,
  action: TaskAnswer,
): Promise<{ readonly outcome: 'done' | 'repeat' | 'closed'; readonly entries: readonly AuditEntry[] }> {
  const closed = { outcome: 'closed', entries: [] } as const;
  const found = await tx.case.findFirst({ where: { corp, id: caseId, closedAt: null } });
  const userid = person.userid;
  if (!found || userid === null) return closed;
  await holdGroup(tx, corp, found.chatId);
  const own = await tasksOf(tx, corp, [found.chatId], { personId: person.id, userid });
  const task = own.find(({ id }) => id === caseId);
  if (!task || !answersTo(task).includes(action)) return closed;
  if ((await entitled(tx, corp, action, found, person, directory, at)) === 'no') return closed;
  const askedAt = task.toldAt && task.toldAt <= at ? task.toldAt : task.openedAt;
  return decide(tx, corp, keys, { caseId, chatId: task.chatId, actor: userid, action, via: 'page', askedAt, at });
}
