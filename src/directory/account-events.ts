import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
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

/** The account got another name (`NewUserID`): the person stays the same person. */
export async function accountRenamed(tx: Tx, corp: Corp, from: string, to: string, at: Date): Promise<void> {
  const holder = await tx.account.findFirst({ where: { corp, userid: from, until: null } });
  if (!holder || holder.since > at) return;
  await endAccountOnly(tx, corp, holder.id, at);
  const taken = await tx.account.findFirst({ where: { corp, userid: to, until: null } });
  if (taken) await endAccountOnly(tx, corp, taken.id, at);
  await tx.account.create({ data: { corp, id: newId(), userid: to, personId: holder.personId, since: at } });
  await tx.membership.updateMany({ where: { corp, memberId: from, until: null }, data: { memberId: to } });
  await tx.nicknameState.updateMany({ where: { corp, memberId: from, until: null }, data: { memberId: to } });
}

async function endAccountOnly(tx: Tx, corp: Corp, id: string, at: Date): Promise<void> {
  await tx.account.updateMany({ where: { corp, id }, data: { until: at } });
}
