import { appendAudit } from '../../audit/append.ts';
import { pseudonymOf } from '../../audit/pseudonym.ts';
import type { CorpConfig } from '../../config.ts';
import type { Deps } from '../../deps.ts';
import { HouseError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { armTimer } from '../../timers/arm.ts';
import { loadKnown } from '../known.ts';
import { askOwners } from './ask-owners.ts';
import { openInventory } from './lines.ts';
import { ownGroupsUrl } from './page-link.ts';
import { writeLines } from './write-lines.ts';

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
        pageUrl: ownGroupsUrl(corp),
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
