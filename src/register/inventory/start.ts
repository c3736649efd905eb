import { appendAudit } from '../../audit/append.ts';
import { pseudonymOf } from '../../audit/pseudonym.ts';
import type { CorpConfig } from '../../config.ts';
import type { Tx } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import { HouseError } from '../../errors.ts';
import type { Directory } from '../../events/person.ts';
import { newId } from '../../ids.ts';
import { armTimer } from '../../timers/arm.ts';
import { saidOf } from '../declare.ts';
import { loadKnown } from '../known.ts';
import type { KnownGroup } from '../match-line.ts';
import type { Said } from '../said.ts';
import type { Known } from '../take-lines.ts';
import { askOwners } from './ask-owners.ts';
import { openInventory } from './lines.ts';
import { proposeKind } from './propose-kind.ts';

export interface Round {
  /** Until then no ordinary member hears of any fault. */
  readonly cutOffAt: Date;
  /** Until then old approvals may be handed in. */
  readonly papersUntil: Date;
  /** When those who have not answered get their second and last card. */
  readonly remindAt: Date;
  readonly by: string;
}

export interface Started {
  readonly inventoryId: string;
  readonly lines: number;
  readonly cards: number;
}

/**
 * Starts a round: a line with a proposed kind for every group that nobody has registered, and one card to each owner about at
 * most three of them. Throws E-INVENTORY-OPEN while another round is open.
 */
export async function startInventory(
  deps: Pick<Deps, 'db' | 'keys' | 'bell'>,
  corp: CorpConfig,
  { cutOffAt, papersUntil, remindAt, by }: Round,
): Promise<Started> {
  const keys = await deps.keys.of(corp.slug);
  const started = await deps.db.withCorp(
    corp.slug,
    async (tx) => {
      if (await openInventory(tx, corp.slug)) throw alreadyOpen();
      const known = await loadKnown(tx, corp);
      const { at } = known;
      const inventoryId = newId();
      await tx.inventory.create({
        data: { corp: corp.slug, id: inventoryId, startedAt: at, startedBy: by, cutOffAt, papersUntil },
      });
      const lines = await writeLines(tx, corp, inventoryId, known);
      const writing = { corp: corp.slug, keys, at, by };
      const asked = await askOwners(tx, writing, {
        inventoryId,
        kinds: known.kinds,
        timeZone: corp.timeZone,
        place: 1,
      });
      await armTimer(tx, corp.slug, { kind: 'ask-owners-again', subject: inventoryId, dueAt: remindAt, at });
      const entry = { v: 1, kind: 'inventory-started', inventoryId, lines, by: pseudonymOf(keys, by) } as const;
      const until = { cutOffAt: cutOffAt.toISOString(), papersUntil: papersUntil.toISOString() };
      await appendAudit(tx, corp.slug, keys, at, [{ ...entry, ...until }, ...asked]);
      return { inventoryId, lines, cards: asked.length };
    },
    { timeoutMs: 120_000 },
  );
  await deps.bell.ring('notices', corp.slug);
  return started;
}

const alreadyOpen = (): HouseError =>
  new HouseError({
    code: 'E-INVENTORY-OPEN',
    what: 'an inventory is open already',
    why: 'owners are asked in one round at a time, so that nobody gets more than two cards',
    remedy: 'finish it with: inventory end',
    retry: 'never',
  });

async function writeLines(tx: Tx, { slug: corp }: CorpConfig, inventoryId: string, known: Known): Promise<number> {
  const stray = known.groups.filter(({ chatId }) => !known.registered.has(chatId));
  const said = await saidOf(
    tx,
    corp,
    stray.map(({ chatId }) => chatId),
  );
  const outsiders = await outsidersIn(tx, corp);
  const data = stray.map((group) => ({
    corp,
    id: newId(),
    inventoryId,
    ...lineOf(group, said.get(group.chatId), outsiders.get(group.chatId) ?? null, known),
    state: 'proposed',
  }));
  await tx.inventoryLine.createMany({ data });
  return data.length;
}

function lineOf(group: KnownGroup, said: Said | undefined, outsiders: number | null, { kinds, directory }: Known) {
  const { chatId, name, reach, owner } = group;
  const ownerDepartment = departmentOf(owner, directory);
  const proposal = proposeKind({ name, reach, saidKind: said?.kind ?? null, ownerDepartment, outsiders }, kinds);
  const kindName = kinds.find(({ id }) => id === proposal.kind)?.name.zh ?? '';
  return {
    chatId,
    name,
    reach,
    owner,
    ...proposal,
    department: said?.department ?? ownerDepartment,
    purpose: said?.purpose ?? kindName,
  };
}

function departmentOf(owner: string, { byAccount, departments }: Directory): string {
  const person = byAccount.get(owner);
  return (person?.mainDepartment && departments.get(person.mainDepartment)?.name) || '';
}

async function outsidersIn(tx: Tx, corp: CorpConfig['slug']): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ chatId: string; count: number }[]>`
    select chat_id as "chatId", (count(*) filter (where member_kind = 'external'))::int as count
    from qungui.membership where corp = ${corp} and until is null group by chat_id`;
  return new Map(rows.map(({ chatId, count }) => [chatId, count]));
}
