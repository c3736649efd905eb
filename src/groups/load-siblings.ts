import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Sibling } from '../events/records.ts';
import type { Corp } from '../ids.ts';
import type { Asked } from '../policy/asks.ts';
import { stemOf } from '../rules/set/stem.ts';

interface GroupRow {
  readonly chatId: string;
  readonly kind: string;
  readonly ownerDepartment: string;
  readonly name: string;
  readonly createdAt: Date | null;
}

interface SharedRow {
  readonly chatId: string;
  readonly otherId: string;
  readonly memberId: string;
  readonly joinedAtMs: number;
}

interface Asking {
  readonly facts: GroupFacts;
  readonly asked: Asked;
}

/**
 * For each group the registered, living ones beside it: of its kind and department, of its kind and name, and those of the
 * kinds a rule asks for in which members of it are too.
 */
export async function loadSiblings(tx: Tx, corp: Corp, asking: readonly Asking[]): Promise<Map<string, Sibling[]>> {
  const own = asking.flatMap(({ facts }) => facts.registered?.kind ?? []);
  const beside = [...new Set(asking.flatMap(({ asked }) => asked.beside))];
  const groups = await groupsOf(tx, corp, [...new Set([...own, ...beside])]);
  const wanted = asking.flatMap(({ facts, asked }) =>
    asked.members.map((memberId) => ({ chatId: facts.group.chatId, memberId })),
  );
  const shared = sharedByPair(wanted.length === 0 ? [] : await sharedWith(tx, corp, wanted, beside));
  return new Map(asking.map((one) => [one.facts.group.chatId, siblingsOf(one, groups, shared)]));
}

const groupsOf = (tx: Tx, corp: Corp, kinds: string[]): Promise<GroupRow[]> => tx.$queryRaw<GroupRow[]>`
  select r.chat_id as "chatId", r.kind, r.owner_department as "ownerDepartment", coalesce(s.name, '') as name, g.created_at as "createdAt"
  from qungui.register_entry r
  join qungui.chat_group g on g.corp = r.corp and g.chat_id = r.chat_id and g.dissolved_at is null
  left join qungui.group_state s on s.corp = r.corp and s.chat_id = r.chat_id and s.until is null
  where r.corp = ${corp} and r.until is null and r.kind = any(${kinds}::text[])
  order by r.chat_id`;

interface Stay {
  readonly chatId: string;
  readonly memberId: string;
}

const sharedWith = (tx: Tx, corp: Corp, stays: readonly Stay[], kinds: string[]): Promise<SharedRow[]> => tx.$queryRaw<
  SharedRow[]
>`
  select here.chat_id as "chatId", there.chat_id as "otherId", there.member_id as "memberId",
         (extract(epoch from there.since) * 1000)::float8 as "joinedAtMs"
  from unnest(${stays.map(({ chatId }) => chatId)}::text[], ${stays.map(({ memberId }) => memberId)}::text[]) as here (chat_id, member_id)
  join qungui.membership there on there.corp = ${corp} and there.member_id = here.member_id and there.until is null
    and there.chat_id <> here.chat_id
  join qungui.register_entry r on r.corp = there.corp and r.chat_id = there.chat_id and r.until is null and r.kind = any(${kinds}::text[])
  order by there.chat_id, there.member_id`;

type Shared = ReadonlyMap<string, Sibling['shared']>;

const pairOf = (chatId: string, otherId: string): string => `${chatId}\n${otherId}`;

function sharedByPair(rows: readonly SharedRow[]): Shared {
  const pairs = new Map<string, { id: string; joinedAtMs: number }[]>();
  for (const { chatId, otherId, memberId, joinedAtMs } of rows) {
    const pair = pairOf(chatId, otherId);
    const own = pairs.get(pair) ?? [];
    own.push({ id: memberId, joinedAtMs });
    pairs.set(pair, own);
  }
  return pairs;
}

function siblingsOf({ facts, asked }: Asking, groups: readonly GroupRow[], shared: Shared): Sibling[] {
  const { group, registered } = facts;
  const stem = stemOf(group.name);
  return groups.flatMap((other): Sibling[] => {
    if (!registered || other.chatId === group.chatId) return [];
    const both = asked.beside.includes(other.kind) ? (shared.get(pairOf(group.chatId, other.chatId)) ?? []) : [];
    const alike =
      other.kind === registered.kind &&
      (other.ownerDepartment === registered.ownerDepartment || (stem !== '' && stemOf(other.name) === stem));
    if (both.length === 0 && !alike) return [];
    const { createdAt, ...row } = other;
    return [{ ...row, createdAtMs: createdAt?.getTime() ?? null, shared: both }];
  });
}
