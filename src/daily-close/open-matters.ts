import type { Tx } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import type { Corp } from '../ids.ts';

/** A matter that waits for somebody: sure, and of a rule that tells people. */
export interface OpenMatter {
  readonly id: string;
  readonly key: string;
  readonly chatId: string;
  readonly groupName: string;
  readonly groupKind: string | null;
  readonly policySlug: string;
  readonly instance: string;
  readonly clause: string;
  readonly opens: string;
  readonly asker: string;
  readonly awaited: readonly string[];
  /** Ids of the messages; the first opened it. */
  readonly messages: readonly string[];
  readonly openedAt: Date;
  readonly acknowledgeState: string | null;
  readonly acknowledgeDueAt: Date | null;
  readonly acknowledge: unknown;
  readonly resultState: string | null;
  readonly resultDueAt: Date | null;
  readonly result: unknown;
  readonly rolledOver: number;
}

/** Whose matters: those that wait for one of these accounts or were asked by one, and those of these groups. */
export type WhoseMatters =
  | { readonly userid: string }
  | { readonly userids: readonly string[] }
  | { readonly askedBy: string; readonly orOf: readonly string[] }
  | { readonly chatIds: readonly string[] };

/** What is open and waits for somebody: sure, and of a rule that does more than observe. */
const OPEN = { closedAt: null, cancelled: null, certainty: 'sure', level: { not: 'observe' } } as const;

/** Open matters of some people or groups, oldest first. Those of a rule that only observes are nobody's. */
export async function openMatters(tx: Tx, corp: Corp, of: WhoseMatters): Promise<readonly OpenMatter[]> {
  const rows = await tx.obligation.findMany({
    where: { corp, ...OPEN, ...whereOf(of) },
    orderBy: [{ openedAt: 'asc' }, { key: 'asc' }],
  });
  const chatIds = [...new Set(rows.map(({ chatId }) => chatId))];
  const here = { corp, until: null, chatId: { in: chatIds } };
  const names = new Map((await tx.groupState.findMany({ where: here })).map(({ chatId, name }) => [chatId, name]));
  const kinds = new Map((await tx.registerEntry.findMany({ where: here })).map(({ chatId, kind }) => [chatId, kind]));
  return rows.map((row) => ({
    ...row,
    groupName: names.get(row.chatId) ?? '',
    groupKind: kinds.get(row.chatId) ?? null,
  }));
}

function whereOf(of: WhoseMatters): Prisma.ObligationWhereInput {
  if ('userid' in of) return { awaited: { has: of.userid } };
  if ('userids' in of) return { awaited: { hasSome: [...of.userids] } };
  if ('chatIds' in of) return { chatId: { in: [...of.chatIds] } };
  return { OR: [{ asker: of.askedBy }, { awaited: { hasSome: [...of.orOf] } }] };
}

/** For whom something is open in groups of these kinds under a policy: accounts alone, for there may be many matters. */
export async function awaitedUnder(
  tx: Tx,
  corp: Corp,
  policySlug: string,
  kinds: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ userid: string }[]>`
    select distinct who as userid
    from qungui.obligation o cross join lateral unnest(o.awaited) as who
    where o.corp = ${corp} and o.closed_at is null and o.cancelled is null and o.certainty = 'sure' and o.level <> 'observe'
      and o.policy_slug = ${policySlug}
      and exists (select from qungui.register_entry r
                  where r.corp = o.corp and r.chat_id = o.chat_id and r.until is null and r.kind = any(${[...kinds]}::text[]))
    order by who`;
  return rows.map(({ userid }) => userid);
}
