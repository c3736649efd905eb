import { appendAudit } from '../audit/append.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { holderAt } from '../directory/holder-at.ts';
import type { Corp } from '../ids.ts';
import { noteRead } from '../record-reads/note-read.ts';
import { markFind } from './mark-finds.ts';

/** A find that nobody has looked at yet; nothing of what was said. */
export interface OpenFind {
  readonly id: string;
  readonly saidAt: Date;
  readonly groupName: string;
  /** Who said it, as a member of the group. */
  readonly by: string;
  /** The case that it led to; null: none. */
  readonly caseId: string | null;
  readonly instance: string;
  readonly policySlug: string;
  readonly clause: string;
  readonly category: string;
  readonly excerpt: 'kept' | 'none';
}

/** Open finds, the latest first, and how many there are. Posts that are due are none: they are what was hoped for. */
export async function openFinds(
  tx: Tx,
  corp: Corp,
  most: number,
  id?: string,
): Promise<{ readonly finds: readonly OpenFind[]; readonly count: number }> {
  const rule = { not: 'content/required-post' };
  const count = await tx.contentHit.count({ where: { corp, rule, marked: null, goneAt: null } });
  const finds = await tx.$queryRaw<OpenFind[]>`
    select h.id::text, h.said_at as "saidAt", coalesce(g.name, '') as "groupName", h.by_id as by, c.id::text as "caseId",
           h.instance, h.policy_slug as "policySlug", h.clause, h.category, case when h.excerpt is null then 'none' else 'kept' end as excerpt
    from qungui.content_hit h
    left join qungui.group_state g on g.corp = h.corp and g.chat_id = h.chat_id and g.until is null
    left join lateral (select o.id from qungui."case" o
      where o.corp = h.corp and o.chat_id = h.chat_id and o.instance = h.instance and o."window" = h.message_id
        and lower(o.subject) = 'member:' || lower(h.by_id)
      order by o.opened_at desc limit 1) c on true
    where h.corp = ${corp} and h.rule <> 'content/required-post' and h.marked is null and h.gone_at is null
      and (${id ?? null}::uuid is null or h.id = ${id ?? null}::uuid)
    order by h.said_at desc, h.id limit ${most}`;
  return { finds, count };
}

/** Who looks at finds, and when. */
export interface Looking {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  /** His account; of HR. */
  readonly by: string;
  readonly at: Date;
}

/**
 * What a person of HR says of a find. `own`: it is about himself, and another decides. `over`: somebody has said so already, or there
 * is no such find.
 */
export async function judgeFind(
  tx: Tx,
  { corp, keys, by, at }: Looking,
  id: string,
  marked: 'right' | 'wrong',
): Promise<'done' | 'own' | 'over'> {
  const [find] = await tx.$queryRaw<{ id: string; chatId: string; instance: string; byId: string }[]>`
    select id::text, chat_id as "chatId", instance, by_id as "byId" from qungui.content_hit
    where corp = ${corp} and id = ${id}::uuid and marked is null for update`;
  if (!find) return 'over';
  if (find.byId.toLowerCase() === by) return 'own';
  await appendAudit(tx, corp, keys, at, [await markFind(tx, corp, keys, find, { marked, by, note: null, at })]);
  return 'done';
}

/**
 * Opens the excerpt of a find, for a reason: who said it may see who read it, when and why. Null: there is none to be seen, or it is
 * about the reader himself.
 */
export async function readExcerpt(
  tx: Tx,
  { corp, keys, by, at }: Looking,
  id: string,
  reason: string,
): Promise<string | null> {
  const find = await tx.contentHit.findFirst({ where: { corp, id } });
  if (!find || find.excerpt === null || find.byId.toLowerCase() === by) return null;
  const personId = await holderAt(tx, corp, find.byId.toLowerCase(), find.saidAt);
  const read = { what: 'excerpt', aboutId: id, subject: `member:${find.byId}`, personId, reason } as const;
  await noteRead(tx, { corp, keys, by, at }, read);
  return keys.open({ table: 'content_hit', column: 'excerpt', row: id }, find.excerpt);
}
