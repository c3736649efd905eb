import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { heldAt } from '../directory/holder-at.ts';
import type { Directory } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import type { NoticeLine } from '../notices/content.ts';
import { tryOpenContent } from '../notices/sealed.ts';

/** Cases of one use of a rule that were opened from a moment on. */
export interface BatchOf {
  readonly instance: string;
  readonly since: Date;
}

export interface BatchCase {
  readonly id: string;
  readonly number: bigint;
  readonly chatId: string;
  readonly subject: string;
  readonly state: string;
  readonly closedAt: Date | null;
}

/**
 * The batch, locked, in the order of their opening. What nobody was ever to hear of (the base line, what only observes) is
 * none of it, nor what was taken back before.
 */
export function batchOf(tx: Tx, corp: Corp, { instance, since }: BatchOf): Promise<BatchCase[]> {
  return tx.$queryRaw<BatchCase[]>`
    select id::text, number, chat_id as "chatId", subject, state, closed_at as "closedAt" from qungui."case"
    where corp = ${corp} and instance = ${instance} and opened_at >= ${since} and level <> 'observe'
      and held is distinct from 'baseline' and closed_because is distinct from 'taken-back'
    order by number for update`;
}

/** Messages not yet sent that speak of nothing else that goes on. */
export async function unsentAbout(tx: Tx, corp: Corp, caseIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select n.id::text from qungui.notice n
    where n.corp = ${corp} and n.state in ('waiting', 'held') and n.kind in ('reminder', 'task', 'question')
      and exists (select from qungui.notice_case l
                  where l.corp = n.corp and l.notice_id = n.id and l.case_id = any(${[...caseIds]}::uuid[]))
      and not exists (select from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
                      where l.corp = n.corp and l.notice_id = n.id and c.closed_at is null
                        and c.id <> all(${[...caseIds]}::uuid[]))
    order by n.number`;
  return rows.map(({ id }) => id);
}

/** What one person was told about a batch; `to` is his account today. */
export interface Heard {
  readonly to: string;
  readonly lines: readonly NoticeLine[];
}

interface Sent {
  readonly id: string;
  readonly to: string;
  readonly content: string;
  readonly personId: string | null;
}

/** Everybody who was told of the batch, or may have been, and is still with the company; each case once. */
export async function whoHeard(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  directory: Directory,
  caseIds: readonly string[],
): Promise<Heard[]> {
  const rows = await tx.$queryRaw<Sent[]>`
    select n.id::text, n.to_userid as "to", n.content,
      (select a.person_id::text from qungui.account a
       where a.corp = n.corp and a.userid = n.to_userid and ${heldAt(Prisma.sql`n.first_tried_at`)}
       order by a.since desc limit 1) as "personId"
    from qungui.notice n
    where n.corp = ${corp} and n.kind in ('reminder', 'task', 'question') and n.first_tried_at is not null
      and (n.state in ('sent', 'unknown') or (n.state = 'sending' and (n.lease_until is not null or n.outcome->>'certainty' = 'uncertain')))
      and exists (select from qungui.notice_case l
                  where l.corp = n.corp and l.notice_id = n.id and l.case_id = any(${[...caseIds]}::uuid[]))
    order by n.number`;
  const batch = new Set(caseIds);
  const heard = new Map<string, Map<string, NoticeLine>>();
  for (const row of rows) {
    const to = accountNow(row, directory);
    const lines = tryOpenContent(keys, row.id, row.content)?.lines.filter(({ caseId }) => batch.has(caseId)) ?? [];
    if (to === null || lines.length === 0) continue;
    const own = heard.get(to) ?? new Map<string, NoticeLine>();
    for (const line of lines) own.set(line.caseId, line);
    heard.set(to, own);
  }
  return [...heard].map(([to, lines]) => ({ to, lines: [...lines.values()] }));
}

/** Where the person who read it reads today; null when he has left. */
function accountNow({ to, personId }: Sent, directory: Directory): string | null {
  const person = personId === null ? directory.byAccount.get(to) : directory.persons.get(PersonId.parse(personId));
  return person?.status === 'active' ? person.userid : null;
}
