import type { Tx } from '../db/client.ts';
import type { DepartmentState } from '../db/generated/client.ts';
import { asOf, holdingAt, type Moment } from '../db/moment.ts';
import type {
  AccountStatus,
  Contact,
  Department,
  Directory,
  Identity,
  ListEntry,
  Person,
  Post,
} from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import { pastOf } from './past.ts';
import { relationsOf } from './relations.ts';

/** A former name of a department may stand in nicknames this long after the renaming. */
const FORMER_NAME_DAYS = 30;
const DAY_MS = 86_400_000;

/** The directory as it stands in the rows, for judging. Former hires are in it, by person; an account names its holder. */
export const loadDirectory = (tx: Tx, corp: Corp, atMs: number): Promise<Directory> => load(tx, corp, atMs, 'now');

/** The directory as the rows say it stood at a moment, for judging again what was judged then. */
export const loadDirectoryAt = (tx: Tx, corp: Corp, at: Date): Promise<Directory> => load(tx, corp, at.getTime(), at);

async function load(tx: Tx, corp: Corp, atMs: number, moment: Moment): Promise<Directory> {
  const looks = await loadLooks(tx, corp, atMs, moment);
  const persons = await loadPersons(tx, corp, looks, moment);
  const rows = asOf(await tx.departmentState.findMany({ where: { corp }, orderBy: { since: 'asc' } }), moment);
  const lists = await loadLists(tx, corp, moment);
  return {
    persons,
    byAccount: new Map([...persons.values()].filter((p) => p.userid !== null).map((p) => [p.userid as string, p])),
    departments: await loadDepartments(tx, corp, rows, atMs, moment),
    contacts: await loadContacts(tx, corp, moment),
    identities: await loadIdentities(tx, corp, lists, moment),
    lists,
    past: pastOf(asOf(looks, moment), rows, atMs - REMEMBERED_DAYS * DAY_MS),
  };
}

/** Changes whenever anything that `loadDirectory` reads has changed; compared, never read. */
export async function directoryVersion(tx: Tx, corp: Corp): Promise<string> {
  const [row] = await tx.$queryRaw<{ version: string }[]>`
    select concat_ws('/', current_database(),
      (select concat_ws(',', count(*), count(until), max(since)) from qungui.person_state where corp = ${corp}),
      (select concat_ws(',', count(*), count(until), max(since)) from qungui.account where corp = ${corp}),
      (select concat_ws(',', count(*), count(until), max(since)) from qungui.department_state where corp = ${corp}),
      (select concat_ws(',', count(*), count(until), max(since)) from qungui.short_name where corp = ${corp}),
      (select concat_ws(',', count(*), count(until), max(since)) from qungui.contact_state where corp = ${corp}),
      (select concat_ws(',', count(*), count(until), max(since)) from qungui.list_entry where corp = ${corp}),
      (select concat_ws(',', count(*), count(until), max(since)) from qungui.identity where corp = ${corp}),
      (select concat_ws(',', count(*), count(until), max(since)) from qungui.relation_state where corp = ${corp}),
      (select count(*) from qungui.person where corp = ${corp})
    ) as version`;
  return row?.version ?? '';
}

async function loadPersons(tx: Tx, corp: Corp, looks: readonly Look[], moment: Moment): Promise<Map<PersonId, Person>> {
  const posts = postsOf(looks);
  const people = await tx.person.findMany({
    where: { corp, ...(moment === 'now' ? {} : { createdAt: { lte: moment } }) },
  });
  const shownNow = await tx.personState.findMany({ where: { corp, ...holdingAt(moment) } });
  const states = new Map(shownNow.map((s) => [s.personId, s]));
  const relations = await relationsOf(tx, corp, moment);
  const accounts = asOf(await tx.account.findMany({ where: { corp }, orderBy: { since: 'asc' } }), moment);
  const held = new Map<string, typeof accounts>();
  for (const account of accounts) held.set(account.personId, [...(held.get(account.personId) ?? []), account]);
  const loaded = new Map<PersonId, Person>();
  for (const row of people) {
    const state = states.get(row.id);
    const own = held.get(row.id) ?? [];
    const open = own.find((a) => a.until === null);
    const [shown, ...before] = posts.get(row.id) ?? [];
    const id = PersonId.parse(row.id);
    loaded.set(id, {
      id,
      userid: open?.userid ?? null,
      relation: relations.get(row.id) ?? 'unknown',
      status: open ? statusOf(state?.status) : 'left',
      name: state?.name ?? '',
      alias: state?.alias ?? '',
      position: state?.position ?? '',
      departments: state?.departments ?? [],
      mainDepartment: state?.mainDepartment ?? null,
      leaderIn: state?.leaderIn ?? [],
      directLeader: state?.directLeader ?? null,
      tags: state?.tags ?? [],
      hiredAtMs: (own[0]?.since ?? row.createdAt).getTime(),
      leftAtMs: open ? null : (own.at(-1)?.until?.getTime() ?? null),
      shownSinceMs: shown?.sinceMs ?? row.createdAt.getTime(),
      before,
    });
  }
  return loaded;
}

/** No rule asks further back: what was shown before that counts as ever since the hire. */
const REMEMBERED_DAYS = 366;

type PostRow = Post & { readonly sinceMs: number };

