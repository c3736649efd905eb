import { type Db, nowIn } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { ContactApi } from '../wecom/contact/contact.ts';
import { endAccount, LEFT, lookOf, sameLook, startPerson, writeLook } from './person-rows.ts';

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
    const account = await tx.account.findFirst({ where: { corp, userid, until: null } });
    if (!user || user.status === LEFT) {
      if (account) await endAccount(tx, corp, userid, at);
      return 'left';
    }
    const personId = account?.personId ?? (await startPerson(tx, corp, userid, at));
    const state = await tx.personState.findFirst({ where: { corp, personId, until: null } });
    const look = lookOf(user, state?.tags ?? []);
    if (state && sameLook(state, look)) return 'same';
    await writeLook(tx, corp, personId, look, at);
    return 'changed';
  });
}
