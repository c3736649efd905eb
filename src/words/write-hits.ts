import { excerpt } from '../content/excerpt.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import { FLOW_PLACE, type HeardFind } from '../policy/hear.ts';
import type { Policy } from '../policy/policy.ts';

/** Characters before and behind a find that evidence shows. */
const AROUND = 20;

/** A find, and the policy that was in force in its group. */
export interface ToKeep extends HeardFind {
  readonly policy: Policy;
}

/** Writes finds in one statement; one that is there already is left as it is, but for what flows: that is as it is found now. */
export async function writeHits(tx: Tx, corp: Corp, keys: CorpKeys, finds: readonly ToKeep[], at: Date): Promise<void> {
  if (finds.length === 0) return;
  const rows = finds.map((find) => rowOf(find, keys));
  const column = <K extends keyof (typeof rows)[number]>(key: K) => rows.map((row) => row[key]);
  await tx.$executeRaw`
    insert into qungui.content_hit (corp, id, message_id, chat_id, by_id, said_at, instance, rule, clause, policy_slug, policy_version,
                                    says, detail, category, place, "begin", length, excerpt, found_at)
    select ${corp}, h.id, h.message_id, h.chat_id, h.by_id, h.said_at, h.instance, h.rule, h.clause, h.policy_slug, h.policy_version,
           h.says, h.detail::jsonb, h.category, h.place, h.begins, h.length, h.excerpt, ${at}
    from unnest(${column('id')}::uuid[], ${column('messageId')}::text[], ${column('chatId')}::text[], ${column('byId')}::text[],
                ${column('saidAt')}::timestamptz[], ${column('instance')}::text[], ${column('rule')}::text[], ${column('clause')}::text[],
                ${column('slug')}::text[], ${column('version')}::int[], ${column('says')}::text[], ${column('detail')}::text[],
                ${column('category')}::text[], ${column('place')}::int[], ${column('begin')}::int[], ${column('length')}::int[],
                ${column('excerpt')}::text[])
      as h (id, message_id, chat_id, by_id, said_at, instance, rule, clause, policy_slug, policy_version, says, detail, category,
            place, begins, length, excerpt)
    on conflict (corp, message_id, instance, place) do update set detail = excluded.detail, gone_at = null
      where content_hit.place >= ${FLOW_PLACE} and (content_hit.gone_at is not null or content_hit.detail <> excluded.detail)`;
}

function rowOf({ use, message, found, place, policy }: ToKeep, keys: CorpKeys) {
  const id = newId();
  const { at } = found;
  return {
    id,
    messageId: message.id,
    chatId: message.chatId,
    byId: message.from.id,
    saidAt: new Date(message.sentAtMs),
    instance: use.instance,
    rule: use.rule.id,
    clause: use.clause.id,
    slug: policy.slug,
    version: policy.version,
    says: found.says,
    detail: JSON.stringify(policy.messages.content === 'none' ? (found.wordless ?? found.detail) : found.detail),
    category: found.category,
    place,
    begin: at?.begin ?? null,
    length: at ? at.end - at.begin : null,
    excerpt: excerptOf({ message, found, policy }, id, keys),
  };
}

/** Kept only where the policy lets a found word and what stands around it be kept; sealed, personal data masked. */
function excerptOf(
  { message, found, policy }: Pick<ToKeep, 'message' | 'found' | 'policy'>,
  id: string,
  keys: CorpKeys,
): string | null {
  if (policy.messages.content === 'none' || found.at === null || message.text === null) return null;
  const { text } = excerpt(message.text, found.at, AROUND);
  return keys.seal({ table: 'content_hit', column: 'excerpt', row: id }, text);
}
