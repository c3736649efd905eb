import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { endAccount, startPerson } from './person-rows.ts';

/**
 * An account was created at `at`. It starts a new person, also when the account is a reused one; unless the directory sync
 * met the same hire first, which shows as a holder that is not older than the event.
 */
export async function accountCreated(tx: Tx, corp: Corp, userid: string, at: Date): Promise<'started' | 'known'> {
  const holder = await tx.account.findFirst({ where: { corp, userid, until: null } });
  if (holder && (await metAt(tx, corp, holder.personId)) >= at) return 'known';
  if (holder) await endAccount(tx, corp, userid, at);
  const later = await tx.account.findFirst({ where: { corp, userid, since: { gte: at } } });
  if (later) return 'known';
  await startPerson(tx, corp, userid, at);
  return 'started';
}

async function metAt(tx: Tx, corp: Corp, personId: string): Promise<Date> {
  const person = await tx.person.findFirstOrThrow({ where: { corp, id: personId }, select: { createdAt: true } });
  return person.createdAt;
}

/** An account was deleted at `at`. A late event about an account that was given out again since touches nobody. */
export async function accountDeleted(tx: Tx, corp: Corp, userid: string, at: Date): Promise<'ended' | 'stale'> {
  const holder = await tx.account.findFirst({ where: { corp, userid, until: null } });
  if (!holder || holder.since > at) return 'stale';
  await endAccount(tx, corp, userid, at);
  return 'ended';
}
