import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import type { Corp } from '../ids.ts';
import { QUESTION_WAITS } from './questions.ts';
import { QUEUE_STATE, QUEUE_STATES, type QueueState } from './queue-state.ts';

export interface QueueWish {
  readonly state: QueueState;
  /** The account of who looks after them; `nobody`: those that nobody does; null: all. */
  readonly assignee: string | null;
  /** The policy's name for its use of a rule; null: all. */
  readonly instance: string | null;
  /** One group; null: all. */
  readonly chatId: string | null;
  /** Of which groups cases may be seen: `policy/kind`, or `policy/` of groups that are registered as none; absent: of all. */
  readonly kinds?: readonly string[];
  readonly limit: number;
  /** The number of the last case of the page before; null: the first page. */
  readonly after: bigint | null;
}

/** A case as the queue lists it. */
export interface QueueLine {
  readonly id: string;
  readonly number: bigint;
  readonly nature: string;
  readonly rule: string;
  readonly instance: string;
  readonly clause: string;
  readonly chatId: string;
  readonly groupName: string;
  readonly subject: string;
  readonly says: string;
  readonly detail: unknown;
  readonly policySlug: string;
  readonly openedAt: Date;
  readonly state: QueueState;
  readonly assignee: string | null;
  /** Until when a statement, or the decision of an appeal, is waited for. */
  readonly dueAt: Date | null;
}

export interface QueuePage {
  readonly lines: readonly QueueLine[];
  /** What the next page begins after; null: this is the last. */
  readonly next: bigint | null;
}

/** What waits, the oldest first; what is over, the latest first. One page of it. */
export async function hrQueue(tx: Tx, corp: Corp, wish: QueueWish): Promise<QueuePage> {
  const { state, limit, after } = wish;
  const back = state === 'over' || state === 'decided';
  const order = back ? Prisma.sql`c.number desc` : Prisma.sql`c.number`;
  const from =
    after === null ? Prisma.empty : back ? Prisma.sql`and c.number < ${after}` : Prisma.sql`and c.number > ${after}`;
  const rows = await tx.$queryRaw<QueueLine[]>`
    select p.*, ${state} as state, coalesce(g.name, '') as "groupName",
      (select a."to" from qungui.assignment a where a.corp = ${corp} and a.case_id = p.id::uuid and a.until is null) as assignee,
      coalesce(
        (select max(x.due_at) from qungui.appeal x where x.corp = ${corp} and x.case_id = p.id::uuid and x.says is null),
        (select max(s.due_at) from qungui.statement s where s.corp = ${corp} and s.case_id = p.id::uuid and ${QUESTION_WAITS})) as "dueAt"
    from (
      select c.id::text as id, c.number, c.nature, c.rule, c.instance, c.clause, c.chat_id as "chatId", c.subject, c.says, c.detail,
        c.policy_slug as "policySlug", c.opened_at as "openedAt"
      from qungui."case" c
      where c.corp = ${corp} and ${QUEUE_STATE} = ${state} and c.held is null and c.level <> 'observe'
        ${assigneeIs(corp, wish.assignee)} ${isOf(wish)} ${from}
      order by ${order} limit ${limit + 1}) p
    left join qungui.group_state g on g.corp = ${corp} and g.chat_id = p."chatId" and g.until is null
    order by ${back ? Prisma.sql`p.number desc` : Prisma.sql`p.number`}`;
  const lines = rows.slice(0, limit);
  return { lines, next: rows.length > limit ? (lines.at(-1)?.number ?? null) : null };
}

const isOf = ({ instance, chatId, kinds }: QueueWish): Prisma.Sql => {
  const under = ofKinds(kinds);
  const rule = instance === null ? under : Prisma.sql`${under} and c.instance = ${instance}`;
  return chatId === null ? rule : Prisma.sql`${rule} and c.chat_id = ${chatId}`;
};

const ofKinds = (kinds: readonly string[] | undefined): Prisma.Sql =>
  kinds === undefined
    ? Prisma.empty
    : Prisma.sql`and concat(c.policy_slug, '/', (select r.kind from qungui.register_entry r
        where r.corp = c.corp and r.chat_id = c.chat_id and r.until is null limit 1)) = any(${[...kinds]}::text[])`;

function assigneeIs(corp: Corp, assignee: string | null): Prisma.Sql {
  if (assignee === null) return Prisma.empty;
  const taken = Prisma.sql`select from qungui.assignment a where a.corp = ${corp} and a.case_id = c.id and a.until is null`;
  return assignee === 'nobody'
    ? Prisma.sql`and not exists (${taken})`
    : Prisma.sql`and exists (${taken} and a."to" = ${assignee.toLowerCase()})`;
}

/** How many cases stand where; those that are over are not counted: they only grow. */
export async function queueCounts(
  tx: Tx,
  corp: Corp,
  kinds?: readonly string[],
): Promise<ReadonlyMap<QueueState, number>> {
  const rows = await tx.$queryRaw<{ state: QueueState; count: number }[]>`
    select ${QUEUE_STATE} as state, count(*)::int as count from qungui."case" c
    where c.corp = ${corp} and ${QUEUE_STATE} = any(${COUNTED}::text[]) and c.held is null and c.level <> 'observe'
      ${ofKinds(kinds)}
    group by 1`;
  return new Map(rows.map(({ state, count }) => [state, count]));
}

const COUNTED = QUEUE_STATES.filter((state) => state !== 'over' && state !== 'under-way');