/** How the directory showed people, the latest first, as far back as a rule may ask. */
const loadLooks = (tx: Tx, corp: Corp, atMs: number, moment: Moment) =>
  tx.personState.findMany({
    where: {
      corp,
      ...(moment === 'now' ? {} : { since: { lte: moment } }),
      OR: [{ until: null }, { until: { gt: new Date(atMs - REMEMBERED_DAYS * DAY_MS) } }],
    },
    orderBy: { since: 'desc' },
  });

type Look = Awaited<ReturnType<typeof loadLooks>>[number];

/** Each change of the post is one line. */
function postsOf(rows: readonly Look[]): Map<string, PostRow[]> {
  const posts = new Map<string, PostRow[]>();
  for (const { personId, since, position, departments, mainDepartment, leaderIn, tags } of rows) {
    const row: PostRow = { sinceMs: since.getTime(), position, departments, mainDepartment, leaderIn, tags };
    const own = posts.get(personId) ?? [];
    const later = own.at(-1);
    if (later && samePost(later, row)) own[own.length - 1] = row;
    else own.push(row);
    posts.set(personId, own);
  }
  return posts;
}

const samePost = (a: Post, b: Post): boolean =>
  a.position === b.position &&
  a.mainDepartment === b.mainDepartment &&
  a.departments.join() === b.departments.join() &&
  a.leaderIn.join() === b.leaderIn.join() &&
  a.tags.join('\n') === b.tags.join('\n');

function statusOf(status: number | undefined): AccountStatus {
  if (status === 5) return 'left';
  if (status === 4) return 'not-activated';
  return status === 2 ? 'disabled' : 'active';
}

async function loadDepartments(
  tx: Tx,
  corp: Corp,
  rows: readonly DepartmentState[],
  atMs: number,
  moment: Moment,
): Promise<Map<number, Department>> {
  const shorts = asOf(await tx.shortName.findMany({ where: { corp }, orderBy: { since: 'asc' } }), moment);
  const others = new Map<number, { name: string; untilMs: number | null }[]>();
  const alsoKnown = (id: number, name: string, untilMs: number | null) => {
    if (untilMs === null || untilMs > atMs) others.set(id, [...(others.get(id) ?? []), { name, untilMs }]);
  };
  for (const s of shorts) alsoKnown(s.departmentId, s.shortName, afterGrace(s.until));
  for (const row of rows) if (row.until) alsoKnown(row.departmentId, row.name, afterGrace(row.until));
  const departments = new Map<number, Department>();
  for (const { departmentId: id, name, parentId, leaders, until } of rows) {
    if (until) continue;
    const alsoKnownAs = (others.get(id) ?? []).filter((other) => other.name !== name);
    departments.set(id, { id, name, parent: parentId, leaders, alsoKnownAs });
  }
  return departments;
}

const afterGrace = (until: Date | null): number | null =>
  until === null ? null : until.getTime() + FORMER_NAME_DAYS * DAY_MS;

interface Follower {
  readonly remark?: string;
  readonly tags?: readonly string[];
}

async function loadContacts(tx: Tx, corp: Corp, moment: Moment): Promise<Map<string, Contact>> {
  const rows = await tx.contactState.findMany({ where: { corp, ...holdingAt(moment) } });
  return new Map(
    rows.map((row) => {
      const followers = row.followers as Follower[];
      const contact: Contact = {
        id: row.externalUserid,
        known: row.known === 'yes',
        name: row.name,
        app: row.kind === 2 ? 'wecom' : 'wechat',
        corpName: row.corpName,
        position: row.position,
        remarks: followers.map((f) => f.remark ?? '').filter((remark) => remark !== ''),
        tags: [...new Set(followers.flatMap((f) => f.tags ?? []))],
      };
      return [row.externalUserid.toLowerCase(), contact];
    }),
  );
}

interface EntryDetail {
  readonly companies?: readonly string[];
  readonly department?: string;
  readonly title?: string;
  readonly name?: string;
}

async function loadLists(tx: Tx, corp: Corp, moment: Moment): Promise<Map<string, ListEntry[]>> {
  const rows = await tx.listEntry.findMany({ where: { corp, ...holdingAt(moment) } });
  const lists = new Map<string, ListEntry[]>();
  for (const row of rows) {
    const detail = row.detail as EntryDetail;
    const entry: ListEntry = {
      list: row.list,
      key: row.entry,
      companies: detail.companies ?? [],
      department: detail.department ?? '',
      title: detail.title ?? '',
      name: detail.name ?? '',
    };
    const list = lists.get(row.list);
    if (list) list.push(entry);
    else lists.set(row.list, [entry]);
  }
  return lists;
}

async function loadIdentities(tx: Tx, corp: Corp, lists: ReadonlyMap<string, readonly ListEntry[]>, moment: Moment) {
  const rows = await tx.identity.findMany({ where: { corp, ...holdingAt(moment) } });
  const lines = new Map(
    [...lists].map(([list, entries]) => [list, new Map(entries.map((entry) => [entry.key, entry]))]),
  );
  return new Map(
    rows.map(({ memberId, relation, list, entry }): [string, Identity] => {
      const line = list === null || entry === null ? undefined : lines.get(list)?.get(entry);
      return [memberId.toLowerCase(), { relation: relation as Identity['relation'], entry: line ?? null }];
    }),
  );
}
