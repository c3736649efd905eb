import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import { heldAt } from '../directory/holder-at.ts';
import type { Corp, PersonId } from '../ids.ts';
import { type QueueState, queueStateOf } from './queue-state.ts';

/** A case about the reader himself. */
export interface OwnCase {
  readonly id: string;
  readonly number: bigint;
  readonly nature: string;
  readonly rule: string;
  readonly instance: string;
  readonly clause: string;
  readonly chatId: string;
  readonly groupName: string;
  readonly says: string;
  readonly detail: unknown;
  readonly policySlug: string;
  readonly openedAt: Date;
  readonly toldAt: Date | null;
  readonly graceUntil: Date | null;
  readonly closedAt: Date | null;
  readonly closedBecause: string | null;
  readonly state: QueueState;
}

/** More than these, and the oldest are left out. */
const MOST = 200;

type Row = Omit<OwnCase, 'state'> & { readonly state: string; readonly stage: string | null; readonly tell: string };

/** What a person may see about himself, the latest first: what he is told of, not what is only observed or held back. */
export async function ownCases(tx: Tx, corp: Corp, personId: PersonId): Promise<readonly OwnCase[]> {
  const accounts = await tx.account.findMany({ where: { corp, personId, until: null }, select: { userid: true } });
  const userids = accounts.map(({ userid }) => userid);
  const subjects = [`person:${personId}`, ...userids.map((userid) => `member:${userid.toLowerCase()}`)];
  const rows = await tx.$queryRaw<Row[]>`
    with mine as materialized (
      select c.* from qungui."case" c where c.corp = ${corp} and c.subject = any(${subjects}::text[]) and c.level <> 'observe')
    select c.id::text, c.number, c.nature, c.rule, c.instance, c.clause, c.chat_id as "chatId", coalesce(g.name, '') as "groupName",
      c.says, c.detail, c.policy_slug as "policySlug", c.opened_at as "openedAt", c.told_at as "toldAt", c.grace_until as "graceUntil",
      c.closed_at as "closedAt", c.closed_because as "closedBecause", c.state, c.stage, c.tell
    from mine c
    left join qungui.group_state g on g.corp = c.corp and g.chat_id = c.chat_id and g.until is null
    where (c.tell = 'member' or c.stage is not null) and c.held is null
      and (not exists (select from qungui.account a where a.corp = c.corp and a.userid = any(${userids}::text[])
                         and a.person_id <> ${personId}::uuid and ${heldAt(Prisma.sql`c.opened_at`)})
        or exists (select from qungui.former_name f where f.corp = c.corp and f.holder = 'matter' and f.holder_id = c.id))
    order by c.number desc limit ${MOST}`;
  return rows.map(({ stage, tell, ...row }) => ({ ...row, state: queueStateOf({ ...row, stage, tell }) }));
}
