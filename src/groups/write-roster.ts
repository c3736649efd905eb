import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import { diffRoster, type RosterDiff } from './diff-roster.ts';
import type { SeenMember, Snapshot } from './snapshot.ts';

/** When a group is looked at, and when it was looked at before. */
export interface Looks {
  readonly at: Date;
  /** Null: never. */
  readonly before: Date | null;
}

/** Writes what a fetched roster changes, with history. People who vanished between two looks left nobody knows how, nor when. */
export async function writeRoster(
  tx: Tx,
  corp: Corp,
  chatId: string,
  snapshot: Snapshot,
  looks: Looks,
): Promise<RosterDiff> {
  const { at } = looks;
  if (snapshot.reach === 'managed') await passOn(tx, corp, chatId, looks);
  const open = await tx.membership.findMany({ where: { corp, chatId, until: null } });
  const diff = diffRoster(open, snapshot.members);
  for (const { stay, member } of diff.rejoined)
    await endStays(tx, corp, [stay.id], { ...looks, at: member.joinedAt ?? at });
  const left = diff.left.map((stay) => stay.id);
  await endStays(tx, corp, left, looks);
  await tx.membership.updateMany({
    where: { corp, chatId, until: null, leftHow: { not: null } },
    data: { leftHow: null },
  });
  const arriving = [...diff.joined, ...diff.rejoined.map((r) => r.member)];
  await beginStays(
    tx,
    corp,
    arriving.map((member) => ({ ...member, chatId, joinedAt: member.joinedAt ?? at })),
    'fetch',
  );
  for (const { stay, member } of diff.completed) await completeStay(tx, corp, stay.id, member);
  return diff;
}

/**
 * The roster of an app's group is of accounts: whoever holds one now is inside, and nobody else [98914]. Where an account was
 * given to somebody new, the stay of its earlier holder ends with this look, and the roster begins one of the present holder.
 */
async function passOn(tx: Tx, corp: Corp, chatId: string, { at, before }: Looks): Promise<void> {
  await tx.$executeRaw`
    update qungui.membership m set until = ${at}, left_how = 'unknown', seen_at = greatest(m.since, least(coalesce(${before}::timestamptz, m.since), ${at}))
    from qungui.account a
    where m.corp = ${corp} and m.chat_id = ${chatId} and m.until is null
      and a.corp = m.corp and a.userid = m.member_id and a.until is null and a.person_id <> m.person_id`;
}

/** Ends stays as an event said they ended, if one did; those that go on were never left, whatever an event said. */
async function endStays(tx: Tx, corp: Corp, ids: readonly string[], { at, before }: Looks): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    update qungui.membership set until = ${at}, left_how = coalesce(left_how, 'unknown'),
      seen_at = greatest(since, least(coalesce(${before}::timestamptz, since), ${at}))
    where corp = ${corp} and id = any(${[...ids]}::uuid[])`;
}

/** Who comes where, and when. */
export interface Arriving extends Pick<SeenMember, 'id' | 'kind' | 'joinScene' | 'inviter' | 'joinState'> {
  readonly chatId: string;
  readonly joinedAt: Date;
}

/**
 * Begins stays, each tied to the person who holds the account now, or whom the contact record shows: a later holder of an
 * account inherits nothing.
 */
export async function beginStays(
  tx: Tx,
  corp: Corp,
  arriving: readonly Arriving[],
  learned: 'event' | 'fetch',
): Promise<void> {
  if (arriving.length === 0) return;
  const holders = await personsBehind(
    tx,
    corp,
    arriving.map(({ id }) => id),
  );
  await tx.membership.createMany({
    data: arriving.map((member) => ({
      corp,
      id: newId(),
      chatId: member.chatId,
      memberId: member.id,
      memberKind: member.kind,
      personId: holders.get(member.id) ?? null,
      since: member.joinedAt,
      joinScene: member.joinScene,
      inviter: member.inviter,
      joinState: member.joinState,
      learned,
    })),
  });
}

/** The persons that ids stand for now: holders of accounts, and external people who were read. */
async function personsBehind(tx: Tx, corp: Corp, ids: string[]): Promise<ReadonlyMap<string, string>> {
  const accounts = await tx.account.findMany({ where: { corp, userid: { in: ids }, until: null } });
  const contacts = await tx.contactState.findMany({
    where: { corp, externalUserid: { in: ids }, until: null },
    select: { externalUserid: true, personId: true },
  });
  return new Map([
    ...contacts.map(({ externalUserid, personId }) => [externalUserid, personId] as const),
    ...accounts.map(({ userid, personId }) => [userid, personId] as const),
  ]);
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
