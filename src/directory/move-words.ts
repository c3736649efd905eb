import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import type { Moving } from './move-names.ts';

/**
 * Lines of named lists that go by the account end under the old name and begin under the new one, and whoever is known by such
 * a line is known by the new one. Where the list has the new name already, both stay as they are.
 */
export async function moveLines(tx: Tx, corp: Corp, { from, to, at, heldSince }: Moving): Promise<void> {
  const named = { equals: from, mode: 'insensitive' as const };
  const found = await tx.listEntry.findMany({ where: { corp, until: null, entry: named, since: { gte: heldSince } } });
  const taken = await tx.listEntry.findMany({ where: { corp, until: null, entry: to }, select: { list: true } });
  const begun = new Set(taken.map(({ list }) => list));
  const moved = found.filter(({ list, entry }) => isNamed(entry, from) && !begun.has(list));
  for (const { id, list, entry, detail, setBy, since } of moved) {
    const then = later(since, at);
    await tx.listEntry.updateMany({ where: { corp, id }, data: { until: then } });
    await tx.listEntry.create({
      data: { corp, id: newId(), list, entry: to, detail: detail ?? {}, setBy, since: then },
    });
    const known = await tx.identity.findMany({ where: { corp, until: null, list, entry } });
    for (const row of known) {
      const until = later(row.since, then);
      await tx.identity.updateMany({ where: { corp, id: row.id }, data: { until } });
      await tx.identity.create({ data: { ...row, id: newId(), entry: to, since: until } });
    }
  }
}

/**
 * What was vouched for about the account or by it ends under the old name and begins under the new one, said when it was said.
 * Words given on a card stay as they were pressed: whoever reads them asks who held the account then.
 */
export async function moveWords(tx: Tx, corp: Corp, { from, to, at, heldSince }: Moving): Promise<void> {
  const named = { equals: from, mode: 'insensitive' as const };
  const found = await tx.attestation.findMany({
    where: { corp, until: null, since: { gte: heldSince }, OR: [{ memberId: named }, { saidBy: named }] },
  });
  const moved = found.filter(({ memberId, saidBy }) => isNamed(memberId, from) || isNamed(saidBy, from));
  for (const { id, since } of moved)
    await tx.attestation.updateMany({ where: { corp, id }, data: { until: later(since, at) } });
  await tx.attestation.createMany({
    data: moved.map((row) => ({
      ...row,
      id: newId(),
      memberId: isNamed(row.memberId, from) ? to : row.memberId,
      saidBy: isNamed(row.saidBy, from) ? to : row.saidBy,
    })),
  });
}

/** The database's own comparison without case takes `_` for any letter. */
const isNamed = (name: string | null, account: string): boolean => name?.toLowerCase() === account.toLowerCase();

const later = (one: Date, other: Date): Date => (one > other ? one : other);
