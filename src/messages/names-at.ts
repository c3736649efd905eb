import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { type Called, type NameBook, nameBook } from './mentions.ts';
import type { Said } from './said.ts';

interface Spell {
  readonly id: string;
  readonly sinceMs: number;
  readonly untilMs: number | null;
}
interface InGroup extends Spell {
  readonly chatId: string;
  readonly nickname: string;
  readonly inFromMs: number;
  readonly inUntilMs: number | null;
}
interface Elsewhere extends Spell {
  readonly name: string;
  readonly alias: string;
}

/** What of a message says who could be named in it. */
export type Placed = Pick<Said, 'chatId' | 'to' | 'sentAtMs'> & { readonly from: { readonly id: string } };

/** Looks up what the members of a group were called at a moment; the same book for as long as nobody's name changed. */
export interface NamesAt {
  at(said: Placed): NameBook;
  /** What those who were there were called later, each time that one of them was read under another name; in order. */
  after(said: Placed, untilMs: number): Iterable<NameBook>;
}

/** Reads every name that the members of these messages' groups had while they were said, and later. Three statements, however many. */
export async function loadNames(tx: Tx, corp: Corp, all: readonly Placed[]): Promise<NamesAt> {
  const chatIds = [...new Set(all.map(({ chatId }) => chatId))];
  const said = [...new Set(all.flatMap(({ from, to }) => [from.id, ...to]))];
  const nicknames = await nicknamesOf(tx, corp, chatIds);
  const members = [...new Set([...said, ...nicknames.map(({ id }) => id)])];
  const names = [...(await accountsOf(tx, corp, members)), ...(await contactsOf(tx, corp, members))];
  const inGroup = groupBy(nicknames, ({ chatId }) => chatId);
  const byId = groupBy(names, ({ id }) => id);
  const books = new Map<string, NameBook>();
  const bookOf = (chatId: string, ids: readonly string[], stays: readonly InGroup[], atMs: number): NameBook => {
    const nickname = new Map(stays.map((stay) => [stay.id, stay.nickname]));
    const called = ids.map((id): Called => calledAs(id, nickname.get(id) ?? '', byId.get(id), atMs));
    const key = JSON.stringify([chatId, called]);
    const book = books.get(key) ?? nameBook(called);
    books.set(key, book);
    return book;
  };
  return {
    at: ({ chatId, from, to, sentAtMs }) => {
      const stays = (inGroup.get(chatId) ?? []).filter(heldAt(sentAtMs));
      return bookOf(chatId, [...new Set([from.id, ...to, ...stays.map(({ id }) => id)])], stays, sentAtMs);
    },
    *after({ chatId, from, to, sentAtMs }, untilMs) {
      const here = (inGroup.get(chatId) ?? []).filter((stay) => wasIn(stay, sentAtMs));
      const ids = [...new Set([from.id, ...to, ...here.map(({ id }) => id)])];
      const spells: readonly Spell[] = [...here, ...ids.flatMap((id) => byId.get(id) ?? [])];
      const moments = spells.flatMap(({ sinceMs }) => (sinceMs > sentAtMs && sinceMs <= untilMs ? [sinceMs] : []));
      for (const atMs of [...new Set(moments)].sort((one, other) => one - other))
        yield bookOf(chatId, ids, here.filter(heldAt(atMs)), atMs);
    },
  };
}

const wasIn = ({ inFromMs, inUntilMs }: InGroup, atMs: number): boolean =>
  inFromMs <= atMs && (inUntilMs === null || inUntilMs > atMs);

function calledAs(id: string, nickname: string, spells: readonly Elsewhere[] | undefined, atMs: number): Called {
  const now = spells?.findLast(heldAt(atMs)) ?? spells?.at(-1); // who left since is still called by his last name
  const names = [now?.name ?? '', now?.alias ?? ''];
  return nickname === '' ? { id, shown: names[0] ?? '', also: names.slice(1) } : { id, shown: nickname, also: names };
}

const heldAt =
  (atMs: number) =>
  ({ sinceMs, untilMs }: Spell): boolean =>
    sinceMs <= atMs && (untilMs === null || untilMs > atMs);

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const known = groups.get(keyOf(row));
    if (known) known.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const nicknamesOf = (tx: Tx, corp: Corp, chatIds: string[]): Promise<InGroup[]> =>
  tx.$queryRaw<InGroup[]>`
    select m.chat_id as "chatId", m.member_id as id, coalesce(n.nickname, '') as nickname,
      extract(epoch from greatest(m.since, n.since))::float8 * 1000 as "sinceMs",
      extract(epoch from least(m.until, n.until))::float8 * 1000 as "untilMs",
      extract(epoch from m.since)::float8 * 1000 as "inFromMs", extract(epoch from m.until)::float8 * 1000 as "inUntilMs"
    from qungui.membership m
    left join qungui.nickname_state n on n.corp = m.corp and n.chat_id = m.chat_id and n.member_id = m.member_id
      and n.since < coalesce(m.until, 'infinity') and coalesce(n.until, 'infinity') > m.since
    where m.corp = ${corp} and m.chat_id = any(${chatIds}::text[])
    order by n.since nulls first`;

const accountsOf = (tx: Tx, corp: Corp, ids: string[]): Promise<Elsewhere[]> =>
  tx.$queryRaw<Elsewhere[]>`
    select a.userid as id, p.name, p.alias,
      extract(epoch from greatest(a.since, p.since))::float8 * 1000 as "sinceMs",
      extract(epoch from least(a.until, p.until))::float8 * 1000 as "untilMs"
    from qungui.account a
    join qungui.person_state p on p.corp = a.corp and p.person_id = a.person_id
      and p.since < coalesce(a.until, 'infinity') and coalesce(p.until, 'infinity') > a.since
    where a.corp = ${corp} and a.userid = any(${ids}::text[])
    order by p.since`;

const contactsOf = (tx: Tx, corp: Corp, ids: string[]): Promise<Elsewhere[]> =>
  tx.$queryRaw<Elsewhere[]>`
    select external_userid as id, name, '' as alias, extract(epoch from since)::float8 * 1000 as "sinceMs",
      extract(epoch from until)::float8 * 1000 as "untilMs"
    from qungui.contact_state
    where corp = ${corp} and external_userid = any(${ids}::text[])
    order by since`;
