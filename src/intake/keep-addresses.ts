import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';

const DAY_MS = 86_400_000;
/** After a list could not be read it is asked for again so much later. */
const AGAIN_MS = 3_600_000;

/** Keeps from where WeCom says that it calls; a list that became another ends and stays. */
export async function keepAddresses(tx: Tx, corp: Corp, addresses: readonly string[], at: Date): Promise<void> {
  const sorted = [...new Set(addresses)].sort();
  const held = await tx.callbackSource.findFirst({ where: { corp, until: null } });
  if (held && held.addresses.join(' ') === sorted.join(' ')) {
    await tx.callbackSource.updateMany({ where: { corp, id: held.id }, data: { readAt: at } });
    return;
  }
  await tx.callbackSource.updateMany({ where: { corp, until: null }, data: { until: at } });
  await tx.callbackSource.create({ data: { corp, id: newId(), addresses: sorted, since: at, readAt: at } });
}

/** The list that holds, and asks for it anew when a day has gone by; not while it was asked for within the hour. */
export async function addressesNow(
  tx: Tx,
  corp: Corp,
  at: Date,
): Promise<{ readonly addresses: readonly string[]; readonly readAt: Date | null; readonly asked: 'now' | 'no' }> {
  const held = await tx.callbackSource.findFirst({ where: { corp, until: null } });
  const known = { addresses: held?.addresses ?? [], readAt: held?.readAt ?? null };
  if (held && held.readAt.getTime() + DAY_MS > at.getTime()) return { ...known, asked: 'no' };
  const lately = new Date(at.getTime() - AGAIN_MS);
  const kind = 'read-addresses';
  const asked = await tx.timer.count({
    where: { corp, kind, OR: [{ state: 'armed' }, { endedAt: { gt: lately } }] },
  });
  if (asked > 0) return { ...known, asked: 'no' };
  await armTimer(tx, corp, { kind, subject: '-', dueAt: at, at });
  return { ...known, asked: 'now' };
}
