import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Person } from '../events/person.ts';
import { type Corp, newId } from '../ids.ts';
import type { PageClient } from '../wecom/identity/sign-in-url.ts';
import { hashOf, newToken } from './secrets.ts';

const MINUTE_MS = 60_000;

/** However busy he is, a person signs in again after so long; and so soon when he does nothing. */
export const SESSION_MS = 8 * 60 * MINUTE_MS;
export const IDLE_MS = 30 * MINUTE_MS;

/** What is dangerous wants a login no older than this, however long the session lasts. */
const FRESH_MS = 5 * MINUTE_MS;

/** A look is noted at most once in so long. */
const NOTED_EVERY_MS = MINUTE_MS;

/** The trail keeps who signed in; the rows are forgotten. */
const FORGOTTEN_AFTER_MS = 24 * 60 * MINUTE_MS;

export interface Session {
  readonly id: string;
  readonly personId: string;
  readonly userid: string;
  readonly client: PageClient;
  /** When WeCom said who it is. */
  readonly since: Date;
  readonly seenAt: Date;
}

/** Whether WeCom said a moment ago who it is. */
export type Login = 'fresh' | 'old';
export const loginOf = ({ since }: Pick<Session, 'since'>, at: Date): Login =>
  at.getTime() - since.getTime() <= FRESH_MS ? 'fresh' : 'old';

interface Entering {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/** Begins a session under a new token, which is answered once and kept nowhere. Appends to the trail. */
export async function beginSession(
  tx: Tx,
  { corp, keys, at }: Entering,
  { id: personId, userid }: Pick<Person, 'id'> & { readonly userid: string },
  client: PageClient,
): Promise<string> {
  const token = newToken();
  const id = newId();
  const expiresAt = new Date(at.getTime() + SESSION_MS);
  await tx.pageSession.deleteMany({ where: { corp, expiresAt: { lt: new Date(at.getTime() - FORGOTTEN_AFTER_MS) } } });
  await tx.pageSession.create({
    data: { corp, id, tokenHash: hashOf(token), personId, userid, client, since: at, seenAt: at, expiresAt },
  });
  const person = pseudonymOf(keys, personId);
  await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'signed-in', sessionId: id, person, client }]);
  return token;
}

const aliveAt = (at: Date) => ({
  endedAt: null,
  expiresAt: { gt: at },
  seenAt: { gt: new Date(at.getTime() - IDLE_MS) },
});

/** The session that a token opens; null when it was ended, is over, or rested too long. */
export async function findSession(tx: Tx, corp: Corp, token: string, at: Date): Promise<Session | null> {
  const row = await tx.pageSession.findFirst({
    where: {
      corp,
      tokenHash: hashOf(token),
      ...aliveAt(at),
    },
  });
  return row && { ...row, client: row.client === 'wecom' ? 'wecom' : 'browser' };
}

/** Notes that he is still there. */
export async function noteSeen(tx: Tx, corp: Corp, { id, seenAt }: Session, at: Date): Promise<void> {
  if (at.getTime() - seenAt.getTime() < NOTED_EVERY_MS) return;
  await tx.pageSession.updateMany({ where: { corp, id, endedAt: null }, data: { seenAt: at } });
}

/** How many other browsers this person is signed in with at this moment. */
export const countOthers = (tx: Tx, corp: Corp, { id, personId }: Session, at: Date): Promise<number> =>
  tx.pageSession.count({ where: { corp, personId, id: { not: id }, ...aliveAt(at) } });

/** Ends every session of a person, wherever its token is held. Appends to the trail. */
export async function endAllSessions(tx: Tx, entering: Entering, { personId }: Session): Promise<void> {
  const { corp, at } = entering;
  const rows = await tx.pageSession.findMany({ where: { corp, personId, ...aliveAt(at) } });
  for (const row of rows) await endSession(tx, entering, row, 'signed-out');
}

export type EndedBecause = 'signed-out' | 'left' | 'account-changed';

/** Ends a session for good. Appends to the trail, once. */
export async function endSession(
  tx: Tx,
  { corp, keys, at }: Entering,
  { id, personId }: Pick<Session, 'id' | 'personId'>,
  because: EndedBecause,
): Promise<void> {
  const { count } = await tx.pageSession.updateMany({
    where: { corp, id, endedAt: null },
    data: { endedAt: at, endedBecause: because },
  });
  if (count === 0) return;
  const person = pseudonymOf(keys, personId);
  await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'signed-out', sessionId: id, person, because }]);
}
