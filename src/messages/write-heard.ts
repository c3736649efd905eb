import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Said } from './said.ts';
import { senderOf } from './who.ts';

interface Span {
  first: number;
  last: number;
}

/**
 * Notes who was in which group when something was said there, in one statement: the records name everybody [91774]. Of groups
 * whose roster WeCom shows nothing is noted.
 */
export async function writeHeard(tx: Tx, corp: Corp, said: readonly Said[]): Promise<void> {
  const spans = spansOf(said);
  if (spans.length === 0) return;
  const column = <K extends keyof (typeof spans)[number]>(key: K) => spans.map((span) => span[key]);
  await tx.$executeRaw`
    insert into qungui.heard_member (corp, chat_id, member_id, member_kind, first_at, last_at)
    select ${corp}, s.chat_id, s.member_id, s.member_kind, s.first_at, s.last_at
    from unnest(${column('chatId')}::text[], ${column('memberId')}::text[], ${column('kind')}::text[],
                ${column('first')}::timestamptz[], ${column('last')}::timestamptz[])
      as s (chat_id, member_id, member_kind, first_at, last_at)
    where not exists (select from qungui.membership m where m.corp = ${corp} and m.chat_id = s.chat_id)
    on conflict (corp, chat_id, member_id) do update
      set first_at = least(heard_member.first_at, excluded.first_at), last_at = greatest(heard_member.last_at, excluded.last_at)
      where heard_member.first_at > excluded.first_at or heard_member.last_at < excluded.last_at`;
}

function spansOf(said: readonly Said[]) {
  const groups = new Map<string, Map<string, Span>>();
  for (const { chatId, from, to, sentAtMs } of said) {
    const members = groups.get(chatId) ?? new Map<string, Span>();
    groups.set(chatId, members);
    for (const id of new Set([from.id, ...to])) {
      const span = members.get(id) ?? { first: sentAtMs, last: sentAtMs };
      members.set(id, { first: Math.min(span.first, sentAtMs), last: Math.max(span.last, sentAtMs) });
    }
  }
  return [...groups].flatMap(([chatId, members]) =>
    [...members].map(([memberId, { first, last }]) => ({
      chatId,
      memberId,
      kind: senderOf(memberId).kind,
      first: new Date(first),
      last: new Date(last),
    })),
  );
}
