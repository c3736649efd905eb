import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import { diffRoster, type RosterDiff } from './diff-roster.ts';
import type { SeenMember, Snapshot } from './snapshot.ts';

/** Writes what a fetched roster changes, with history. People who vanished between two looks left nobody knows how. */
export async function writeRoster(
  tx: Tx,
  corp: Corp,
  chatId: string,
  snapshot: Snapshot,
  at: Date,
): Promise<RosterDiff> {
  const open = await tx.membership.findMany({ where: { corp, chatId, until: null } });
  const diff = diffRoster(open, snapshot.members);
  for (const { stay, member } of diff.rejoined) await endStays(tx, corp, [stay.id], member.joinedAt ?? at);
  const left = diff.left.map((stay) => stay.id);
  await endStays(tx, corp, left, at);
  await tx.membership.updateMany({
    where: { corp, chatId, until: null, leftHow: { not: null } },
    data: { leftHow: null },
  });
  await beginStays(tx, corp, chatId, [...diff.joined, ...diff.rejoined.map((r) => r.member)], at, 'fetch');
  for (const { stay, member } of diff.completed) await completeStay(tx, corp, stay.id, member);
  return diff;
}

/** Ends stays as an event said they ended, if one did; those that go on were never left, whatever an event said. */
async function endStays(tx: Tx, corp: Corp, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    update qungui.membership set until = ${at}, left_how = coalesce(left_how, 'unknown')
    where corp = ${corp} and id = any(${[...ids]}::uuid[])`;
}

/** Begins stays, each tied to the person who holds the account now: a later holder of it inherits nothing. */
export async function beginStays(
  tx: Tx,
  corp: Corp,
  chatId: string,
  members: readonly SeenMember[],
  at: Date,
  learned: 'event' | 'fetch',
): Promise<void> {
  if (members.length === 0) return;
  const accounts = await tx.account.findMany({
    where: { corp, userid: { in: members.map((member) => member.id) }, until: null },
  });
  const holders = new Map(accounts.map((account) => [account.userid, account.personId]));
  await tx.membership.createMany({
    data: members.map((member) => ({
      corp,
      id: newId(),
      chatId,
      memberId: member.id,
      memberKind: member.kind,
      personId: holders.get(member.id) ?? null,
      since: member.joinedAt ?? at,
      joinScene: member.joinScene,
      inviter: member.inviter,
      joinState: member.joinState,
      learned,
    })),
  });
}

async function completeStay(tx: Tx, corp: Corp, id: string, member: SeenMember): Promise<void> {
  await tx.membership.updateMany({
    where: { corp, id },
    data: {
      memberKind: member.kind,
      joinScene: member.joinScene,
      inviter: member.inviter,
      joinState: member.joinState,
      learned: 'event-then-fetch',
      ...(member.joinedAt ? { since: member.joinedAt } : {}),
    },
  });
}
