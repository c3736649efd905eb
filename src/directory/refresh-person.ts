import { type Db, nowIn, type Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { lookWhereUnmet } from '../messages/meet-names.ts';
import type { ContactApi, DirectoryUser } from '../wecom/contact/contact.ts';
import { endAccount, isSomebodyElse, LEFT, lookOf, sameLook, showLeft, startPerson, writeLook } from './person-rows.ts';
import { shrank, tooMany } from './shrunk.ts';

const DAY_MS = 86_400_000;

/** Reads one account again and writes what differs. Events since 2022 name an account and little else [90970]. */
export async function refreshPerson(
  deps: { readonly db: Db },
  corp: Corp,
  contact: ContactApi,
  userid: string,
): Promise<'same' | 'changed' | 'left'> {
  const user = await contact.user(userid);
  return deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    if (user && user.status !== LEFT) return writePerson(tx, corp, user, at);
    const account = await tx.account.findFirst({ where: { corp, userid, until: null } });
    if (account) await goneFromSight(tx, corp, account.personId, at);
    return 'left';
  });
}

async function writePerson(tx: Tx, corp: Corp, user: DirectoryUser, at: Date): Promise<'same' | 'changed'> {
  const { userid } = user;
  const account = await tx.account.findFirst({ where: { corp, userid, until: null } });
  const known = account ? await currentOf(tx, corp, account.personId) : null;
  const look = lookOf(user, known?.tags ?? []);
  const other = isSomebodyElse(known, look);
  if (other) await endAccount(tx, corp, userid, at);
  const personId = other || !account ? await startPerson(tx, corp, userid, at) : account.personId;
  if (!other && known && sameLook(known, look)) return 'same';
  await writeLook(tx, corp, personId, look, at);
  await lookWhereUnmet(tx, corp, [personId], at);
  return 'changed';
}

const currentOf = (tx: Tx, corp: Corp, personId: string) =>
  tx.personState.findFirst({ where: { corp, personId, until: null } });

/** One by one a narrowed visible scope looks like people who leave; the night's limit holds by day too. [E-DIRECTORY-SHRANK] */
async function goneFromSight(tx: Tx, corp: Corp, personId: string, at: Date): Promise<void> {
  const known = await currentOf(tx, corp, personId);
  if (known?.status === LEFT) return;
  const held = await tx.account.count({ where: { corp, until: null } });
  const lately = await tx.personState.count({
    where: { corp, until: null, status: LEFT, since: { gt: new Date(at.getTime() - DAY_MS) } },
  });
  if (tooMany(lately + 1, held)) throw shrank(lately + 1, held);
  await showLeft(tx, corp, personId, at);
}
