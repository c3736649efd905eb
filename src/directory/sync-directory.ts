import { type Db, nowIn, type Tx } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import { type Corp, newId } from '../ids.ts';
import type { ContactApi, DirectoryDepartment } from '../wecom/contact/contact.ts';
import {
  BEFORE_WE_LOOKED,
  endAccount,
  lookOf,
  type PersonLook,
  sameLook,
  startPerson,
  writeLook,
} from './person-rows.ts';
import { type DirectoryAsSeen, readDirectory } from './read-users.ts';

export interface DirectoryChanges {
  readonly started: number;
  readonly changed: number;
  readonly left: number;
  readonly departments: number;
}

/**
 * Reads the directory and writes what differs, with history. A person starts for every account nobody holds; an account that
 * is no longer listed is asked for once more before its holder is shown as left. When more than a tenth of all accounts vanish
 * at once nothing is written: that is a narrowed visible scope, not an exodus (E-DIRECTORY-SHRANK).
 */
export async function syncDirectory(
  deps: { readonly db: Db },
  corp: Corp,
  contact: ContactApi,
): Promise<DirectoryChanges> {
  const seen = await readDirectory(contact);
  const held = await deps.db.withCorp(corp, (tx) =>
    tx.account.findMany({ where: { corp, until: null }, select: { userid: true } }),
  );
  const missing = held.map((a) => a.userid).filter((userid) => !seen.users.has(userid));
  if (missing.length > Math.max(5, held.length / 10)) throw shrank(missing.length, held.length);
  const gone: string[] = [];
  for (const userid of missing) if ((await contact.user(userid)) === null) gone.push(userid);
  return deps.db.withCorp(corp, (tx) => writeDirectory(tx, corp, seen, gone), { timeoutMs: 120_000 });
}

const shrank = (missing: number, held: number) =>
  new HouseError({
    code: 'E-DIRECTORY-SHRANK',
    what: `${missing} of ${held} accounts are no longer visible`,
    why: 'so many at once mean that the visible scope of the app was narrowed, not that they all left',
    remedy:
      'give the app its visible scope back (应用管理 → 应用 → 可见范围), or remove people in smaller steps, then run: qungui sync',
    retry: 'never',
  });

async function writeDirectory(
  tx: Tx,
  corp: Corp,
  seen: DirectoryAsSeen,
  gone: readonly string[],
): Promise<DirectoryChanges> {
  const at = await nowIn(tx);
  const departments = await writeDepartments(tx, corp, seen.departments, at);
  const current = await currentLooks(tx, corp);
  const since = current.size === 0 ? BEFORE_WE_LOOKED : at;
  let started = 0;
  let changed = 0;
  for (const user of seen.users.values()) {
    const look = lookOf(user, seen.tags.get(user.userid) ?? []);
    const known = current.get(user.userid);
    const personId = known?.personId ?? (await startPerson(tx, corp, user.userid, since, at));
    if (!known) started += 1;
    if (known?.look && sameLook(known.look, look)) continue;
    if (known) changed += 1;
    await writeLook(tx, corp, personId, look, at);
  }
  for (const userid of gone) await endAccount(tx, corp, userid, at);
  return { started, changed, left: gone.length, departments };
}

async function currentLooks(tx: Tx, corp: Corp): Promise<Map<string, { personId: string; look: PersonLook | null }>> {
  const accounts = await tx.account.findMany({ where: { corp, until: null } });
  const states = await tx.personState.findMany({ where: { corp, until: null } });
  const byPerson = new Map(states.map((s) => [s.personId, s]));
  return new Map(accounts.map((a) => [a.userid, { personId: a.personId, look: byPerson.get(a.personId) ?? null }]));
}

/** Departments have no rename event [90970]; the history made here keeps a former name valid in nicknames for a while. */
async function writeDepartments(tx: Tx, corp: Corp, seen: readonly DirectoryDepartment[], at: Date): Promise<number> {
  const rows = await tx.departmentState.findMany({ where: { corp, until: null } });
  const current = new Map(rows.map((row) => [row.departmentId, row]));
  let written = 0;
  for (const { id, name, parent, leaders } of seen) {
    const known = current.get(id);
    current.delete(id);
    if (known && known.name === name && known.parentId === parent && known.leaders.join() === leaders.join()) continue;
    if (known) await tx.departmentState.updateMany({ where: { corp, id: known.id }, data: { until: at } });
    await tx.departmentState.create({
      data: { corp, id: newId(), departmentId: id, since: at, name, parentId: parent, leaders: [...leaders] },
    });
    written += 1;
  }
  for (const row of current.values()) {
    await tx.departmentState.updateMany({ where: { corp, id: row.id }, data: { until: at } });
    written += 1;
  }
  return written;
}
