import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import type { DirectoryUser } from '../wecom/contact/contact.ts';
import { claimAppointments } from './claim-appointments.ts';

/** The state of a person that WeCom's directory tells; compared field by field, kept as history. */
export interface PersonLook {
  readonly name: string;
  readonly alias: string;
  readonly position: string;
  readonly departments: readonly number[];
  readonly mainDepartment: number | null;
  readonly leaderIn: readonly number[];
  readonly directLeader: string | null;
  readonly status: number;
  readonly tags: readonly string[];
}

/** What a user of the directory looks like; tags are listed apart from users [90213]. */
export const lookOf = (user: DirectoryUser, tags: readonly string[]): PersonLook => ({
  name: user.name,
  alias: user.alias,
  position: user.position,
  departments: [...user.departments].sort((a, b) => a - b),
  mainDepartment: user.mainDepartment,
  leaderIn: [...user.leaderIn].sort((a, b) => a - b),
  directLeader: user.directLeader,
  status: user.status,
  tags: [...tags].sort(),
});

export const sameLook = (a: PersonLook, b: PersonLook): boolean =>
  a.name === b.name &&
  a.alias === b.alias &&
  a.position === b.position &&
  a.mainDepartment === b.mainDepartment &&
  a.directLeader === b.directLeader &&
  a.status === b.status &&
  a.departments.join() === b.departments.join() &&
  a.leaderIn.join() === b.leaderIn.join() &&
  a.tags.join('\n') === b.tags.join('\n');

/** The account was held before anybody looked: since when, nobody can say, but he is no newcomer. */
export const BEFORE_WE_LOOKED = new Date(0);

/**
 * Starts a person, met at `metAt`, and gives him the account since `since`. Whoever held the account before keeps his history
 * and inherits nothing.
 */
export async function startPerson(
  tx: Tx,
  corp: Corp,
  userid: string,
  since: Date,
  metAt: Date = since,
): Promise<string> {
  const personId = newId();
  await startPersons(tx, corp, [{ userid, personId }], since, metAt);
  return personId;
}

/** Starts many at once: a company's first reading is ten thousand of them. */
export async function startPersons(
  tx: Tx,
  corp: Corp,
  starting: readonly { readonly userid: string; readonly personId: string }[],
  since: Date,
  metAt: Date,
): Promise<void> {
  const userids = starting.map(({ userid }) => userid);
  const personIds = starting.map(({ personId }) => personId);
  await tx.$executeRaw`
    insert into qungui.person (corp, id, created_at)
    select ${corp}, person_id, ${metAt} from unnest(${personIds}::uuid[]) as person_id`;
  await tx.$executeRaw`
    insert into qungui.account (corp, id, userid, person_id, since)
    select ${corp}, gen_random_uuid(), userid, person_id, ${since}
    from unnest(${userids}::text[], ${personIds}::uuid[]) as held (userid, person_id)`;
}

/** Ends the account and shows its holder as left, at `at`. Answers who held it, or null when nobody did. */
export async function endAccount(tx: Tx, corp: Corp, userid: string, at: Date): Promise<string | null> {
  const account = await tx.account.findFirst({ where: { corp, userid, until: null } });
  if (!account) return null;
  await claimAppointments(tx, corp, account);
  await tx.account.updateMany({ where: { corp, id: account.id }, data: { until: at } });
  await showLeft(tx, corp, account.personId, at);
  return account.personId;
}

/**
 * Shows a person as left. Nobody said that the account was deleted, WeCom only knows it no more (60111: left, or out of the
 * app's sight): he keeps it, and is himself again when he is seen again.
 */
export async function showLeft(tx: Tx, corp: Corp, personId: string, at: Date): Promise<void> {
  const state = await tx.personState.findFirst({ where: { corp, personId, until: null } });
  if (state && state.status !== LEFT) await writeLook(tx, corp, personId, { ...state, status: LEFT }, at);
}

/** Who was shown as left and comes back under another name is another person, whatever the account. */
export const isSomebodyElse = (shown: Pick<PersonLook, 'status' | 'name'> | null, seen: PersonLook): boolean =>
  shown?.status === LEFT && shown.name !== seen.name;

/** Status 5 of `user/get`: left the corp [90196]. */
export const LEFT = 5;

/** Ends the current state of a person and begins the new one. */
export const writeLook = (tx: Tx, corp: Corp, personId: string, look: PersonLook, at: Date): Promise<void> =>
  writeLooks(tx, corp, [{ personId, look }], at);

const AT_ONCE = 2_000;

/** The same for many people, each named once. */
export async function writeLooks(
  tx: Tx,
  corp: Corp,
  looks: readonly { readonly personId: string; readonly look: PersonLook }[],
  at: Date,
): Promise<void> {
  for (let from = 0; from < looks.length; from += AT_ONCE) {
    const some = looks.slice(from, from + AT_ONCE);
    await tx.personState.updateMany({
      where: { corp, personId: { in: some.map(({ personId }) => personId) }, until: null },
      data: { until: at },
    });
    await tx.$executeRaw`
      insert into qungui.person_state (corp, id, person_id, since, name, alias, position, departments, main_department,
                                       leader_in, direct_leader, status, tags)
      select ${corp}, gen_random_uuid(), person_id, ${at}, name, alias, position, departments, main_department,
             leader_in, direct_leader, status, tags
      from jsonb_to_recordset(${JSON.stringify(some.map(columnsOf))}::jsonb) as look (
        person_id uuid, name text, alias text, position text, departments int[], main_department int, leader_in int[],
        direct_leader text, status int, tags text[])`;
  }
}

const columnsOf = ({ personId, look }: { readonly personId: string; readonly look: PersonLook }) => ({
  person_id: personId,
  name: look.name,
  alias: look.alias,
  position: look.position,
  departments: look.departments,
  main_department: look.mainDepartment,
  leader_in: look.leaderIn,
  direct_leader: look.directLeader,
  status: look.status,
  tags: look.tags,
});
