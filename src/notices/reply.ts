import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { type CaseAction, decide } from '../cases/decide.ts';
import { nowIn, type Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import type { Deps } from '../deps.ts';
import { heldAt } from '../directory/holder-at.ts';
import type { Person } from '../events/person.ts';
import { holdGroup } from '../groups/hold-group.ts';
import type { Corp } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { isSubject } from './keepers.ts';

/** A reply speaks of the last reminder of so many hours. */
const REPLY_HOURS = 72;

const MEANS: Readonly<Record<string, CaseAction>> = { '0': 'wrong', '1': 'fixed' };

export interface Reply {
  readonly userid: string;
  readonly answer: string;
}

/**
 * A member wrote to the app: `0`, the reminder is wrong; `1`, it is changed. It is about every matter of the last reminder he
 * got. Anything else is nobody's business here and gets no answer. `done` when at least one case heard of it.
 */
export async function replied(
  deps: Pick<Deps, 'db' | 'keys' | 'bell' | 'metrics'>,
  corp: Corp,
  { userid, answer }: Reply,
): Promise<'done' | 'nothing'> {
  const action = MEANS[answer.normalize('NFKC').trim()];
  if (!action) return 'nothing';
  const keys = await deps.keys.of(corp);
  const outcome = await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const person = (await directoryOf(tx, corp, at.getTime())).byAccount.get(userid.toLowerCase());
    const asked = person?.status === 'active' ? await lastReminder(tx, corp, person, at) : null;
    if (!person || !asked) return 'nothing';
    const entries: AuditEntry[] = [];
    for (const { caseId, chatId, subject } of await holdCasesOf(tx, corp, asked.id)) {
      if (!isSubject(subject, person)) continue;
      const made = await decide(tx, corp, keys, {
        caseId,
        chatId,
        actor: userid.toLowerCase(),
        action,
        via: 'reply',
        askedAt: asked.firstTriedAt,
        at,
      });
      entries.push(...made.entries);
    }
    await appendAudit(tx, corp, keys, at, entries);
    return entries.length > 0 ? 'done' : 'nothing';
  });
  deps.metrics.notices.inc({ corp, outcome: `reply-${outcome}` });
  if (outcome === 'done') await deps.bell.ring('timers', corp);
  return outcome;
}

interface Asked {
  readonly id: string;
  readonly firstTriedAt: Date;
}

/** The last reminder that this very person can have read: not one of an earlier holder of his account. */
async function lastReminder(tx: Tx, corp: Corp, person: Person, at: Date): Promise<Asked | null> {
  const [row] = await tx.$queryRaw<Asked[]>`
    select n.id::text, n.first_tried_at as "firstTriedAt" from qungui.notice n
    where n.corp = ${corp} and n.to_userid = ${person.userid} and n.kind = 'reminder' and n.state in ('sending', 'sent', 'unknown')
      and n.first_tried_at > ${new Date(at.getTime() - REPLY_HOURS * 3_600_000)}
      and not exists (
        select 1 from qungui.account a where a.corp = n.corp and a.userid = n.to_userid and a.person_id <> ${person.id}::uuid
          and ${heldAt(Prisma.sql`n.first_tried_at`)})
    order by n.first_tried_at desc, n.number desc limit 1`;
  return row ?? null;
}

/** Its open cases, locked behind their groups, in one order for everybody. */
async function holdCasesOf(tx: Tx, corp: Corp, noticeId: string) {
  const groups = await tx.$queryRaw<{ chatId: string }[]>`
    select distinct c.chat_id as "chatId" from qungui."case" c
    join qungui.notice_case l on l.corp = c.corp and l.case_id = c.id
    where c.corp = ${corp} and l.notice_id = ${noticeId}::uuid and c.closed_at is null order by 1`;
  for (const { chatId } of groups) await holdGroup(tx, corp, chatId);
  return tx.$queryRaw<{ caseId: string; chatId: string; subject: string }[]>`
    select c.id::text as "caseId", c.chat_id as "chatId", c.subject from qungui."case" c
    join qungui.notice_case l on l.corp = c.corp and l.case_id = c.id
    where c.corp = ${corp} and l.notice_id = ${noticeId}::uuid and c.closed_at is null
    order by c.id for update of c`;
}
