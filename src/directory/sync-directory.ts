import { type Db, nowIn, type Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import { lookWhereUnmet } from '../messages/meet-names.ts';
import type { ContactApi, DirectoryDepartment } from '../wecom/contact/contact.ts';
import {
  BEFORE_WE_LOOKED,
  endAccount,
  isSomebodyElse,
  LEFT,
  lookOf,
  type PersonLook,
  sameLook,
  showLeft,
  startPersons,
  writeLooks,
} from './person-rows.ts';
import { type DirectoryAsSeen, readDirectory } from './read-users.ts';
import { shrank, tooMany } from './shrunk.ts';

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
  const begunAt = await deps.db.clock.now();
  const seen = await readDirectory(contact);
  const held = await deps.db.withCorp(corp, (tx) => presentAccounts(tx, corp));
  const missing = held.filter((userid) => !seen.users.has(userid));
  if (tooMany(missing.length, held.length)) throw shrank(missing.length, held.length);
  const gone = new Set<string>();
  for (const userid of missing) if ((await contact.user(userid)) === null) gone.add(userid);
  return deps.db.withCorp(corp, (tx) => writeDirectory(tx, corp, { seen, gone, begunAt }), { timeoutMs: 120_000 });
}

/** Accounts whose holders were here when last seen. */
async function presentAccounts(tx: Tx, corp: Corp): Promise<string[]> {
  const current = await currentLooks(tx, corp);
  return [...current].filter(([, { look }]) => look?.status !== LEFT).map(([userid]) => userid);
}

interface Reading {
  readonly seen: DirectoryAsSeen;
  readonly gone: ReadonlySet<string>;
  readonly begunAt: Date;
}

/** Events are dated by WeCom's clock, to the second. */
const CLOCKS_DIFFER_MS = 60_000;

/** Accounts that an event created, ended or renamed while the directory was being read: what was read of them is old. */
async function movedMeanwhile(tx: Tx, corp: Corp, begunAt: Date): Promise<Set<string>> {
  const since = { gte: new Date(begunAt.getTime() - CLOCKS_DIFFER_MS) };
  const rows = await tx.account.findMany({
    where: { corp, OR: [{ since }, { until: since }] },
    select: { userid: true },
  });
  return new Set(rows.map((row) => row.userid));
}

async function writeDirectory(tx: Tx, corp: Corp, { seen, gone, begunAt }: Reading): Promise<DirectoryChanges> {
  const at = await nowIn(tx);
  const first = await nothingReadYet(tx, corp);
  const departments = await writeDepartments(tx, corp, seen.departments, at);
  const current = await currentLooks(tx, corp);
  const moved = first ? new Set<string>() : await movedMeanwhile(tx, corp, begunAt);
  const since = first ? BEFORE_WE_LOOKED : at;
  const starting: { userid: string; personId: string }[] = [];
  const looks: { personId: string; look: PersonLook }[] = [];
  for (const user of seen.users.values()) {
    const { userid } = user;
    if (moved.has(userid)) continue;
    const look = lookOf(user, seen.tags.get(userid) ?? []);
    const known = current.get(userid);
    const other = isSomebodyElse(known?.look ?? null, look);
    if (known && !other && known.look && sameLook(known.look, look)) continue;
    if (other) await endAccount(tx, corp, userid, at);
    const personId = known && !other ? known.personId : newId();
    if (!known || other) starting.push({ userid, personId });
    looks.push({ personId, look });
  }
  await startPersons(tx, corp, starting, since, at);
  await writeLooks(tx, corp, looks, at);
  if (!first)
    await lookWhereUnmet(
      tx,
      corp,
      looks.map(({ personId }) => personId),
      at,
    );
  for (const [userid, { personId }] of current)
    if (gone.has(userid) && !moved.has(userid)) await showLeft(tx, corp, personId, at);
  return { started: starting.length, changed: looks.length - starting.length, left: gone.size, departments };
}

async function currentLooks(tx: Tx, corp: Corp): Promise<Map<string, { personId: string; look: PersonLook | null }>> {
  const accounts = await tx.account.findMany({ where: { corp, until: null } });
  const states = await tx.personState.findMany({ where: { corp, until: null } });
  const byPerson = new Map(states.map((s) => [s.personId, s]));
  return new Map(accounts.map((a) => [a.userid, { personId: a.personId, look: byPerson.get(a.personId) ?? null }]));
}

/** Only a reading of the whole directory writes departments: before it, whoever is met was there before us. */
export const nothingReadYet = async (tx: Tx, corp: Corp): Promise<boolean> =>
  (await tx.departmentState.findFirst({ where: { corp }, select: { id: true } })) === null;

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
